"""How processes are ended: killed at any moment, or asked to stop."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from signal import SIGKILL, SIGTERM

from tests.soak.outside import Platform
from tests.soak.peek import Peek
from tests.soak.workers import Worker

IN_HAND = {"in": "a turn", "out": "a message", "sla": "a timer", "": "nothing"}
"""What a process had in hand when it was ended, by kind of wake-up."""
LIVELY = 25
"""So many messages and events a process sees at most before it is ended."""
SOON, LONG, A_LITTLE = 0.5, 5.0, 0.05
"""Seconds: a timer due so soon is waited for; silence so long is a moment too; and so much later at most."""
WHILE = 0.3
"""Seconds in which the living finish what they have in hand; what is held longer was held by the dead."""
TOO_EARLY = 0.1
"""How often a process is killed once more before it is even ready."""


@dataclass
class Ending(ABC):
    """Ends one process after another; `during` counts what they had in hand, `killed` are their ids."""

    outside: Platform
    peek: Peek
    dice: Random
    ended: int = 0
    during: Counter[str] = field(default_factory=Counter)
    killed: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    counted: set[tuple[str, str]] = field(default_factory=set)

    @abstractmethod
    async def end(self, worker: Worker, others: int) -> None:
        """The process of this worker is gone afterwards; so many others go on."""

    async def await_moment(self, worker: Worker) -> None:
        """After so many messages and events, a little later; or when a timer is due."""
        await worker.be_ready()
        due = self.peek.next_timer()
        ahead = (due - datetime.now(UTC)).total_seconds() if due else LONG
        if 0 < ahead < SOON:
            await asyncio.sleep(ahead)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONG):
                    for _ in range(self.dice.randrange(LIVELY)):
                        await self.outside.happens()
        await asyncio.sleep(self.dice.random() * A_LITTLE)

    async def count(self, others: int) -> None:
        """Note what the process has left in hand, once the others are through with what they had."""
        held = self.peek.held() - self.counted
        if others:
            await asyncio.sleep(WHILE)
            held &= self.peek.held()
        self.during.update({kind for kind, _ in held} or {""})
        self.counted |= held


class Kill(Ending):
    """kill -9."""

    async def end(self, worker: Worker, others: int) -> None:
        await self.await_moment(worker)
        await self._kill(worker)
        self.ended += 1
        await self.count(others)
        if self.dice.random() < TOO_EARLY:
            await worker.start()
            await asyncio.sleep(self.dice.random())
            await self._kill(worker)

    async def _kill(self, worker: Worker) -> None:
        self.killed.add(worker.pid)
        await worker.end(SIGKILL)


class Stop(Ending):
    """SIGTERM: the process ends by itself and leaves nothing half-way."""

    async def end(self, worker: Worker, others: int) -> None:
        await self.await_moment(worker)
        pid = worker.pid
        status = await worker.end(SIGTERM)
        self.ended += 1
        answered = {a.id for a in self.outside.arrivals if a.worker == pid and a.answered}
        await self.count(others)
        if status:
            self.faults.append(f"a stopped process ended with {status}")
        if unsent := self.peek.unsent(answered):
            self.faults.append(f"a stopped process left {unsent} messages that have arrived and are not marked as sent")
