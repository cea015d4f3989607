"""The cases of a span as the report reads them: a few columns and their clocks, not the whole case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.report import Fact, Running, judge, week_of
from bot.store.tables import case

_BODY = case.c.body
_FACTS = (
    select(
        case.c.number,
        case.c.vendor,
        case.c.priority,
        case.c.state,
        case.c.customer,
        _BODY["submitted_at"].as_string().label("at"),
        _BODY["confirmed_at"].as_string().label("confirmed"),
        _BODY["clocks"].label("clocks"),
    )
    .where(case.c.opened_at >= bindparam("since"))
    .order_by(case.c.number)
)
"""A case is never opened before it was submitted, so that the index column is a first sieve."""


def facts(c: Connection, since: datetime, until: datetime, now: datetime) -> list[Fact]:
    """The cases submitted from `since` on and before `until`."""
    found = []
    for row in c.execute(_FACTS, {"since": since}):
        at = datetime.fromisoformat(row.at)
        if since <= at < until:
            confirmed = datetime.fromisoformat(row.confirmed) if row.confirmed else None
            judged = judge(_running(clock, now) for clock in row.clocks)
            span = confirmed - at if confirmed else None
            heads = (row.vendor or "", row.priority, row.state, row.customer or "")
            found.append(Fact(row.number, at, *heads, judged, span, week_of(at)))
    return found


def _running(clock: Mapping[str, Any], now: datetime) -> Running:
    state = clock["state"]
    gone = state == "running" and datetime.fromisoformat(clock["due"]) < now
    return Running(clock["kind"], state, late=gone or state == "missed")
