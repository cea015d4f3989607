"""Which articles were offered in which conversation, and what came of each: kept without personal data."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from bot.store.tables import Found, hint

WITHIN = timedelta(days=1)
"""An article is not offered again in the same conversation before so long."""


def offered(c: Connection, conversation: str, runs: Collection[int], now: datetime) -> dict[str, str]:
    """Topic -> what it was offered about, „” when in another run; of these runs whenever, of others within a day."""
    recent = or_(hint.c.at > now - WITHIN, hint.c.run.in_(runs))
    asked = select(hint.c.topic, hint.c.run, hint.c.about).where(
        hint.c.conversation == conversation, hint.c.topic != "", recent
    )
    return {row.topic: row.about if row.run in runs else "" for row in c.execute(asked.order_by(hint.c.id))}


def record(
    c: Connection,
    conversation: str,
    run: int,
    at: datetime,
    *,
    topic: str,
    about: str,
    question: str,
    vendor: str | None,
    result: str | None,
) -> None:
    """An article offered is a new row once a run; a result is written to the row of its offer."""
    same = (hint.c.conversation == conversation, hint.c.topic == topic, hint.c.about == about)
    last = c.execute(select(hint).where(*same).order_by(hint.c.id.desc()).limit(1)).first()
    if last and result:
        c.execute(update(hint).where(hint.c.id == last.id).values(result=result))
    elif not last or last.run != run:
        row = {"conversation": conversation, "run": run, "at": at, "topic": topic, "about": about}
        c.execute(insert(hint).values(**row, question=question, vendor=vendor, result=result))


def since(c: Connection, start: datetime) -> list[Found]:
    """Every row from a moment on, in order: topic, result, question, vendor, at."""
    columns = (hint.c.topic, hint.c.result, hint.c.question, hint.c.vendor, hint.c.at)
    return list(c.execute(select(*columns).where(hint.c.at >= start).order_by(hint.c.id)))
