"""Wrong serial and contract pairs: an account linked to nobody may not try for ever."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.domain.serials import key
from bot.store.tables import refusal

TRIES = 5
WITHIN = timedelta(days=1)
"""So many different wrong pairs within so long; every further one is refused unread."""

_PAIRS = (
    select(refusal.c.serial_key, refusal.c.contract_key)
    .distinct()
    .where(refusal.c.conversation == bindparam("conversation"), refusal.c.at > bindparam("since"))
    .subquery()
)
_COUNT = select(func.count()).select_from(_PAIRS)


def add(c: Connection, conversation: str, at: datetime, serial: str, contract: str) -> None:
    """One more wrong pair."""
    row = {"conversation": conversation, "at": at, "serial_key": key(serial), "contract_key": key(contract)}
    c.execute(insert(refusal).values(row))


def tries_left(c: Connection, conversation: str, now: datetime) -> int:
    """How many different pairs may still be tried."""
    used = c.execute(_COUNT, {"conversation": conversation, "since": now - WITHIN}).scalar_one()
    return max(TRIES - int(used), 0)
