"""What the page asks of the house, and the shape of the answers; the house hands in an object that does it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.channel import Choice, File


class Visitor(Protocol):
    """Somebody signed in by a personal link or a code: their id, their web account, and how to address them."""

    @property
    def person(self) -> str:
        """The id in the register."""

    @property
    def user(self) -> str:
        """The account whose conversation this is."""

    @property
    def name(self) -> str:
        """First and last name."""


class Attachment(Protocol):
    """A file of the conversation."""

    @property
    def id(self) -> int:
        """What a download asks for."""

    @property
    def name(self) -> str:
        """Its base name."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def sealed(self) -> bool:
        """Whether it is encrypted, and not to be downloaded."""


class Line(Protocol):
    """One row of a transcript."""

    @property
    def id(self) -> int:
        """Grows along the conversation."""

    @property
    def ours(self) -> bool:
        """Said by the assistant or an engineer, not by the visitor."""

    @property
    def author(self) -> str:
        """Who wrote it, when a person of ours did; empty for the assistant."""

    @property
    def at(self) -> datetime:
        """When, aware."""

    @property
    def day(self) -> str:
        """The same day in Polish, „czw 19 listopada”."""

    @property
    def hour(self) -> str:
        """The same hour, „14:25”."""

    @property
    def text(self) -> str:
        """The words, plain; lines indented by four spaces are commands."""

    @property
    def choices(self) -> Sequence[Choice]:
        """Its buttons."""

    @property
    def files(self) -> Sequence[Attachment]:
        """Its files."""

    @property
    def edits(self) -> int | None:
        """The line this one replaces."""


class Waiting(Protocol):
    """What was sent and has no answer yet."""

    @property
    def id(self) -> int:
        """Grows along the conversation."""

    @property
    def text(self) -> str:
        """The words, or the label of the pressed button."""

    @property
    def files(self) -> Sequence[str]:
        """Names of the files."""


class Look(Protocol):
    """A conversation at one instant."""

    @property
    def lines(self) -> Sequence[Line]:
        """New rows of the transcript, oldest first; some may be known already."""

    @property
    def waiting(self) -> Sequence[Waiting]:
        """What has no answer yet, oldest first."""

    @property
    def settled(self) -> int:
        """From where to look next time: rows up to this id can no longer appear."""


class Visits(Protocol):
    """The house, as the page sees it. Every call may wait for the database; none raises for what a visitor sent."""

    def look(self, user: str, after: int) -> Look:
        """The conversation of this account, past a row."""

    def file(self, user: str, file: int) -> File | None:
        """A file of this account's conversation; None for anything else."""

    def open_link(self, token: str, address: str) -> str | None:
        """The session a personal link opens; None when the link is wrong or over."""

    def visitor(self, session: str) -> Visitor | None:
        """Who is signed in by that session; None when it is over."""

    def anonymous(self, user: str) -> bool:
        """Whether this account is nobody's, so that the browser's own name for itself is enough to open it."""

    def promote(self, user: str) -> str | None:
        """The session of the browser in which a code has just linked this account; given out once."""

    def leave(self, session: str) -> None:
        """Sign out."""

    def allow(self, user: str, address: str) -> bool:
        """Whether this account, and this address, may send one more message now."""
