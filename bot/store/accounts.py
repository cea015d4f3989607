"""Accounts of people in channels as rows: linked by an import or in the product, and ended, never deleted."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from bot.domain.people import Person
from bot.store.register import person_in
from bot.store.tables import account, conversation, session
from bot.store.tables import person as people

_THIS = and_(account.c.channel == bindparam("on"), account.c.channel_user == bindparam("known_as"))
_LINKED = select(account.c.person).where(_THIS, account.c.ended_at.is_(None))
_KNOWN = select(account.c.person).where(_THIS)
_SET = update(account).where(_THIS)
_OF_PERSON = (
    select(account.c.channel, account.c.channel_user)
    .where(account.c.person == bindparam("whom"), account.c.ended_at.is_(None))
    .order_by(account.c.linked_at, account.c.channel, account.c.channel_user)
)
_NAMED = select(people).where(
    people.c.ended_at.is_(None),
    (people.c.id == bindparam("name")) | (func.lower(people.c.email) == func.lower(bindparam("name"))),
)
_END_SESSIONS = session.delete().where(session.c.person == bindparam("whom"), session.c.kind == "guest")


def link(c: Connection, channel: str, user: str, person: str, at: datetime) -> None:
    """From now on this account is the person's; one that was unlinked may be linked again, to anybody."""
    this = {"on": channel, "known_as": user}
    if c.execute(_KNOWN, this).scalar() is None:
        row = {"channel": channel, "channel_user": user, "person": person, "linked_at": at}
        c.execute(insert(account).values(row))
    else:
        c.execute(_SET.values(person=person, linked_at=at, ended_at=None, imported=False), this)


def unlink(c: Connection, channel: str, user: str, at: datetime) -> str | None:
    """The account is nobody's any more, in no browser and in no conversation either; returns whose it was."""
    this = {"on": channel, "known_as": user}
    person: str | None = c.execute(_LINKED, this).scalar()
    if person:
        c.execute(_SET.values(ended_at=at), this)
        talk = update(conversation).where(conversation.c.id == f"{channel}:{user}")
        c.execute(talk.values(person=None))
        if channel == "web":
            c.execute(_END_SESSIONS, {"whom": person})
    return person


def linked(c: Connection, channel: str, user: str) -> str | None:
    """Whose account this is."""
    return c.execute(_LINKED, {"on": channel, "known_as": user}).scalar()


def of_person(c: Connection, person: str) -> list[str]:
    """The person's accounts as conversations, `channel:user`, the oldest first."""
    return [f"{row.channel}:{row.channel_user}" for row in c.execute(_OF_PERSON, {"whom": person})]


def named(c: Connection, name: str) -> Person | None:
    """The person with this id or e-mail address; None when there is none, or more than one."""
    found = c.execute(_NAMED, {"name": name}).all()
    return person_in(found[0]) if len(found) == 1 else None
