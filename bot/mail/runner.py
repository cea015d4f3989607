"""The runner: takes in events, claims what is due and hands it to its lane; works under a simulated clock too."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.channel import ENGINEERS, Channel, Inbound
from bot.clock import Clock
from bot.mail import fetching, reading
from bot.mail.answering import Answering, Apologise, Turn
from bot.mail.office import LostLease, Office, Pace, log, scattered
from bot.mail.sending import GiveUp, Routes, Sending, WriteOut, as_it_is
from bot.mail.timing import Timer, Timing
from bot.store import inbox, outbox, wakeups
from bot.store.engine import Store
from bot.store.listen import listen
from bot.store.wakeups import Wakeup

USUAL = Pace()
APART = ("out", reading.KIND)
"""Kinds that have a room of their own."""
A_MOMENT = timedelta(milliseconds=10)


class Lane(Protocol):
    """Handles one claimed wake-up; what it raises is tried again later."""

    async def handle(self, held: Wakeup) -> None:
        """Do it and let go of the claim."""
        ...


class Room:
    """How much more may be taken in hand. A channel that hangs or a file that takes long must not hold up the turns."""

    def __init__(self, pace: Pace, in_hand: Mapping[asyncio.Task[None], str]) -> None:
        kinds = list(in_hand.values())
        self.sends = pace.sends_at_once - kinds.count("out")
        self.files = pace.files_at_once - kinds.count(reading.KIND)
        self.turns = pace.turns_at_once - sum(kind not in APART for kind in kinds)


class Mail:
    """One runner. Any number of processes may each have one, when the store is PostgreSQL."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        channels: Mapping[str, Channel],
        *,
        turn: Turn,
        timer: Timer,
        give_up: GiveUp,
        apologise: Apologise,
        reader: reading.Reader | None = None,
        pace: Pace = USUAL,
        routes: Routes = MappingProxyType({}),
        write_out: WriteOut = as_it_is,
        jitter: Callable[[], float] = scattered,
    ) -> None:
        self._store, self._clock, self._pace = store, clock, pace
        self._office = Office(store, clock, pace, jitter)
        self._timing = Timing(self._office, timer)
        self._lanes: dict[str, Lane] = {
            "in": Answering(self._office, turn, apologise),
            "out": Sending(self._office, channels, routes, give_up, write_out),
            fetching.KIND: fetching.Fetching(self._office, channels, self.accept),
            **({reading.KIND: reading.Reading(self._office, reader)} if reader else {}),
        }
        self._wake: Callable[[], object] = lambda: None

    def accept(self, inbound: Inbound) -> bool:
        """Keep an event for its turn, from any thread. False when it was delivered before."""
        with self._store.begin() as c:
            new = self._take_in(c, inbound)
        if new:
            self._wake()
        return new

    def _take_in(self, c: Connection, inbound: Inbound) -> bool:
        """What is said in a thread is about its case; files that have to be fetched become events of their own."""
        if inbound.thread and not inbound.case:
            inbound = replace(inbound, case=outbox.case_of(c, ENGINEERS, inbound.thread))
        row = inbox.add(c, inbound)
        if row is None:
            return False
        due = min(inbound.at, self._clock.now())
        fetching.arm(c, inbound, due)
        if inbound.remote and not (inbound.text or inbound.refused):
            inbox.finish(c, [row], inbound.at)
        else:
            patience = timedelta(0) if inbound.choice else self._pace.gather
            inbox.call(c, inbox.conversation_of(inbound), due + patience)
        return True

    def next_due(self) -> datetime | None:
        """When there will be something to do."""
        with self._store.read() as c:
            return wakeups.next_due(c)

    async def run_due(self) -> int:
        """Handle all that is due now, one after another by moment and key; returns how many wake-ups that was."""
        handled = 0
        while claimed := await self._office.in_thread(self._claim, 1):
            await self._handle(claimed[0])
            handled += 1
        return handled

    async def run(self, stop: asyncio.Event) -> None:
        """Handle what is due as it falls due, several at once, until `stop`; then finish what is in hand."""
        in_hand: dict[asyncio.Task[None], str] = {}
        if not self._store.shared:  # only one process has this file open, so who had something in hand is dead
            await self._office.commit(wakeups.let_go)
        async with self._awake(stop) as news:
            while not stop.is_set():
                news.clear()
                claimed, rest = await self._look(Room(self._pace, in_hand))
                for held in claimed:
                    task = asyncio.create_task(self._handle_safely(held), name=held.key)
                    in_hand[task] = held.kind
                    task.add_done_callback(in_hand.pop)
                    task.add_done_callback(lambda _: news.set())
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), rest.total_seconds())
            await asyncio.gather(*in_hand)

    async def _handle(self, held: Wakeup) -> None:
        """Whatever goes wrong is logged and tried again later; it never stops the others."""
        try:
            await self._lanes.get(held.kind, self._timing).handle(held)
        except LostLease:
            log.info("%s ma już ktoś inny albo zostało odwołane.", held.key)
        except Exception:
            log.warning("%s: próba %d nie powiodła się.", held.key, held.attempts, exc_info=True)
            await self._office.retry(held)

    async def _handle_safely(self, held: Wakeup) -> None:
        try:
            await self._handle(held)
        except Exception:
            log.exception("%s: nie udało się zapisać wyniku, zajmie się tym następna próba.", held.key)

    def _claim(self, limit: int) -> list[Wakeup]:
        with self._store.begin(durable=False) as c:
            return wakeups.claim(c, self._clock.now(), self._pace.lease, limit)

    async def _look(self, room: Room) -> tuple[list[Wakeup], timedelta]:
        """What is taken in hand now, and how long to rest afterwards when nothing happens."""
        try:
            return await self._office.in_thread(self._claim_for, room)
        except SQLAlchemyError as error:
            metrics.DATABASE_ERRORS.add()
            log.warning("Baza danych nie odpowiada: %s", error)
            return [], self._pace.poll

    def _claim_for(self, room: Room) -> tuple[list[Wakeup], timedelta]:
        """Nobody waits for the disk here: what a power cut makes of a claim is what a crash of its holder does."""
        now, lease = self._clock.now(), self._pace.lease
        with self._store.begin(durable=False) as c:
            turns = wakeups.claim(c, now, lease, room.turns, but=APART)
            sends = wakeups.claim(c, now, lease, room.sends, only="out")
            files = wakeups.claim(c, now, lease, room.files, only=reading.KIND)
            due = wakeups.next_due(c)
        full = len(turns) == room.turns or len(sends) == room.sends or len(files) == room.files
        return turns + sends + files, self._pace.poll if full or not due else self._until(due - now)

    def _until(self, ahead: timedelta) -> timedelta:
        """No longer than a poll; no shorter than a moment, when something is due whose row somebody is writing."""
        return min(max(ahead, A_MOMENT), self._pace.poll)

    @asynccontextmanager
    async def _awake(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        """What ends a rest: an accepted event, an arm in any process, something in hand that is done, and `stop`."""
        loop, news = asyncio.get_running_loop(), asyncio.Event()
        self._wake = partial(loop.call_soon_threadsafe, news.set)
        stopping = loop.create_task(stop.wait())
        stopping.add_done_callback(lambda _: news.set())
        ears = [loop.create_task(listen(self._store.url, news.set))] if self._store.shared else []
        try:
            yield news
        finally:
            self._wake = lambda: None
            for task in (stopping, *ears):
                task.cancel()
            await asyncio.gather(stopping, *ears, return_exceptions=True)
