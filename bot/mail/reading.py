"""The lane of files that came: read outside of every turn; what they say comes back as an event of its own."""

from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from bot.evidence.files import FileReport
from bot.evidence.files.limits import TOO_HARD
from bot.mail.office import LostLease, Office, log
from bot.store.engine import lock
from bot.store.wakeups import Wakeup

KIND = "file"


class Reader(Protocol):
    """Reads the file of a wake-up, and hands in what it says."""

    def read(self, held: Wakeup) -> FileReport:
        """What the file says; takes its time and holds no lock."""
        ...

    def hand_in(self, c: Connection, held: Wakeup, report: FileReport) -> None:
        """Put the result into the conversation's inbox and the masked file in place of what came."""
        ...


class Reading:
    """Whoever dies while reading leaves the wake-up to be claimed again; the event's id makes its result one."""

    def __init__(self, office: Office, reader: Reader) -> None:
        self._office, self._reader = office, reader

    async def handle(self, held: Wakeup) -> None:
        """Read one file; one that brought down the process too often is given up with the same calm sentence."""
        if held.attempts > self._office.pace.turn_attempts:
            log.warning("Plik %s przerywał czytanie i zostaje nieodczytany.", held.key)
            report = FileReport(refusal=TOO_HARD)
        else:
            report = await self._office.in_thread(self._reader.read, held)
        await self._office.commit(partial(self._done, held, report))

    def _done(self, held: Wakeup, report: FileReport, c: Connection) -> None:
        lock(c, held.payload["conversation"])
        self._reader.hand_in(c, held, report)
        if not self._office.move_on(c, held, more=False):
            raise LostLease(held.key)
