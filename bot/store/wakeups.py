"""What is to happen when: a row armed and cancelled in the transaction of what it is about, claimed by one runner.

A lane (`in:<conversation>`, `out:<conversation>`) is a wake-up that says "there is work from `due` on"; a timer is one
that says "this moment has come". A claim leases the row and is fenced by a token: who lost the lease can neither finish
nor move it. `gen` grows with every arm, so an arm while the row is being handled makes it run once more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Connection, bindparam, case, delete, func, or_, select, text, update

from bot.store.tables import UtcDateTime, wakeup

NEWS = "dyspozytor_wakeup"
"""The PostgreSQL channel on which an arm is announced to sleeping runners."""


@dataclass(frozen=True, slots=True)
class Wakeup:
    """A claimed wake-up. `attempts` counts how often it was taken in hand, this time included."""

    key: str
    kind: str
    payload: dict[str, Any]
    due: datetime
    attempts: int
    claim: str
    gen: int


_INSERT = """
    INSERT INTO wakeup (key, kind, payload, due, attempts, gen) VALUES (:key, :kind, :payload, :due, 0, 0)
    ON CONFLICT (key) DO UPDATE SET gen = wakeup.gen + 1,
"""
_TYPES = (bindparam("due", type_=UtcDateTime()), bindparam("payload", type_=JSON()))
_ARM = text(_INSERT + "kind = excluded.kind, payload = excluded.payload, due = excluded.due, attempts = 0").bindparams(
    *_TYPES
)
_NUDGE = text(
    _INSERT + "due = CASE WHEN wakeup.attempts > 0 AND wakeup.claim IS NULL THEN wakeup.due ELSE excluded.due END"
).bindparams(*_TYPES)
_ANNOUNCE = text("SELECT pg_notify(:news, '')")
_CANCEL = delete(wakeup).where(wakeup.c.key == bindparam("wakeup_key"))

_FREE = or_(wakeup.c.leased_until.is_(None), wakeup.c.leased_until <= bindparam("now"))
_DUE = (
    select(wakeup)
    .where(wakeup.c.due <= bindparam("now"), _FREE)
    .order_by(wakeup.c.due, wakeup.c.key)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_DUE_OF_KINDS = _DUE.where(wakeup.c.kind.in_(bindparam("kinds", expanding=True)))
_TAKE = (
    update(wakeup)
    .where(wakeup.c.key.in_(bindparam("keys", expanding=True)))
    .values(claim=bindparam("token"), leased_until=bindparam("until"), attempts=wakeup.c.attempts + 1)
)

_HELD = (wakeup.c.key == bindparam("wakeup_key"), wakeup.c.claim == bindparam("token"))
_SAME = wakeup.c.gen == bindparam("wakeup_gen")
_IS_CURRENT = select(wakeup.c.key).where(*_HELD, _SAME)
_DROP = delete(wakeup).where(*_HELD, _SAME).returning(wakeup.c.key)
_RELEASE = update(wakeup).where(*_HELD).values(claim=None, leased_until=None, attempts=0).returning(wakeup.c.key)
_AGAIN = (
    update(wakeup)
    .where(*_HELD)
    .values(
        claim=None,
        leased_until=None,
        attempts=bindparam("tries"),
        due=case((wakeup.c.due > bindparam("not_before"), wakeup.c.due), else_=bindparam("not_before")),
    )
    .returning(wakeup.c.key)
)


_FREE_FROM = case((wakeup.c.due > wakeup.c.leased_until, wakeup.c.due), else_=wakeup.c.leased_until)
_NEXT = select(  # two short index scans; one over both would read every timer that is armed
    select(func.min(wakeup.c.due)).where(wakeup.c.leased_until.is_(None)).scalar_subquery(),
    select(func.min(_FREE_FROM)).where(wakeup.c.leased_until.is_not(None)).scalar_subquery(),
)


def arm(c: Connection, key: str, kind: str, due: datetime, payload: Mapping[str, Any]) -> None:
    """Set a timer: it runs at `due` with this payload, whatever was armed under the key before."""
    _upsert(c, _ARM, key, kind, due, payload)


def nudge(c: Connection, key: str, kind: str, due: datetime, payload: Mapping[str, Any]) -> None:
    """Say that a lane has work from `due` on; a lane that is backing off after a failure keeps its own pace."""
    _upsert(c, _NUDGE, key, kind, due, payload)


def cancel(c: Connection, key: str) -> None:
    """Forget a wake-up; one that is being handled right now can no longer be finished, so its work is rolled back."""
    c.execute(_CANCEL, {"wakeup_key": key})


def claim(
    c: Connection, now: datetime, lease: timedelta, limit: int, kinds: Collection[str] | None = None
) -> list[Wakeup]:
    """Take at most `limit` due wake-ups in hand until `now + lease`, earliest first; others skip what we took."""
    asked = {"now": now, "at_most": limit}
    found = c.execute(_DUE, asked) if kinds is None else c.execute(_DUE_OF_KINDS, asked | {"kinds": list(kinds)})
    rows = found.all()
    if not rows:
        return []
    token = uuid4().hex
    c.execute(_TAKE, {"keys": [row.key for row in rows], "token": token, "until": now + lease})
    return [Wakeup(r.key, r.kind, r.payload, r.due, r.attempts + 1, token, r.gen) for r in rows]


def is_current(c: Connection, held: Wakeup) -> bool:
    """Whether the claim still stands and nobody has armed the key anew since."""
    return c.execute(_IS_CURRENT, _fence(held) | {"wakeup_gen": held.gen}).first() is not None


def finish(c: Connection, held: Wakeup) -> bool:
    """Done: forget the wake-up, or let it run once more when it was armed meanwhile. False: the lease was lost."""
    fence = _fence(held)
    dropped = c.execute(_DROP, fence | {"wakeup_gen": held.gen}).first()
    return dropped is not None or c.execute(_RELEASE, fence).first() is not None


def again(c: Connection, held: Wakeup, due: datetime, attempts: int) -> bool:
    """Let go of it until `due` (later, when it was armed for later meanwhile). False: the lease was lost."""
    return c.execute(_AGAIN, _fence(held) | {"not_before": due, "tries": attempts}).first() is not None


def next_due(c: Connection) -> datetime | None:
    """When the earliest wake-up can be claimed; None when there is none at all."""
    moments = [moment for moment in c.execute(_NEXT).one() if moment is not None]
    return min(moments, default=None)


def _upsert(c: Connection, statement: Any, key: str, kind: str, due: datetime, payload: Mapping[str, Any]) -> None:
    c.execute(statement, {"key": key, "kind": kind, "due": due, "payload": dict(payload)})
    if c.dialect.name == "postgresql":
        c.execute(_ANNOUNCE, {"news": NEWS})


def _fence(held: Wakeup) -> dict[str, Any]:
    return {"wakeup_key": held.key, "token": held.claim}
