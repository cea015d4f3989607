"""A store of each kind with the whole cast in it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.store.engine import Store, open_store

NOON = datetime(2026, 11, 19, 11, tzinfo=UTC)  # Thursday, 12:00 in Warsaw


@pytest.fixture
def cast(world_url: str) -> Iterator[Store]:
    with closing(open_store(world_url)) as store:
        yield store
