"""Conversations as rows: whose they are, and the state the engine keeps."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.store.tables import Found
from bot.store.tables import case as cases
from bot.store.tables import conversation as conversations
from bot.store.tables import file as files
from bot.store.tables import message as messages

_ONE = select(conversations).where(conversations.c.id == bindparam("key"))


def state(c: Connection, conversation: str) -> dict[str, Any] | None:
    """The engine's state of a conversation; None when it has never spoken."""
    row = c.execute(_ONE, {"key": conversation}).one_or_none()
    return dict(row.state) if row else None


def one(c: Connection, conversation: str) -> Found | None:
    """The row of a conversation: channel, user, person, state."""
    return c.execute(_ONE, {"key": conversation}).one_or_none()


def of_person(c: Connection, person: str) -> list[Found]:
    """The conversations that this person held last as themselves, the one talked in last first; none by mail."""
    theirs = select(conversations).where(conversations.c.person == person, conversations.c.channel != "mail")
    return list(c.execute(theirs.order_by(conversations.c.updated_at.desc(), conversations.c.id)))


def forget(c: Connection, conversation: str) -> None:
    """Delete what was said and sent since the last case of this conversation: a report that was never made."""
    last = select(func.max(cases.c.opened_at)).where(cases.c.conversation == conversation)
    since = c.execute(last).scalar()
    of_none = (messages.c.conversation == conversation, messages.c.case_number.is_(None))
    stale = of_none if since is None else (*of_none, messages.c.at > since)
    ids = select(messages.c.id).where(*stale)
    c.execute(delete(files).where(files.c.message.in_(ids), files.c.case_number.is_(None)))
    kept = select(files.c.message).where(files.c.message.is_not(None))
    c.execute(delete(messages).where(*stale, messages.c.id.not_in(kept)))


def save(c: Connection, conversation: str, person: str | None, state: dict[str, Any], at: datetime) -> None:
    """The state after a turn, and who was speaking."""
    known = update(conversations).where(conversations.c.id == conversation)
    c.execute(known.values(person=person, state=state, updated_at=at))


def open_for(c: Connection, conversation: str, channel: str, user: str, at: datetime) -> None:
    """Make sure the conversation has its row, so that it can be locked and written to."""
    if not c.execute(_ONE, {"key": conversation}).one_or_none():
        c.execute(insert(conversations).values(id=conversation, channel=channel, user=user, state={}, updated_at=at))


def everything(c: Connection) -> list[tuple[str, str, str | None, dict[str, Any]]]:
    """Every conversation: id, account, person and state, by id."""
    rows = c.execute(select(conversations).order_by(conversations.c.id))
    return [(r.id, r.user, r.person, dict(r.state)) for r in rows]
