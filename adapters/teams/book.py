"""Where people and channels are found in Teams: kept whenever something is heard from them, to write to them first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.store import places
from bot.store.engine import Store

NAME = "teams"


@dataclass(frozen=True, slots=True)
class Place:
    """Teams' own id of a conversation, and the service through which it is reached: each tenant may have another."""

    service: str
    room: str


class Book(Protocol):
    """Places by account, or by the address of a channel."""

    def keep(self, user: str, place: Place, at: datetime) -> None:
        """Remember the place."""
        ...

    def find(self, user: str) -> Place | None:
        """The place last kept."""
        ...


class InMemory:
    """For as long as the process lasts."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def keep(self, user: str, place: Place, at: datetime) -> None:  # noqa: ARG002 - memory needs no moment
        """Remember the place."""
        self._places[user] = place

    def find(self, user: str) -> Place | None:
        """The place last kept."""
        return self._places.get(user)


class InStore:
    """For good; written only when it is another one than before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, user: str, place: Place, at: datetime) -> None:
        """Remember the place."""
        if self.find(user) != place:
            with self._store.begin() as c:
                places.keep(c, f"{NAME}:{user}", place.service, place.room, at)

    def find(self, user: str) -> Place | None:
        """The place last kept."""
        with self._store.read() as c:
            found = places.find(c, f"{NAME}:{user}")
        return Place(*found) if found else None
