"""What the tests of the store share."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

import pytest
from sqlalchemy import Connection

from bot.store.engine import Store


@pytest.fixture
def rolled_back(any_store: Store) -> AbstractContextManager[Connection]:
    """A transaction in which everything goes well until an exception at the very end."""

    @contextmanager
    def transaction() -> Iterator[Connection]:
        with suppress(InterruptedError), any_store.begin() as c:
            yield c
            raise InterruptedError

    return transaction()
