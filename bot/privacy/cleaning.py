"""The nightly cleaning: what is over goes, what went is told in numbers, and the end of the audit is logged."""

import logging
from datetime import datetime

from sqlalchemy import Connection

from bot.privacy.erasing import Erased
from bot.store import audit, retention
from bot.store.retention import Keep

log = logging.getLogger("dyspozytor.audit")


def cleaning(c: Connection, keep: Keep, now: datetime) -> None:
    """One night; the wake-up that brought it is forgotten in the same transaction, so it is done exactly once.

    The anchor in the log lies outside the database: with it a chain cut off at its end is found.
    """
    done = retention.clean(c, keep, now)
    retention.again(c, now)
    number, link = audit.head(c)
    log.info("Sprzątanie nocne. %s Kotwica audytu: %d:%s", " ".join(str(Erased(done)).splitlines()), number, link)
