"""The outside world of a run: the platform that takes messages and hands in events, again until it hears „taken”."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from bot.channel import ENGINEERS
from tests.soak.wire import Json, ask

FAILS, BUSY, LOSES_REPLY = 0.12, 0.03, 0.04
TWICE = 0.2
"""How often the platform hands an event in although it has been taken."""
LATENCY = 0.02
PAUSE = 0.1
AGAIN_FOR = 120.0
"""Seconds for which the platform hands an event in again."""


@dataclass
class Arrival:
    """A message has reached the platform, sent by a worker, who may or may not have been told."""

    id: int
    conversation: str
    worker: int
    moment: float = field(default_factory=monotonic)
    answered: bool = False


@dataclass
class Platform:
    """Messages as they arrived, and what went wrong on the way. Whoever is sending or being handed an event is busy."""

    dice: Random
    doors: Sequence[str]
    ready: Callable[[int], None]
    stir: asyncio.Event = field(default_factory=asyncio.Event)
    arrivals: list[Arrival] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    queues: dict[str | int, asyncio.Queue[Json]] = field(default_factory=lambda: defaultdict(asyncio.Queue))
    failed: int = 0
    redelivered: int = 0
    known: int = 0
    events: int = 0
    faults: list[str] = field(default_factory=list)

    async def hear(self, said: Json) -> Json | None:
        """A worker is ready, or sends a message."""
        if "ready" in said:
            self.ready(said["ready"])
            return {}
        self.stir.set()
        return await self._take(said["message"], said["worker"])

    async def happens(self) -> None:
        """Wait for the next message or event."""
        self.stir.clear()
        await self.stir.wait()

    async def _take(self, message: Json, worker: int) -> Json | None:
        await asyncio.sleep(self.dice.random() * LATENCY)
        luck = self.dice.random()
        if luck < FAILS + BUSY:
            self.failed += 1
            return None if luck < FAILS else {"busy": PAUSE}
        arrival = Arrival(message["id"], message["conversation"], worker)
        self.arrivals.append(arrival)
        self._show(message)
        await asyncio.sleep(self.dice.random() * LATENCY)
        if self.dice.random() < LOSES_REPLY:
            return None
        arrival.answered = True
        return {"ref": f"ref-{message['id']}"}

    def _show(self, message: Json) -> None:
        """What is new is put before its reader; a case's messages are a queue of their own."""
        before = self.messages.setdefault(message["id"], message)
        if before is not message:
            if before != message:
                self.faults.append(f"wiadomość {message['id']} ma za drugim razem inną treść")
            return
        if message["edits_id"] and message["edits"] != f"ref-{message['edits_id']}":
            self.faults.append(f"wiadomość {message['id']} zastępuje nie tę, co trzeba")
        place = message["conversation"] if message["conversation"] != ENGINEERS else message["case"]
        self.queues[place].put_nowait(message)

    async def hand_in(self, event: Json) -> None:
        """Until it is taken; now and then once more. Raises TimeoutError when nobody takes it."""
        self.events += 1
        async with asyncio.timeout(AGAIN_FOR):
            await self._deliver(event)
            if self.dice.random() < TWICE:
                self.redelivered += 1
                if await self._deliver(event):
                    self.faults.append(f"zdarzenie {event['event_id']} przyjęto drugi raz jako nowe")

    async def _deliver(self, event: Json) -> bool:
        """Whether it was new."""
        while True:
            try:
                new = bool((await ask(self.dice.choice(self.doors), event))["new"])
            except OSError:
                self.redelivered += 1
                await asyncio.sleep(PAUSE)
            else:
                self.known += not new
                self.stir.set()
                return new
