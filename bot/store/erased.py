"""Who was erased, as keyed hashes: enough to recognise them again, and nothing to recognise them by."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.store.tables import erased


def known(c: Connection) -> frozenset[str]:
    """Every mark."""
    return frozenset(c.execute(select(erased.c.mark)).scalars())


def add(c: Connection, marks: Collection[str], at: datetime) -> None:
    """These too, from now on."""
    if new := set(marks) - known(c):
        c.execute(insert(erased), [{"mark": mark, "at": at} for mark in sorted(new)])
