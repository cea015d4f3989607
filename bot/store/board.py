"""What the board asks of the database beside the aggregates: has anything changed, and who is who."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from bot.channel import ENGINEERS
from bot.store.tables import case_event, message, person

_VERSION = select(
    select(func.max(case_event.c.id)).scalar_subquery(),
    select(func.max(message.c.id)).where(message.c.conversation == ENGINEERS).scalar_subquery(),
)
_LAST = select(func.max(message.c.id)).where(message.c.conversation == bindparam("conversation"))
_NAMES = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))


def version(c: Connection) -> tuple[int, int]:
    """Grows with every event of a case and every message to the engineers."""
    events, messages = c.execute(_VERSION).one()
    return events or 0, messages or 0


def last_message(c: Connection, conversation: str) -> int:
    """The id of the newest row of a transcript; 0 when nothing was said."""
    return c.execute(_LAST, {"conversation": conversation}).scalar() or 0


def names(c: Connection, people: Collection[str]) -> dict[str, str]:
    """Names by id, also of people who have left the register."""
    return {row.id: row.name for row in c.execute(_NAMES, {"ids": list(people)})} if people else {}
