"""The cases of a span as the report reads them: a few columns that an index holds, never the whole case."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import case as when

from bot.domain.clocks import Clock
from bot.report import SUBJECTS, Fact, judge, week_of
from bot.store.tables import Found, case

STATES = ("met", "missed", "running")
_FACTS = (
    select(
        *(case.c.number, case.c.submitted_at, case.c.vendor, case.c.priority, case.c.state, case.c.customer),
        case.c.confirmed_at,
        *(case.c[f"{subject}_{of}"] for subject in SUBJECTS for of in ("kept", "until")),
    )
    .where(case.c.submitted_at >= bindparam("since"), case.c.submitted_at < bindparam("until"))
    .order_by(case.c.number)
)

_STANDING = {
    subject: select(
        when((case.c[f"{subject}_until"] < bindparam("now"), "missed"), else_=case.c[f"{subject}_kept"]).label("now"),
        func.count().label("cases"),
    )
    .where(case.c[f"{subject}_kept"].in_(STATES))
    .group_by("now")
    for subject in SUBJECTS
}


def standing(c: Connection, now: datetime) -> dict[str, Counter[str]]:
    """Of each subject how many cases kept it, missed it (what is late counts already) and have it before them."""
    return {
        subject: Counter({row.now: row.cases for row in c.execute(query, {"now": now})})
        for subject, query in _STANDING.items()
    }


def facts(c: Connection, since: datetime, until: datetime, now: datetime) -> list[Fact]:
    """The cases submitted from `since` on and before `until`, by number."""
    return [_fact(row, now) for row in c.execute(_FACTS, {"since": since, "until": until})]


def columns(clocks: Iterable[Clock]) -> dict[str, Any]:
    """How each subject of a case stands: the worst state of its clocks, and the earliest that still runs."""
    found, kept = list(clocks), dict[str, Any]()
    for subject, kinds in SUBJECTS.items():
        mine = [clock for clock in found if clock.kind in kinds]
        states = {clock.state for clock in mine}
        kept[f"{subject}_kept"] = next((s for s in ("missed", "running", "met") if s in states), None)
        kept[f"{subject}_until"] = min((clock.due for clock in mine if clock.state == "running"), default=None)
    return kept


def _fact(row: Found, now: datetime) -> Fact:
    number, at, vendor, priority, state, customer, confirmed, *standing = row
    judged = judge(zip(SUBJECTS, standing[::2], standing[1::2], strict=True), now)
    span = confirmed - at if confirmed else None
    return Fact(number, at, vendor or "", priority, state, customer or "", judged, span, week_of(at))
