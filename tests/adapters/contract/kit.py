"""What the suite needs of a channel: its platform played by a fake, people who use it, and trouble to order."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

import httpx
from fastapi import FastAPI

from bot.channel import Accept, Channel
from bot.clock import Clock
from bot.store.engine import Store


@dataclass(slots=True)
class Shown:
    """A message on somebody's screen: its text as it is read, the labels under it, the thread it stands in.

    `mentions`: the accounts that the platform calls for it.
    """

    to: str
    text: str
    labels: Sequence[str] = ()
    thread: str | None = None
    files: Sequence[str] = ()
    edits: int = 0
    mentions: Sequence[str] = ()


class Trouble(Enum):
    """What the platform answers to the next message instead of taking it."""

    BUSY = "wait seven seconds"
    BLOCKED = "this reader wants nothing from us"
    DOWN = "a failure of the platform itself"


class Kit(ABC):
    """A channel with its platform. Events are delivered as the platform delivers them, `event` being its own id."""

    name: str
    secret: str = ""
    """What must never be in a log."""
    group: str = ""
    """The address of the engineers' channel; empty when there is none."""
    at_most: int | None = None
    """UTF-16 units that one message can show."""
    edits = files = group_files = types = redelivers = True
    """Whether messages are edited in place, files come in, also from the engineers' channel, typing is shown, and an
    event may be delivered again."""

    def __init__(self) -> None:
        """`waiting`: trouble to come; `uploads`: every file that the platform was given, by name; `closed`: groups
        that we were thrown out of.
        """
        self.clock: Clock
        self.store: Store
        self.channel: Channel
        self.site: FastAPI
        self.waiting: list[Trouble] = []
        self.uploads: dict[str, bytes] = {}
        self.closed: set[str] = set()
        self.link = ""
        """Where callers are sent with their files; empty when they may send them here."""

    def no_files(self, _user: str) -> str:
        """As the rules of a door have it."""
        return self.link and f"tędy nie przyjmujemy plików. Proszę wysłać je tutaj: {self.link}"

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """How the platform calls the doors."""
        inside = httpx.ASGITransport(self.site)
        async with httpx.AsyncClient(transport=inside, base_url="http://dyspozytor") as client:
            yield client

    @abstractmethod
    def open(self, accept: Accept) -> None:
        """Start the platform and the adapter."""

    @abstractmethod
    def close(self) -> None:
        """End them."""

    @abstractmethod
    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:
        """Typed by this account, privately, or in a thread of the group `where`."""

    @abstractmethod
    async def press(self, user: str, label: str, event: int, where: str = "") -> None:
        """The newest button with this label that the account sees, or sees in the group `where`."""

    def button(self, label: str, where: str) -> Any:
        """The newest button with this label in the group, as it is now: it can be pushed when the card has changed."""
        raise NotImplementedError

    async def push(self, user: str, button: Any, event: int, where: str) -> None:
        """Press a button that was found before."""
        raise NotImplementedError

    def delete_thread(self, thread: str) -> None:
        """Somebody deletes a thread of the group, with all that stands in it."""
        raise NotImplementedError

    async def attach(
        self, user: str, name: str, data: bytes, event: int, thread: str | None = None, where: str = ""
    ) -> None:
        """A file sent by this account, privately, or in a thread of the group `where`."""
        raise NotImplementedError

    @abstractmethod
    def shown(self, to: str) -> list[Shown]:
        """What stands on the screen of an account or in the group, oldest first."""

    def typing(self, user: str) -> bool:
        """Whether „is typing” was shown."""
        raise NotImplementedError
