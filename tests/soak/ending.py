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

IN_HAND = {"in": "a turn", "out": "a message", "case": "a timer", "": "nothing"}
"""What a process had in hand when it was ended, by kind of wake-up."""
LIVELY = 25
"""So many messages and events a process sees at most before it is ended."""
SOON, LONG, A_LITTLE = 2.0, 5.0, 0.05
"""Seconds: a timer due so soon is waited for; silence so long is a moment too; and so much later at most."""
WHILE = 2.0
"""Seconds in which the living finish what they have in hand, shorter than a lease."""
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
    counting: list[asyncio.Task[None]] = field(default_factory=list)

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

    def note(self, others: int) -> None:
        """Whatever is in hand now and stays so while the others finish theirs was in the hands of the process."""
        self.counting.append(asyncio.create_task(self._count(self.peek.held(), WHILE if others else 0)))

    async def _count(self, held: set[tuple[str, str]], seconds: float) -> None:
        if seconds:
            await asyncio.sleep(seconds)
            held &= self.peek.held()
        held -= self.counted
        self.during.update({kind for kind, _ in held} or {""})
        self.counted |= held


class Kill(Ending):
    """kill -9."""

    async def end(self, worker: Worker, others: int) -> None:
        await self.await_moment(worker)
        await self._kill(worker)
        self.ended += 1
        if self.dice.random() < TOO_EARLY:
            await worker.start()
            await asyncio.sleep(self.dice.random())
            await self._kill(worker)
        self.note(others)

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
        self.note(others)
        answered = {a.id for a in self.outside.arrivals if a.worker == pid and a.answered}
        if status:
            self.faults.append(f"a stopped process ended with {status}")
        if unsent := self.peek.unsent(answered):
            self.faults.append(f"a stopped process left {unsent} messages that have arrived and are not marked as sent")
