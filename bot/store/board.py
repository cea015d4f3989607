"""What the board asks of the database beside the aggregates: has anything changed, and who is who."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.channel import ENGINEERS
from bot.domain.cases import ENDED
from bot.store.tables import case, case_event, inbox, message, person, wakeup

_VERSION = select(
    select(func.max(case_event.c.id)).scalar_subquery(),
    select(func.max(message.c.id)).where(message.c.conversation == ENGINEERS).scalar_subquery(),
)
_LAST = select(func.max(message.c.id)).where(message.c.conversation == bindparam("conversation"))
_OUT = (message.c.direction == "out",)
_UNSENT = (*_OUT, message.c.sent_at.is_(None), message.c.failed_at.is_(None))
_BACKLOG = select(
    select(func.count()).where(*_UNSENT).scalar_subquery(),
    select(func.count()).where(*_OUT, message.c.failed_at.is_not(None)).scalar_subquery(),
    select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None)).scalar_subquery(),
    select(func.count()).select_from(case).where(case.c.state.not_in(ENDED), case.c.owner.is_(None)).scalar_subquery(),
)
_OLDEST = select(func.min(message.c.at)).where(*_UNSENT)
_FILES = select(func.count()).select_from(wakeup).where(wakeup.c.kind.in_(("file", "fetch")))
_NAMES = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))


def version(c: Connection) -> tuple[int, int]:
    """Grows with every event of a case and every message to the engineers."""
    events, messages = c.execute(_VERSION).one()
    return events or 0, messages or 0


def last_message(c: Connection, conversation: str) -> int:
    """The id of the newest row of a transcript; 0 when nothing was said."""
    return c.execute(_LAST, {"conversation": conversation}).scalar() or 0


def backlog(c: Connection) -> tuple[int, int, int, int]:
    """How many messages are unsent and were given up, events wait for their turn, and open cases have no owner."""
    unsent, failed, waiting, unowned = c.execute(_BACKLOG).one()
    return unsent, failed, waiting, unowned


def oldest_unsent(c: Connection) -> datetime | None:
    """When the message was written that has waited longest to be sent."""
    return c.execute(_OLDEST).scalar()


def files_waiting(c: Connection) -> int:
    """How many files are still to be fetched or read."""
    return c.execute(_FILES).scalar_one()


def names(c: Connection, people: Collection[str]) -> dict[str, str]:
    """Names by id, also of people who have left the register."""
    return {row.id: row.name for row in c.execute(_NAMES, {"ids": list(people)})} if people else {}
