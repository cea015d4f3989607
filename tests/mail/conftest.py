"""What the tests of the mail share."""

import pytest

from bot.store.engine import Store
from tests.mail.house import House


@pytest.fixture
def house(any_store: Store) -> House:
    """A house over each kind of database."""
    return House(any_store)
