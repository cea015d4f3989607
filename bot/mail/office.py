"""What every lane works with: the store from a thread, the time, and how long to wait after a failure."""

import asyncio
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError

from bot import metrics
from bot.clock import Clock
from bot.evidence import mask
from bot.store import wakeups
from bot.store.engine import Store
from bot.store.wakeups import Wakeup

log = logging.getLogger("dyspozytor.mail")
T = TypeVar("T")


class LostLease(Exception):
    """Somebody else has the wake-up now, or it was cancelled: what was done for it is rolled back."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the mail is. A message is given up at `send_attempts` failures or `send_age` after the first try.

    `gather` is how long words wait for more words before a turn; `send_within` and the
    reading of a file must be shorter than `lease`.
    """

    gather: timedelta = timedelta(seconds=1)
    lease: timedelta = timedelta(minutes=2)
    first_retry: timedelta = timedelta(seconds=1)
    longest_retry: timedelta = timedelta(minutes=10)
    poll: timedelta = timedelta(seconds=0.5)
    turn_attempts: int = 4
    turns_at_once: int = 8
    send_attempts: int = 20
    send_age: timedelta = timedelta(days=1)
    send_within: timedelta = timedelta(minutes=1)
    sends_at_once: int = 32
    files_at_once: int = 2


class Office:
    """The store, the clock and the pace, shared by the lanes of one runner."""

    def __init__(self, store: Store, clock: Clock, pace: Pace, jitter: Callable[[], float]) -> None:
        self.store, self.clock, self.pace, self._jitter = store, clock, pace, jitter
        self._threads = ThreadPoolExecutor(pace.turns_at_once + 4, thread_name_prefix="mail")

    async def in_thread(self, work: Callable[..., T], *args: object) -> T:
        """Run blocking work beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    async def commit(self, change: Callable[[Connection], T], durable: bool = True) -> T:
        """One small transaction; while the database is away it is tried again for about the length of a lease.

        It says what has already happened (a message has left, a turn has failed), so giving it up would mean doing
        that again.
        """
        attempt, waited = 0, timedelta(0)
        while True:
            try:
                return await self.in_thread(self._transaction, change, durable)
            except (OperationalError, InterfaceError) as error:
                metrics.DATABASE_ERRORS.add()
                attempt += 1
                pause = self.pause(attempt)
                waited += pause
                if waited > self.pace.lease:
                    raise
                log.warning("Baza danych nie odpowiada (%s), następna próba za %s.", error, pause)
                await asyncio.sleep(pause.total_seconds())

    def pause(self, attempts: int) -> timedelta:
        """How long to wait after so many failures: doubling up to a limit, scattered over the upper half."""
        doubled = self.pace.first_retry * 2.0 ** min(attempts - 1, 30)
        return min(doubled, self.pace.longest_retry) * (0.5 + self._jitter() / 2)

    def move_on(self, c: Connection, held: Wakeup, more: bool) -> bool:
        """The lane's first item is dealt with: go on at once with the next, or rest. False: the lease was lost."""
        return wakeups.again(c, held, self.clock.now(), 0) if more else wakeups.finish(c, held)

    async def retry(self, held: Wakeup) -> None:
        """Take the wake-up in hand again after a pause."""
        due = self.clock.now() + self.pause(held.attempts)
        await self.commit(lambda c: wakeups.again(c, held, due, held.attempts), durable=False)

    def _transaction(self, change: Callable[[Connection], T], durable: bool) -> T:
        with self.store.begin(durable) as c:
            return change(c)


def aloud(c: Connection, hook: Callable[..., None], *args: object) -> None:
    """Tell somebody, without letting a fault in the telling undo what is told."""
    try:
        with c.begin_nested():
            hook(c, *args)
    except Exception:
        log.exception("Nie udało się powiadomić o błędzie.")


def describe(error: BaseException) -> str:
    """An error in one line, for the row that was given up; it may quote what was said."""
    return mask(f"{type(error).__name__}: {error}")


def scattered() -> float:
    """A number from 0 to 1 that keeps many retries from coming at the same moment."""
    return random.random()  # noqa: S311  # nothing here is a secret
