"""One run: conversations go on while processes are ended again and again, until all of them are through."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from signal import SIGKILL, SIGTERM

from tests.soak.ending import Ending
from tests.soak.outside import Platform
from tests.soak.peek import Peek
from tests.soak.people import Person, everybody
from tests.soak.talks import Talk, Told
from tests.soak.wire import listen
from tests.soak.workers import PATIENCE, Worker, working

How = Callable[[Platform, Peek, Random], Ending]
AT_ONCE = 8
"""Conversations going on at the same time."""
POLL = 0.05
LEAPS = tuple(timedelta(hours=hours) for hours in (0.7, 5, 12, 20))
"""Shorter than a day: an older message that is refused once is given up."""
KILLS_A_LEAP = 2
LIMIT = 900.0
"""Seconds after which a run is broken off."""


@dataclass
class Run:
    """What is done, and what was seen: `wanted` processes are ended, in the way `how` says, and some in each leap.

    `ends`: when each leap of the clock began and when everything due was done, the conversations being the first.
    """

    url: str
    home: Path
    how: How
    wanted: int
    dice: Random
    told: list[Told] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ends: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        places, self._socket = range(3 if self.url.startswith("postgresql") else 1), f"{self.home}/platform"
        logs = [self.home / f"worker-{n}.log" for n in places]
        self.workers = [Worker(self.url, self._socket, f"{self.home}/door-{n}", log) for n, log in enumerate(logs)]
        self.outside = Platform(self.dice, [worker.door for worker in self.workers], self._ready)
        self._peek, self._ahead = Peek(self.url), timedelta(0)
        self._devices: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.ending = self.how(self.outside, self._peek, self.dice)

    @property
    def all(self) -> int:
        """How many processes are ended, those of the leaps among them."""
        return self.wanted + len(LEAPS) * KILLS_A_LEAP

    @property
    def over(self) -> int:
        """Conversations that are through."""
        return sum(talk.over for talk in self.talks)

    async def play(self) -> None:
        """All of it: the conversations, then one leap of the clock after another."""
        people = everybody(self.dice)
        async with asyncio.timeout(LIMIT), await listen(self._socket, self.outside.hear), working(self.workers):
            async with asyncio.TaskGroup() as group:
                group.create_task(self._end_them())
                for _ in range(AT_ONCE):
                    group.create_task(self._talk_on(people))
            await self._settle()
            self.ends.append((self._now(), self._now()))
            for leap in LEAPS:
                await self._leap(leap)
            for worker in self.workers:
                await worker.be_ready()
                if status := await worker.end(SIGTERM):
                    self.faults.append(f"in the end a process ended with {status}")

    async def _leap(self, leap: timedelta) -> None:
        """All processes die at once; the new ones live so much later, and some of them die as they catch up."""
        self._ahead += leap
        for worker in self.workers:
            await worker.be_ready()
            self.ending.killed.add(worker.pid)
            await worker.end(SIGKILL)
            worker.ahead = self._ahead.total_seconds()
        begun = self._now()
        for worker in self.workers:
            await worker.start()
        for _ in range(KILLS_A_LEAP):
            await self._end_one()
        await asyncio.gather(*self.ending.counting)
        await self._settle()
        self.ends.append((begun, self._now()))

    def _now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def _end_one(self) -> None:
        worker = self.dice.choice([w for w in self.workers if w.ready.is_set()] or self.workers)
        await self.ending.end(worker, len(self.workers) - 1)
        await worker.start()

    async def _end_them(self) -> None:
        while self.ending.ended < self.wanted:
            await self._end_one()
        await asyncio.gather(*self.ending.counting)

    async def _talk_on(self, people: Iterator[Person]) -> None:
        """One conversation after another, as long as processes are being ended."""
        while self.ending.ended < self.wanted:
            talk = Talk(next(people), self.outside, self.told, self._peek.reads)
            self.talks.append(talk)
            try:
                async with self._devices[talk.person.serial]:  # whose report of it comes second is no chance
                    await talk.play()
            except (TimeoutError, LookupError) as error:
                self.faults.append(f"{talk.person.user} is stuck after {talk.last_key}: {error!r}")

    async def _settle(self) -> None:
        """Until nothing waits to be answered or sent; what does after that is counted as left."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._peek.lanes() or self._peek.due(self._now()):
                    await asyncio.sleep(POLL)

    def _ready(self, pid: int) -> None:
        for worker in self.workers:
            if worker.pid == pid:
                worker.ready.set()
