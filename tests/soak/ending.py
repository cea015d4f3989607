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
LIFE, SOON = 0.8, 0.05
"""Seconds a process lives at most once it is ready, and at most after something began that is to be interrupted."""
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
    async def end(self, worker: Worker) -> None:
        """The process of this worker is gone afterwards."""

    async def await_moment(self, worker: Worker) -> None:
        """Any moment at all, or one just after a message or an event has set out, or when a timer is due."""
        await worker.be_ready()
        begins = self.dice.choice((None, self.outside.sending, self.outside.handing_in))
        due = self.peek.next_timer()
        ahead = (due - datetime.now(UTC)).total_seconds() if due else LIFE
        if 0 < ahead < LIFE:
            await asyncio.sleep(ahead)
        elif begins:
            begins.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(begins.wait(), LIFE)
        else:
            await asyncio.sleep(self.dice.random() * LIFE)
        await asyncio.sleep(self.dice.random() * SOON)

    async def count(self) -> None:
        """Note what the process has left in hand."""
        held = self.peek.held() - self.counted
        await asyncio.sleep(WHILE)
        held &= self.peek.held()
        self.during.update({kind for kind, _ in held} or {""})
        self.counted |= held


class Kill(Ending):
    """kill -9."""

    async def end(self, worker: Worker) -> None:
        await self.await_moment(worker)
        await self._kill(worker)
        self.ended += 1
        await self.count()
        if self.dice.random() < TOO_EARLY:
            await worker.start()
            await asyncio.sleep(self.dice.random() * LIFE)
            await self._kill(worker)

    async def _kill(self, worker: Worker) -> None:
        self.killed.add(worker.pid)
        await worker.end(SIGKILL)


class Stop(Ending):
    """SIGTERM: the process ends by itself and leaves nothing half-way."""

    async def end(self, worker: Worker) -> None:
        await self.await_moment(worker)
        pid = worker.pid
        status = await worker.end(SIGTERM)
        self.ended += 1
        answered = {a.id for a in self.outside.arrivals if a.worker == pid and a.answered}
        await self.count()
        if status:
            self.faults.append(f"a stopped process ended with {status}")
        if unsent := self.peek.unsent(answered):
            self.faults.append(f"a stopped process left {unsent} messages that have arrived and are not marked as sent")
