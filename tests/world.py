"""The named cast of the tests: invented customers, contracts, devices and people, kept in `tests/swiat/*.csv`."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot import importing
from bot.importing import Plan
from bot.store.engine import open_store

FOLDER = Path(__file__).parent / "swiat"
IMPORTED_AT = datetime(2025, 12, 1, 9, tzinfo=UTC)


def furnish(url: str) -> None:
    """Give an empty database its tables and the whole cast."""
    with closing(open_store(url)) as store:
        store.migrate()
        found = importing.plan(store, FOLDER, IMPORTED_AT)
        assert isinstance(found, Plan), str(found)
        importing.apply(store, found, IMPORTED_AT)
