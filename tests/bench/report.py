"""The report of a quarter with twenty thousand cases, beside reading those cases whole and doing nothing with them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.board import report_view
from bot.board.house import Staff
from bot.board.report_filter import Span
from bot.domain.cases import Case, Event
from bot.domain.casework import decisions, fulfilment, handling
from bot.domain.people import Person, Role
from bot.store import cases
from bot.store.engine import Store, open_store
from bot.store.report import facts
from tests.bench import Figure, fastest
from tests.board.cases import opened

SIZE, SEED = 20_000, 20261120
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SPAN = Span.of({}, NOW)
STAFF = Staff(Person("ola", "Ola", Role.ENGINEER), "p-1", "s")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SLOWEST = 1_000.0  # milliseconds


def figures() -> Iterable[Figure]:
    """Milliseconds from the database to the page."""
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/baza.db")) as store:
        _fill(store)
        ours, whole = fastest(3, lambda: _page(store), lambda: _whole(Path(folder) / "baza.db"))
    yield Figure(f"{SIZE} cases: the report", ours * 1e3, "ms", "whole cases", whole * 1e3, whole / ours, 1.0)
    yield Figure(f"{SIZE} cases: at most", ours * 1e3, "ms", "limit", SLOWEST, SLOWEST / ours / 1e3, 1.0)


def _page(store: Store) -> str:
    with store.read() as c:
        found = facts(c, SPAN.since, SPAN.until, NOW)
    assert len(found) == SIZE
    return report_view.report(STAFF, SPAN, found)


def _whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert sum(1 for (body,) in raw.execute('SELECT body FROM "case"') if json.loads(body)) == SIZE


def _fill(store: Store) -> None:
    store.migrate()
    with store.begin() as c:
        for case in _cases():
            cases.add(c, case, Event("opened", case.submitted_at))


def _cases() -> Iterator[Case]:
    """Eleven weeks of cases: most contacted, many confirmed, some delivered, each a little late or not."""
    dice = Random(SEED)  # noqa: S311  not for secrets
    for number in range(1001, 1001 + SIZE):
        at = NOW - dice.randrange(60, 11 * 7 * 24 * 60) * MINUTE
        vendor, priority = dice.choice(("huawei", "extreme")), dice.choice(("P1", "P2", "P3", "P4"))
        case = handling.take(opened(at, number, vendor=vendor, priority=priority), "ola", "Ola", at)[0]
        if dice.random() < 0.9:
            case = handling.contact(case, "ola", at + dice.randrange(1, 80) * MINUTE)[0]
        if dice.random() < 0.7:
            case = decisions.confirm(case, "ola", at + 2 * HOUR)[0]
            case = fulfilment.deliver(case, "ola", at + dice.randrange(3, 40) * HOUR)[0]
        yield case
