"""The port every channel speaks: what comes in, what goes out, and who carries it. No behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

ENGINEERS = "#engineers"
"""The conversation in which everything meant for the engineers' channel is said."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came or as it goes: a base name and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Remote:
    """A file that is still at the platform: its base name, and what the adapter needs to fetch it."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event of a channel: words, a pressed button, files, or any mix of them.

    `event_id` is the channel's own id of the event; the pair (channel, event_id) makes a second delivery harmless.
    `user` is the channel's own id of the account; `at` is when the channel received it (aware, UTC).
    `choice` is the token of a pressed button, as given in `Choice.token`; `case` the case in whose thread it was
    said, or `thread` the channel's own reference of that thread; `person` is set only by channels that have signed
    the person in themselves (web session, board); `staff`: said where engineers work. `remote` files are fetched
    later; `refused` are files that the channel does not take: name, and why, as the end of a Polish sentence.
    `read` is what a file says that came before, as a JSON object: such an event is our own, and nothing else is in it.
    """

    channel: str
    user: str
    event_id: str
    at: datetime
    text: str = ""
    choice: str | None = None
    files: tuple[File, ...] = ()
    case: int | None = None
    person: str | None = None
    staff: bool = False
    thread: str | None = None
    remote: tuple[Remote, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    read: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the token that comes back when it is pressed, its label in Polish, and what to ask for first.

    `asks`: a question whose answer may come as the text of the same event, where the channel has forms; else it is
    asked afterwards.
    """

    token: str
    label: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One of the staff whom a message calls: the name, and the account in this very channel, if there is one."""

    name: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to send: `edits` is the channel's own reference of the message it replaces, `thread` a case.

    `at` is the moment it is about; `tried` when it could not be sent for the first time.
    `thread_ref`: the channel's own reference of the thread in which this case is talked about, once there is one.
    `mentions` are shown over the text, by name alone without an account here; no word of the text mentions anybody.
    """

    id: int
    conversation: str
    user: str
    at: datetime
    text: str
    choices: tuple[Choice, ...] = ()
    files: tuple[File, ...] = ()
    key: str = ""
    case: int | None = None
    thread: int | None = None
    edits: str | None = None
    edits_id: int | None = None
    tried: datetime | None = None
    thread_ref: str | None = None
    mentions: tuple[Mention, ...] = ()


class Blocked(Exception):
    """The recipient cannot be reached at all (blocked bot, deleted chat): never retried."""


class Busy(Exception):
    """The channel asks to wait: `seconds` as its Retry-After says."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"retry after {seconds} s")
        self.seconds = seconds


class Channel(Protocol):
    """What an adapter offers: a name and a way to send. Any other exception of `send` is retried with back-off."""

    name: str

    async def send(self, message: Outbound) -> str:
        """Deliver one message; returns the channel's own reference of it (needed for a later edit).

        In a thread that is `THREAD/MESSAGE`, the first message of the thread included.
        """
        ...


@runtime_checkable
class Fetches(Protocol):
    """What an adapter offers whose files have to be fetched."""

    async def fetch(self, file: Remote) -> bytes:
        """The whole file; raises Blocked, with the reason as the end of a Polish sentence, when it is not taken."""
        ...


def welcome(_user: str) -> str:
    """Files of callers are taken."""
    return ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is let in: `group` is the address of the engineers' channel on this platform; empty when there is none.

    `no_files(user)`: why this account may not send files here, as the end of a Polish sentence; empty when it may.
    Engineers always may.
    """

    group: str = ""
    no_files: Callable[[str], str] = welcome


Accept = Callable[[Inbound], bool]
"""What an adapter calls for each verified event: True when it is new, False when it was delivered before."""
