"""Timers: what a moment brings is done in the same transaction that forgets the wake-up, hence exactly once."""

from collections.abc import Callable

from sqlalchemy import Connection

from bot import metrics
from bot.mail.office import Office
from bot.store import wakeups
from bot.store.engine import lock
from bot.store.wakeups import Wakeup

Timer = Callable[[Connection, Wakeup], None]
"""timer(c, wakeup): do what the moment brings, after looking again whether it is still called for.

It may arm or cancel its own key. Raising, it leaves no trace and is tried again, for ever, at growing intervals.
"""


class Timing:
    """Fires timers."""

    def __init__(self, office: Office, timer: Timer) -> None:
        self._office, self._timer = office, timer

    async def handle(self, held: Wakeup) -> None:
        """Fire one timer, unless it was armed anew or cancelled since it was claimed."""
        if held.attempts == 1:
            metrics.LATENESS.add((self._office.clock.now() - held.due).total_seconds())
        await self._office.in_thread(self._fire, held)

    def _fire(self, held: Wakeup) -> None:
        """What a timer names, a conversation or a lock, it holds first, as turns do: two orders make a deadlock."""
        with self._office.store.begin() as c:
            if name := held.payload.get("conversation") or held.payload.get("lock"):
                lock(c, name)
            if wakeups.consume(c, held):
                self._timer(c, held)
