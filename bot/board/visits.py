"""What the web chat asks of the house: transcripts, files, personal links; main hands it to the adapter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot import access
from bot.board.attempts import Attempts
from bot.channel import ENGINEERS, Choice, File
from bot.clock import Clock
from bot.domain.dates import say_date, say_hour
from bot.domain.worktime import local
from bot.markup import addressed
from bot.store import accounts, board, files, inbox, outbox
from bot.store.engine import Store
from bot.store.tables import Found

LATE_COMMIT = timedelta(seconds=30)
"""A row may become visible so long after a row with a higher id: two turns commit in either order."""
BEING_READ = timedelta(minutes=3)
"""For so long a file that came may be on its way through the reader."""
MINUTE = timedelta(minutes=1)
MESSAGES_A_MINUTE, MESSAGES_OF_ADDRESS = 30, 120
WAITING = 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a conversation, without its bytes."""

    id: int
    name: str
    size: int
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a transcript, ready to be shown."""

    id: int
    ours: bool
    author: str
    at: datetime
    day: str
    hour: str
    text: str
    key: str
    choices: tuple[Choice, ...]
    files: tuple[Attachment, ...]
    edits: int | None
    case: int | None
    thread: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was sent and has no answer yet."""

    id: int
    text: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A conversation at one instant; see adapters/web/visits.py."""

    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    settled: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in by a personal link or a code."""

    person: str
    user: str
    name: str


class Visits:
    """The house as the chat page sees it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._of_user, self._of_address = Attempts(MESSAGES_A_MINUTE, MINUTE), Attempts(MESSAGES_OF_ADDRESS, MINUTE)

    def look(self, user: str, after: int) -> Look:
        """The conversation of this account past a row, in one snapshot."""
        now, conversation = self._clock.now(), _conversation(user)
        with self._store.read() as c:
            shown = lines(c, conversation, now, after)
            return Look(shown, waiting(c, conversation), _settled(shown, now, after))

    def file(self, user: str, file: int) -> File | None:
        """A file of this account's conversation."""
        with self._store.read() as c:
            return files.one_of_conversation(c, file, _conversation(user))

    def open_link(self, token: str, address: str) -> str | None:
        """The session a personal link opens."""
        now = self._clock.now()
        if not self._of_address.allow(address, now):
            return None
        with self._store.begin() as c:
            return access.exchange(c, token, now)

    def visitor(self, session: str) -> Visitor | None:
        """Who is signed in by that session."""
        now = self._clock.now()
        with self._store.read() as c:
            found = access.guest(c, session, now)
            due = access.is_due(c, session, now)
        if found and due:
            with self._store.begin(durable=False) as c:
                access.keep_awake(c, session, now)
        return Visitor(found[0].id, found[1], found[0].name) if found else None

    def anonymous(self, user: str) -> bool:
        """Whether this web account is nobody's, so that its browser's own name is enough to open it."""
        with self._store.read() as c:
            return accounts.linked(c, "web", user) is None

    def promote(self, user: str) -> str | None:
        """The session of the browser in which a code has just linked this account."""
        with self._store.begin() as c:
            return access.promote(c, user, self._clock.now())

    def leave(self, session: str) -> None:
        """Sign out."""
        with self._store.begin() as c:
            access.sign_out(c, session)

    def allow(self, user: str, address: str) -> bool:
        """Whether this account, and this address, may send one more message now."""
        now = self._clock.now()
        return self._of_address.allow(address, now) and self._of_user.allow(user, now)


def lines(c: Connection, conversation: str, now: datetime, after: int = 0) -> tuple[Line, ...]:
    """The newest rows of a transcript past the id `after`, oldest first, with their files."""
    return _with_files(c, outbox.history(c, conversation, after), now)


def thread(c: Connection, number: int, now: datetime) -> tuple[Line, ...]:
    """What was said in the engineers' channel about a case, oldest first."""
    return _with_files(c, outbox.thread(c, ENGINEERS, number), now)


def _with_files(c: Connection, rows: Sequence[Found], now: datetime) -> tuple[Line, ...]:
    names = board.names(c, {one for row in rows for one in row.mentions or ()})
    attached = defaultdict(list)
    for f in files.of_messages(c, [row.id for row in rows]):
        attached[f.message].append(Attachment(f.id, f.name, f.size, f.sealed))
    return tuple(_line(row, attached[row.id], names, now) for row in rows)


def waiting(c: Connection, conversation: str) -> tuple[Waiting, ...]:
    """What this conversation has sent and no turn has answered."""
    rows = inbox.pending(c, conversation, WAITING)
    named = defaultdict(list)
    for f in files.of_events(c, [row.id for row in rows]):
        named[f.inbox].append(f.name)
    return tuple(Waiting(row.id, _said(c, conversation, row), tuple(named[row.id])) for row in rows)


def _line(row: Found, attached: Sequence[Attachment], names: Mapping[str, str], now: datetime) -> Line:
    return Line(
        id=row.id,
        ours=row.direction == "out",
        author=row.author or "",
        at=row.at,
        day=say_date(local(row.at).date(), now),
        hour=say_hour(row.at.replace(second=0)),
        text=addressed(row.text, [names[one] for one in row.mentions or ()]),
        key=row.key,
        choices=outbox.choices(row),
        files=tuple(attached),
        edits=row.edits,
        case=row.case_number,
        thread=row.thread,
    )


def _said(c: Connection, conversation: str, row: Found) -> str:
    """The words, or the label of the pressed button."""
    pressed = outbox.choice(c, conversation, row.body["choice"]) if row.body["choice"] else None
    return row.body["text"] or (str(pressed[1]["label"]) if pressed else "")


def _settled(shown: Iterable[Line], now: datetime, after: int) -> int:
    """The last row of those that nothing happens to any more."""
    settled = after
    for line in shown:
        patience = BEING_READ if any(file.sealed for file in line.files) else LATE_COMMIT
        if line.at >= now - patience:
            break
        settled = line.id
    return settled


def _conversation(user: str) -> str:
    """As bot.store.inbox.conversation_of names it."""
    return f"web:{user}"
