"""The real application over the sample world; a turn is taken at once, in one transaction, and read from the outbox."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

from sqlalchemy import Connection, insert, select

import bot
from bot import importing
from bot.addresses import Addresses
from bot.channel import File, Inbound
from bot.clock import SimulatedClock
from bot.desk import silence
from bot.domain.cases import Case
from bot.mail import Pace
from bot.main import build
from bot.sealing import Seal
from bot.store import cases, conversations, counters, inbox, register, wakeups
from bot.store.engine import open_store
from bot.store.tables import counter, message

SAMPLE = Path(bot.__file__).parent / "sample"
BEGINS = datetime(2026, 11, 17, 9, tzinfo=UTC)
FIRST_CASE = 7_350_001
"""A number that stands in no text of ours."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - only a folder of a random name is made there
"""Where worlds that nobody needs afterwards need not wait for a disk."""
LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Told:
    """A message to somebody: its words, its files, and the tokens of its buttons with their labels."""

    text: str
    key: str
    choices: tuple[tuple[str, str], ...]


def furnished(folder: Path) -> Path:
    """A database with the sample world in it, to be copied."""
    path = folder / "swiat.db"
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.migrate()
        found = importing.plan(store, SAMPLE, BEGINS)
        assert isinstance(found, importing.Plan), str(found)
        importing.apply(store, found, BEGINS)
        with store.begin() as c:
            c.execute(insert(counter).values(name=counters.CASES, value=FIRST_CASE))
    return path


class House:
    """One world; nothing is sent anywhere."""

    def __init__(self, world: Path, path: Path) -> None:
        self.clock = SimulatedClock(BEGINS)
        self._store = open_store(f"sqlite:///{shutil.copy(world, path)}")
        seal, pace = Seal(token_urlsafe(48)), Pace(gather=timedelta(0))
        self._app = build(self._store, self.clock, {}, "talk", pace, seal, Addresses())
        self._events = self._seen = 0
        with self._store.begin() as c:
            self._app.desk.reminders.start(c)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def turn(self, who: str, text: str = "", choice: str | None = None, files: tuple[File, ...] = ()) -> list[Told]:
        """What is said to this person; everybody whom the register does not know is linked to nobody."""
        conversation = f"talk:{who}"
        self._events += 1
        with self._store.begin() as c:
            known = register.person(c, who)
            event = Inbound(
                "talk", who, str(self._events), self.clock.now(), text, choice, files, person=who if known else None
            )
            inbox.add(c, event)
            self._app.turns.take(c, conversation, 1)
            return self._new(c, conversation)

    def forget(self, who: str) -> None:
        """The conversation begins anew."""
        with self._store.begin() as c:
            conversations.save(c, f"talk:{who}", None, {}, self.clock.now())

    def pass_time(self, span: timedelta) -> dict[str, list[Told]]:
        """Silence is noticed and partners are reminded; what each conversation hears of it."""
        self.clock.advance_to(self.clock.now() + span)
        with self._store.begin() as c:
            for due in wakeups.claim(c, self.clock.now(), LEASE, 100, only=silence.KIND):
                wakeups.consume(c, due)
                self._app.turns.wait(c, due)
            self._app.desk.reminders.fire(c, self.clock.now())
            talks = c.execute(select(message.c.conversation).distinct().where(message.c.id > self._seen)).scalars()
            return {talk.partition(":")[2]: self._new(c, talk) for talk in list(talks) if talk.startswith("talk:")}

    def cases(self) -> tuple[Case, ...]:
        """Every case there is."""
        with self._store.read() as c:
            return tuple(cases.everything(c))

    def _new(self, c: Connection, conversation: str) -> list[Told]:
        """What was said in the conversation since somebody looked last."""
        mine = (message.c.conversation == conversation, message.c.direction == "out")
        rows = c.execute(select(message).where(*mine, message.c.id > self._seen).order_by(message.c.id)).all()
        self._seen = max((row.id for row in rows), default=self._seen)
        return [Told(r.text, r.key, tuple((f"{r.id}.{n}", x["label"]) for n, x in enumerate(r.choices))) for r in rows]
