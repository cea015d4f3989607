"""Questions about what is not the asker's own, or is not there: written down, and after a few none is answered."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, or_, select

from bot.domain.serials import key
from bot.store import audit
from bot.store.tables import refusal

TRIES = 5
WITHIN = timedelta(days=1)
"""So many different wrong ones within so long; every further one is refused unread."""

_DIFFERENT = (
    select(refusal.c.serial_key, refusal.c.contract_key, refusal.c.other)
    .distinct()
    .where(
        or_(refusal.c.conversation == bindparam("conversation"), refusal.c.person == bindparam("person")),
        refusal.c.at > bindparam("since"),
    )
    .subquery()
)
_COUNT = select(func.count()).select_from(_DIFFERENT)


def add(
    c: Connection, conversation: str, person: str | None, at: datetime, serial: str, contract: str, other: str
) -> None:
    """One more; `other` is what was asked for, when that is neither: the number of a case, somebody's name."""
    asked = {"serial_key": key(serial)[:60], "contract_key": key(contract)[:60], "other": other.casefold()[:60]}
    c.execute(insert(refusal).values(conversation=conversation, person=person, at=at, **asked))
    audit.append(c, at, "refused", person or conversation, **asked)


def tries_left(c: Connection, conversation: str, person: str | None, now: datetime) -> int:
    """How many different ones may still be asked about, by this person in whatever conversation."""
    asked = {"conversation": conversation, "person": person, "since": now - WITHIN}
    return max(TRIES - int(c.execute(_COUNT, asked).scalar_one()), 0)
