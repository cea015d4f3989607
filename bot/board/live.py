"""A page that keeps up with the database: looks every second, says what is new, and shows it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from nicegui import ui
from sqlalchemy import Connection

from bot import access
from bot.board.frame import frame
from bot.board.house import House, Staff
from bot.board.visits import LATE_COMMIT, Line, lines
from bot.channel import ENGINEERS
from bot.desk import watchdog
from bot.domain.dates import say_moment
from bot.markup import esc, shortened
from bot.store import board, inbox, outbox

EVERY = 1.0
"""Seconds between two looks."""
SHORT, URGENT = 8_000, 0
"""How long news stays, in milliseconds; 0 is until it is closed."""
CARD = "engineers.card"
ALARMS = {"engineers.warning": "warning", "engineers.late": "negative", "engineers.undelivered": "negative"}


@dataclass(frozen=True, slots=True)
class Beat:
    """One look: `version` grows with every change, `busy` while an order of ours is being carried out."""

    signed_in: bool
    now: datetime
    version: tuple[int, ...]
    busy: bool
    trouble: str
    said: tuple[Line, ...]


class Live:
    """Base of the board's pages: `refresh` shows what changed, `concerns` picks the news worth a notice here."""

    def __init__(self, house: House, staff: Staff) -> None:
        self.house, self.staff = house, staff
        self._version: tuple[int, ...] = ()
        self._known: set[int] = set()
        self._settled = 0
        self._trouble: ui.html | None = None

    @contextmanager
    def framed(self, here: str, now: datetime) -> Iterator[None]:
        """The page's content goes inside, beneath what is wrong with the service itself."""
        with frame(self.staff, here, now):
            self._trouble = ui.html("", sanitize=False).props('role="alert"').classes("trouble")
            self._show_trouble("")
            yield

    async def settle(self) -> None:
        """Everything said so far is old; to be called before the page reads what it shows."""
        beat = await asyncio.to_thread(self.look)
        self.take_in(beat)
        self._version = beat.version

    def follow(self) -> None:
        """From now on look again and again."""
        ui.timer(EVERY, self._beat, immediate=False)

    async def refresh(self, now: datetime) -> None:
        """Show the present state; called when something has changed."""

    def version(self, c: Connection) -> tuple[int, ...]:
        """Differs when there is something to refresh."""
        return board.version(c)

    def tick(self, now: datetime, busy: bool) -> None:
        """Called at every look."""

    def concerns(self, line: Line) -> bool:
        """Whether this news is to be said on this page."""
        return line.ours

    async def _beat(self) -> None:
        beat = await asyncio.to_thread(self.look)
        if not beat.signed_in:
            ui.navigate.to("/panel/logowanie")
            return
        news = self.take_in(beat)
        if beat.version != self._version:
            self._version = beat.version
            await self.refresh(beat.now)
        self._show_trouble(beat.trouble)
        self.tick(beat.now, beat.busy)
        for line in news:
            if self.concerns(line):
                announce(line)

    def _show_trouble(self, words: str) -> None:
        if self._trouble:
            self._trouble.set_content(esc(words))
            self._trouble.set_visibility(bool(words))

    def look(self) -> Beat:
        """What is there now, in one snapshot."""
        now = self.house.clock.now()
        with self.house.store.read() as c:
            return Beat(
                signed_in=access.signed_in(c, "staff", self.staff.session, now) is not None,
                now=now,
                version=self.version(c),
                trouble=trouble(c, now),
                busy=bool(inbox.pending(c, self.staff.conversation, 1)),
                said=lines(c, ENGINEERS, now, self._settled),
            )

    def take_in(self, beat: Beat) -> list[Line]:
        """What has not been seen yet; rows may become visible out of order, so a little is read twice."""
        news = [line for line in beat.said if line.id not in self._known]
        self._known.update(line.id for line in news)
        old = [line.id for line in beat.said if line.at < beat.now - LATE_COMMIT]
        self._settled = max([self._settled, *old])
        return news


def trouble(c: Connection, now: datetime) -> str:
    """What the watchdog has found and what the engineers' channel refuses, while it lasts."""
    found, lost = watchdog.incident(c), outbox.unreached(c, ENGINEERS)
    late = f"Od {say_moment(found[0], now)}: budziki spraw wymagają uwagi. {found[1]}" if found else ""
    away = (
        f"Od {say_moment(lost.failed_at, now)}: kanał inżynierów nie przyjmuje wiadomości. {lost.error}" if lost else ""
    )
    return " ".join(filter(None, (late, away)))


def announce(line: Line) -> None:
    """Say it in a corner of the page; warnings stay until they are closed. Of cards only a new case is news."""
    if line.key == CARD and line.edits:
        return
    text = f"Nowa sprawa: {line.text}" if line.key == CARD else line.text
    kind = ALARMS.get(line.key)
    ui.notify(
        shortened(text, 220),
        type=kind,  # type: ignore[arg-type]
        position="bottom-right",
        timeout=URGENT if kind else SHORT,
        close_button="Zamknij",
    )
