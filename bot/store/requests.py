"""What people asked for about their data: due within the time the law gives, until somebody has done it."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from bot.store import wakeups
from bot.store.tables import Found, privacy_request

KIND = "privacy"
"""The kind of the wake-up that reminds of one."""
WITHIN = timedelta(days=30)
"""RODO art. 12(3): a month; thirty days are never longer."""
REMINDED = timedelta(days=7)
"""So long before it is due."""
ACCESS, AGAIN = "access", timedelta(days=1)
"""Data are given out once a day."""

_MINE = or_(
    privacy_request.c.conversation == bindparam("conversation"), privacy_request.c.person == bindparam("person")
)
_WAITING = privacy_request.c.done_at.is_(None)
_FRESH = (privacy_request.c.kind == ACCESS) & (privacy_request.c.at > bindparam("since"))
_OPEN = select(privacy_request.c.kind, privacy_request.c.due).where(_MINE, or_(_WAITING, _FRESH))


def open_for(c: Connection, conversation: str, person: str | None, now: datetime) -> dict[str, datetime]:
    """What this person waits for, and until when; access that was given within a day is among it."""
    asked = {"conversation": conversation, "person": person or "", "since": now - AGAIN}
    return {row.kind: row.due for row in c.execute(_OPEN, asked)}


def add(c: Connection, kind: str, conversation: str, person: str | None, text: str, at: datetime) -> Found:
    """A new request; access is done the moment it is asked for, of the others somebody is reminded."""
    row = {"kind": kind, "conversation": conversation, "person": person, "at": at, "due": at + WITHIN, "text": text}
    done = at if kind == ACCESS else None
    new = c.execute(insert(privacy_request).values(**row, done_at=done).returning(privacy_request)).one()
    if not done:
        payload = {"request": new.id, "conversation": conversation}
        wakeups.arm(c, f"{KIND}:{new.id}", KIND, new.due - REMINDED, payload)
    return new


def waiting(c: Connection) -> list[Found]:
    """Every request that nobody has done yet, the most urgent first."""
    return list(c.execute(select(privacy_request).where(_WAITING).order_by(privacy_request.c.due)))


def one(c: Connection, number: int) -> Found | None:
    """The request of this number, while it waits."""
    return c.execute(select(privacy_request).where(privacy_request.c.id == number, _WAITING)).one_or_none()


def done(c: Connection, number: int, at: datetime) -> bool:
    """Somebody has done it; False when there was none waiting."""
    mark = update(privacy_request).where(privacy_request.c.id == number, _WAITING).values(done_at=at)
    found = c.execute(mark.returning(privacy_request.c.id)).first() is not None
    wakeups.cancel(c, f"{KIND}:{number}")
    return found
