"""The world of a run: the sample register, and case numbers that cannot be mistaken for anything else."""

from datetime import UTC, datetime
from pathlib import Path

from bot import importing
from bot.store import counters
from bot.store.engine import Store

SAMPLE = Path(importing.__file__).parent.parent / "sample"
BEFORE_EVERYTHING = datetime(2026, 1, 1, tzinfo=UTC)
NUMBERS_AFTER = 7_000_000


def furnish(store: Store) -> None:
    """Tables, the register, and a first case number that no text, date or serial contains by chance."""
    store.migrate()
    found = importing.plan(store, SAMPLE, BEFORE_EVERYTHING)
    assert isinstance(found, importing.Plan), str(found)
    importing.apply(store, found, BEFORE_EVERYTHING)
    with store.begin() as c:
        counters.draw(c, counters.CASES, NUMBERS_AFTER)
