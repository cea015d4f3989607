"""A sealed configuration copy, opened by whoever has its case; each opening is an event of the case."""

from datetime import datetime

from sqlalchemy import Connection

from bot.channel import File
from bot.domain.cases import Event
from bot.domain.people import Person
from bot.sealing import Seal
from bot.store import cases, sealed


def open_copy(c: Connection, seal: Seal, file_id: int, who: Person, at: datetime) -> File | None:
    """The copy as it came; None when there is none, or its case is not this person's. Raises BrokenSeal."""
    number = sealed.case_of(c, file_id)
    case = cases.lock(c, number) if number else None
    if case is None or case.owner != who.id:
        return None
    opened = sealed.open_one(c, seal, file_id)
    if opened:
        cases.record(c, case.number, Event("config_opened", at, who.id, opened.name))
    return opened
