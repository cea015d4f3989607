"""Looks into the database of a run from outside, while the workers are at it or gone."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import NullPool, Select, bindparam, create_engine, exists, func, select

from bot.store.tables import inbox, message, wakeup

_LANES = select(func.count()).where(wakeup.c.kind.in_(("in", "out")))
_HELD = select(wakeup.c.kind, wakeup.c.claim).where(wakeup.c.claim.is_not(None))
_TIMER = select(func.min(wakeup.c.due)).where(wakeup.c.kind == "case", wakeup.c.not_before.is_(None))
_DUE = select(func.count()).where(wakeup.c.due <= bindparam("now"))
_OF_TALK = wakeup.c.payload["conversation"].as_string() == bindparam("talk")
_READS = select(
    exists().where(wakeup.c.kind == "file", _OF_TALK)
    | exists().where(inbox.c.conversation == bindparam("talk"), inbox.c.done_at.is_(None))
)
_CLAIMED = exists().where(
    wakeup.c.kind == "out",
    wakeup.c.claim.is_not(None),
    wakeup.c.payload["conversation"].as_string() == message.c.conversation,
)
_UNSENT = select(func.count()).where(message.c.sent_at.is_(None), ~_CLAIMED)


class Peek:
    """Reads what is committed; holds nothing between two looks."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool)

    def lanes(self) -> int:
        """How many conversations wait for a turn or for a message to be sent."""
        return int(self._rows(_LANES)[0][0])

    def due(self, now: datetime) -> int:
        """How much is to be done by then, lanes and timers."""
        return int(self._rows(_DUE.params(now=now))[0][0])

    def reads(self, conversation: str) -> bool:
        """Whether a file of this conversation is still being read, or what it says not yet heard."""
        return bool(self._rows(_READS.params(talk=conversation))[0][0])

    def next_timer(self) -> datetime | None:
        """When the next timer is due."""
        due: datetime | None = self._rows(_TIMER)[0][0]
        return due

    def held(self) -> set[tuple[str, str]]:
        """What somebody has in hand: the kind of the wake-up, and the claim."""
        return {(kind, claim) for kind, claim in self._rows(_HELD)}

    def unsent(self, messages: Collection[int]) -> int:
        """How many of these are not marked as sent, and nobody has in hand (since the lease of the sender ran out)."""
        return int(self._rows(_UNSENT.where(message.c.id.in_(messages)))[0][0])

    def _rows(self, question: Select[Any]) -> list[Any]:
        with self._engine.connect() as c:
            return list(c.execute(question))
