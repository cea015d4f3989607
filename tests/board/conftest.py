"""A store of each kind with the whole cast in it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.store.engine import Store, open_store
from tests.world import furnish

NOON = datetime(2026, 11, 19, 11, tzinfo=UTC)  # Thursday, 12:00 in Warsaw


@pytest.fixture
def cast(any_url: str) -> Iterator[Store]:
    furnish(any_url)
    with closing(open_store(any_url)) as store:
        yield store
