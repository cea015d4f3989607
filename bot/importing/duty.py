"""The duty calendar of the files beside the one of the store; it is replaced as a whole."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.importing.wanted import Wanted
from bot.store import duty


@dataclass(frozen=True, slots=True)
class Calendar:
    """How many entries there will be, and how many of them are new or go."""

    entries: int
    added: int
    gone: int

    @property
    def differs(self) -> bool:
        """Is there anything to do?"""
        return bool(self.added or self.gone)

    def __str__(self) -> str:
        return f"Dyżury: wpisów {self.entries}, dodane {self.added}, usunięte {self.gone}."


def calendar(c: Connection, wanted: Wanted) -> Calendar | None:
    """What becomes of the calendar; None when the files have none."""
    if wanted.duty is None:
        return None
    there, said = duty.everything(c), set[duty.Row](wanted.duty)
    return Calendar(len(said), len(said - there), len(there - said))
