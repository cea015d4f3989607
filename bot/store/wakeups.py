"""What is to happen when: a row armed and cancelled in the transaction of what it is about, claimed by one runner.

A lane (`in:<conversation>`, `out:<conversation>`) is a wake-up that says "there is work from `due` on"; a timer is one
that says "this moment has come". A claim leases the row until `not_before` and is fenced by a token: who lost the lease
can neither finish nor move it. `gen` grows with every arm, so an arm while the row is in hand makes it run once more.
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


_ARM = text("""
    INSERT INTO wakeup (key, kind, payload, due, attempts, gen) VALUES (:key, :kind, :payload, :due, 0, 0)
    ON CONFLICT (key) DO UPDATE
    SET kind = excluded.kind, payload = excluded.payload, due = excluded.due, gen = wakeup.gen + 1
""").bindparams(bindparam("due", type_=UtcDateTime()), bindparam("payload", type_=JSON()))
_ANNOUNCE = text("SELECT pg_notify(:news, '')")
_CANCEL = delete(wakeup).where(wakeup.c.key == bindparam("wakeup_key"))

_ARMED = select(wakeup.c.payload).where(wakeup.c.key == bindparam("wakeup_key"))

_FREE = or_(wakeup.c.not_before.is_(None), wakeup.c.not_before <= bindparam("now"))
_DUE = (
    select(wakeup)
    .where(wakeup.c.due <= bindparam("now"), _FREE)
    .order_by(wakeup.c.due, wakeup.c.key)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_DUE_OF_KIND = _DUE.where(wakeup.c.kind == bindparam("kind"))
_DUE_OF_OTHER_KINDS = _DUE.where(wakeup.c.kind.not_in(bindparam("kind", expanding=True)))
_TAKE = (
    update(wakeup)
    .where(wakeup.c.key.in_(bindparam("keys", expanding=True)))
    .values(claim=bindparam("token"), not_before=bindparam("until"), attempts=wakeup.c.attempts + 1)
)

_HELD = (wakeup.c.key == bindparam("wakeup_key"), wakeup.c.claim == bindparam("token"))
_SAME = wakeup.c.gen == bindparam("wakeup_gen")
_DROP = delete(wakeup).where(*_HELD, _SAME).returning(wakeup.c.key)
_RELEASE = update(wakeup).where(*_HELD).values(claim=None, not_before=None, attempts=0).returning(wakeup.c.key)
_AGAIN = (
    update(wakeup)
    .where(*_HELD)
    .values(claim=None, not_before=bindparam("until"), attempts=bindparam("tries"))
    .returning(wakeup.c.key)
)
_LET_GO = update(wakeup).where(wakeup.c.claim.is_not(None)).values(claim=None, not_before=None)
_FREE_FROM = case((wakeup.c.due > wakeup.c.not_before, wakeup.c.due), else_=wakeup.c.not_before)
_NEXT = select(  # two short index scans; one over both would read every timer that is armed
    select(func.min(wakeup.c.due)).where(wakeup.c.not_before.is_(None)).scalar_subquery(),
    select(func.min(_FREE_FROM)).where(wakeup.c.not_before.is_not(None)).scalar_subquery(),
)


def arm(c: Connection, key: str, kind: str, due: datetime, payload: Mapping[str, Any]) -> None:
    """From `due` on there is work under this key, whatever was armed under it before.

    One that is in hand is handled once more afterwards; one that is backing off after a failure keeps its pause.
    """
    c.execute(_ARM, {"key": key, "kind": kind, "due": due, "payload": dict(payload)})
    if c.dialect.name == "postgresql":
        c.execute(_ANNOUNCE, {"news": NEWS})


def armed(c: Connection, key: str) -> dict[str, Any] | None:
    """What is armed under this key knows; None when nothing is armed."""
    row = c.execute(_ARMED, {"wakeup_key": key}).first()
    return None if row is None else dict(row.payload)


def cancel(c: Connection, key: str) -> None:
    """Forget a wake-up; somebody who has just claimed it will find that it is gone."""
    c.execute(_CANCEL, {"wakeup_key": key})


def claim(
    c: Connection, now: datetime, lease: timedelta, limit: int, *, only: str = "", but: Collection[str] = ()
) -> list[Wakeup]:
    """Take at most `limit` due wake-ups in hand until `now + lease`, earliest first; others skip what we took.

    `only` one kind, or all `but` some, when asked.
    """
    which = _DUE_OF_KIND if only else _DUE_OF_OTHER_KINDS if but else _DUE
    kind = {"kind": only or list(but)} if only or but else {}
    rows = c.execute(which, {"now": now, "at_most": limit} | kind).all()
    if not rows:
        return []
    token = uuid4().hex
    c.execute(_TAKE, {"keys": [row.key for row in rows], "token": token, "until": now + lease})
    return [Wakeup(r.key, r.kind, r.payload, r.due, r.attempts + 1, token, r.gen) for r in rows]


def consume(c: Connection, held: Wakeup) -> bool:
    """Forget a timer in the transaction of what it brings. False: do nothing, its moment is no longer the claimed one.

    It was armed anew (and runs again at its new moment), cancelled, or claimed by another.
    """
    if c.execute(_DROP, _fence(held) | {"wakeup_gen": held.gen}).first() is not None:
        return True
    c.execute(_RELEASE, _fence(held))
    return False


def finish(c: Connection, held: Wakeup) -> bool:
    """A lane is done: forget it, or let it run once more when it was armed meanwhile. False: the lease was lost."""
    dropped = c.execute(_DROP, _fence(held) | {"wakeup_gen": held.gen}).first()
    return dropped is not None or c.execute(_RELEASE, _fence(held)).first() is not None


def again(c: Connection, held: Wakeup, not_before: datetime, attempts: int) -> bool:
    """Let go of it for another attempt, not before that moment. False: the lease was lost."""
    asked = _fence(held) | {"until": not_before, "tries": attempts}
    return c.execute(_AGAIN, asked).first() is not None


def let_go(c: Connection) -> None:
    """Free everything that is in hand, for when whoever had it is certainly gone; each claim still counts."""
    c.execute(_LET_GO)


def next_due(c: Connection) -> datetime | None:
    """When the earliest wake-up can be claimed; None when there is none at all."""
    moments = [moment for moment in c.execute(_NEXT).one() if moment is not None]
    return min(moments, default=None)


def _fence(held: Wakeup) -> dict[str, Any]:
    return {"wakeup_key": held.key, "token": held.claim}
