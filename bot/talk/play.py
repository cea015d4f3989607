"""Plays the lines: accept, let time pass, print what everybody saw."""

import asyncio
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

from bot import importing
from bot.addresses import Addresses
from bot.batch.lines import BatchError
from bot.channel import ENGINEERS, File, Inbound
from bot.clock import SimulatedClock
from bot.domain.contacts import CONTACTS
from bot.domain.people import Person
from bot.events import TOGETHER
from bot.mail import Pace
from bot.main import App, build
from bot.sealing import Seal
from bot.store import register
from bot.store.engine import Store, open_store
from bot.talk.final import final
from bot.talk.screen import Screen
from bot.talk.script import Line, read
from bot.talk.through import BARE, Through

MAIL = Addresses(escalation=CONTACTS["escalation_email"], enabled=True)
SEAL = Seal(token_urlsafe(48))
"""A world that ends with the process needs no secret that outlives it."""
AT_ONCE = Pace(gather=timedelta(0))
BEFORE_EVERYTHING = datetime(2015, 1, 1, tzinfo=UTC)


def play(
    lines: Iterable[str],
    folder: Path,
    write: Callable[[str], None],
    *,
    restart: bool = False,
    duplicate: bool = False,
    furnished: Store | None = None,
    through: Through = BARE,
) -> int:
    """Play a script over the world of `folder`; returns the exit status.

    A store that is `furnished` has that world in it already; else it is a new SQLite. `through` may pass each message
    and event through a channel's form.
    """
    with ExitStack() as stack:
        store = furnished or stack.enter_context(_new_store())
        runner = stack.enter_context(asyncio.Runner())
        stage = Stage(folder, write, runner, store, through, restart=restart, duplicate=duplicate)
        if not (furnished or stage.ready()):
            return 1
        for number, line in enumerate(lines):
            stage.line(number, line)
        stage.curtain()
    return 0


@contextmanager
def _new_store() -> Iterator[Store]:
    """A file that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="dyspozytor-") as home,
        closing(open_store(f"sqlite:///{home}/talk.db")) as store,
    ):
        yield store


class Stage:
    """The application, its clock and what is on everybody's screen."""

    def __init__(
        self,
        folder: Path,
        write: Callable[[str], None],
        runner: asyncio.Runner,
        store: Store,
        through: Through,
        *,
        restart: bool,
        duplicate: bool,
    ) -> None:
        self._folder, self._runner, self._store = folder, runner, store
        self._restart, self._copies = restart, 2 if duplicate else 1
        self._through, self._screen = through, Screen(write, through.shown)
        self._clock = SimulatedClock(BEFORE_EVERYTHING)
        self._last: Line | None = None
        self._app = self._begun()

    def _begun(self) -> App:
        """An application that knows only what the database does."""
        channels = {"talk": self._screen, "mail": self._screen}
        return build(self._store, self._clock, channels, "talk", AT_ONCE, SEAL, MAIL, _direct)

    def ready(self) -> bool:
        """Make the tables and import the world; what is wrong with it is printed."""
        self._store.migrate()
        found = importing.plan(self._store, self._folder, self._clock.now())
        if isinstance(found, importing.Problems):
            self._screen.print({"error": {"code": "bad_data", "message": str(found)}})
            return False
        importing.apply(self._store, found, self._clock.now())
        return True

    def line(self, number: int, text: str) -> None:
        """One line of the script; one that is no event is answered after everything that came before it."""
        if not text.strip():
            return
        try:
            event = read(text, self._folder, self._last.at if self._last else None)
        except BatchError as error:
            self._run()
            self._screen.print({**_id_of(text), "error": {"code": error.code, "message": error.message}})
            return
        if not (event.follows(self._last) and self._last and event.at - self._last.at <= TOGETHER):
            self._pass_until(event.at)
        self._clock.advance_to(max(event.at, self._clock.now()))
        if self._last is None:
            with self._app.store.begin() as c:
                self._app.desk.reminders.start(c)
        if not event.wait:
            self._accept(number, event)
        self._last = event
        if self._restart:
            self._app = self._begun()

    def curtain(self) -> None:
        """Everything still waiting is done; then the last line."""
        self._run()
        with self._store.read() as c:
            self._screen.print(final(c))

    def _accept(self, number: int, event: Line) -> None:
        with self._store.read() as c:
            known = register.person(c, event.who)
        staff = bool(known and known.role.is_staff)
        reader = ENGINEERS if staff else event.who
        token = None if event.press is None else self._screen.token(reader, event.press, event.case, event.of)
        typed = str(event.press) if event.press is not None and token is None else event.say
        inbound = Inbound(
            channel="talk",
            user=event.who,
            event_id=str(number),
            at=event.at,
            text=typed,
            choice=token,
            files=(File(event.file.name, event.file.read_bytes()),) if event.file else (),
            case=event.case if staff else None,
            person=event.who if known else None,
            staff=staff,
        )
        for _ in range(self._copies):
            self._app.mail.accept(self._through.heard(inbound))

    def _pass_until(self, at: datetime) -> None:
        """Every timer due until then fires at its own moment."""
        while (due := self._app.mail.next_due()) is not None and due <= at:
            self._clock.advance_to(max(due, self._clock.now()))
            self._run()
        self._clock.advance_to(max(at, self._clock.now()))

    def _run(self) -> None:
        self._runner.run(self._app.mail.run_due())


def _direct(person: Person) -> str:
    """Everybody is reached in the one channel there is."""
    return f"talk:{person.id}"


def _id_of(text: str) -> dict[str, object]:
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return {"id": line["id"]} if isinstance(line, dict) and "id" in line else {}
