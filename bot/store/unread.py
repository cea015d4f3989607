"""Sentences that were not understood, masked, with what came next; kept for a while, for the owner to learn from."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.store.tables import Found, unread

KEPT = timedelta(days=90)
"""Nobody needs an old misunderstanding; what was learnt from it stands among the phrases."""

_WAITING = unread.c.next.is_(None) & (unread.c.conversation == bindparam("of"))
_COUNTED = (
    select(
        unread.c.text, unread.c.asked, unread.c.next, func.count().label("times"), func.max(unread.c.at).label("last")
    )
    .group_by(unread.c.text, unread.c.asked, unread.c.next)
    .order_by(func.count().desc(), unread.c.text, unread.c.asked, unread.c.next)
)


def add(c: Connection, conversation: str, at: datetime, asked: str | None, text: str) -> None:
    """One more; what is too old goes."""
    c.execute(delete(unread).where(unread.c.at < at - KEPT))
    c.execute(insert(unread).values(conversation=conversation, at=at, asked=asked, text=text))


def followed_by(c: Connection, conversation: str, what: str) -> None:
    """What the same person did next, once that was understood."""
    c.execute(update(unread).where(_WAITING).values(next=what), {"of": conversation})


def counted(c: Connection) -> Sequence[Found]:
    """Each sentence at each question with each sequel: how often, and when last."""
    return c.execute(_COUNTED).all()
