"""Looks at the database now and then: which conversation rests, and what was said in it last."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bot.store.engine import Store
from bot.store.tables import message, wakeup

EVERY = 0.2
_NEWEST = select(func.max(message.c.id)).where(message.c.direction == "out").group_by(message.c.conversation)
_LAST = select(message).where(message.c.id.in_(_NEWEST))
_BUSY = select(wakeup.c.key).where(wakeup.c.kind.in_(("in", "out")))


@dataclass(frozen=True, slots=True)
class Last:
    """The newest message of a conversation in which nothing is under way."""

    id: int
    key: str
    case: int | None
    labels: tuple[str, ...]


@dataclass
class Watching:
    """Answers whoever waits for the next message of a conversation."""

    store: Store
    _resting: Mapping[str, Last] = field(default_factory=dict)
    _busy: int | None = None
    _tick: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def after(self, conversation: str, seen: int) -> Last:
        """The first look at which the conversation rests with something newer than that."""
        async with self._tick:
            await self._tick.wait_for(lambda: self._known(conversation) > seen)
            return self._resting[conversation]

    async def next_look(self) -> None:
        """Something may have changed."""
        async with self._tick:
            await self._tick.wait()

    async def settled(self) -> None:
        """Nothing is under way anywhere, mail among it."""
        async with self._tick:
            self._busy = None
            await self._tick.wait_for(lambda: self._busy == 0)

    async def look_again_and_again(self) -> None:
        """Until it is cancelled."""
        while True:
            resting, busy = await asyncio.to_thread(self._look)
            async with self._tick:
                self._resting, self._busy = resting, busy
                self._tick.notify_all()
            await asyncio.sleep(EVERY)

    def _known(self, conversation: str) -> int:
        last = self._resting.get(conversation)
        return last.id if last else 0

    def _look(self) -> tuple[dict[str, Last], int]:
        with self.store.read() as c:
            busy = {key.partition(":")[2] for key in c.execute(_BUSY).scalars()}
            rows = c.execute(_LAST).all()
        resting = (row for row in rows if row.conversation not in busy)
        return {
            row.conversation: Last(row.id, row.key, row.case_number, tuple(x["label"] for x in row.choices))
            for row in resting
        }, len(busy)
