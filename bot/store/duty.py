"""Who is on duty at a moment: the duty calendar, or every engineer when it names nobody."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select

from bot.channel import Mention
from bot.domain.people import Person, Role
from bot.store.register import person_in
from bot.store.tables import account, duty
from bot.store.tables import person as people

_STAFF = select(people).where(people.c.role == bindparam("role"), people.c.ended_at.is_(None)).order_by(people.c.id)
_ON_DUTY = (
    select(people)
    .join(duty, duty.c.person == people.c.id)
    .where(
        duty.c.starts_at <= bindparam("at"),
        duty.c.ends_at > bindparam("at"),
        or_(duty.c.vendor == "", duty.c.vendor == bindparam("vendor")),
        people.c.ended_at.is_(None),
    )
    .order_by(people.c.id)
    .distinct()
)
_ACCOUNTS = select(account).where(account.c.person == bindparam("person"), account.c.ended_at.is_(None))
_CALLED = (
    select(people.c.id, people.c.name, func.min(account.c.channel_user).label("user"))
    .outerjoin(
        account,
        (account.c.person == people.c.id)
        & (account.c.channel == bindparam("channel"))
        & account.c.ended_at.is_(None)
        & people.c.ended_at.is_(None),
    )
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
    .group_by(people.c.id, people.c.name)
)
_NOW = (
    select(people, duty.c.vendor, duty.c.ends_at)
    .join(duty, duty.c.person == people.c.id)
    .where(duty.c.starts_at <= bindparam("at"), duty.c.ends_at > bindparam("at"), people.c.ended_at.is_(None))
    .order_by(duty.c.vendor, people.c.name)
)
_ROWS = select(duty.c.person, duty.c.vendor, duty.c.starts_at, duty.c.ends_at)
Row = tuple[str, str, datetime, datetime]
"""Person, vendor or nothing for both, from, to."""


def on_duty(c: Connection, at: datetime, vendor: str | None) -> tuple[Person, ...]:
    """Whoever the calendar names for this moment and maker; with nobody named, every engineer."""
    named = tuple(person_in(row) for row in c.execute(_ON_DUTY, {"at": at, "vendor": vendor or ""}))
    return named or staff(c, Role.ENGINEER)


def now(c: Connection, at: datetime) -> list[tuple[Person, str, datetime]]:
    """Who the calendar names at this moment, for which maker („” both) and until when."""
    return [(person_in(row), row.vendor, row.ends_at) for row in c.execute(_NOW, {"at": at})]


def everything(c: Connection) -> set[Row]:
    """The whole calendar."""
    return {(row.person, row.vendor, row.starts_at, row.ends_at) for row in c.execute(_ROWS)}


def replace(c: Connection, rows: Collection[Row]) -> None:
    """The calendar is this from now on."""
    if everything(c) == set(rows):
        return
    c.execute(delete(duty))
    if rows:
        names = ("person", "vendor", "starts_at", "ends_at")
        c.execute(insert(duty), [dict(zip(names, row, strict=True)) for row in rows])


def staff(c: Connection, role: Role) -> tuple[Person, ...]:
    """Everybody with this role, by id."""
    return tuple(person_in(row) for row in c.execute(_STAFF, {"role": str(role)}))


def accounts(c: Connection, person: str) -> dict[str, str]:
    """The person's accounts: channel and the account in it."""
    return {row.channel: row.channel_user for row in c.execute(_ACCOUNTS, {"person": person})}


def called(c: Connection, people_ids: Collection[str], channel: str) -> tuple[Mention, ...]:
    """These people as they are called in a channel, in this order; an account in another channel calls nobody."""
    if not people_ids:
        return ()
    known = {
        row.id: Mention(row.name, row.user or "")
        for row in c.execute(_CALLED, {"ids": list(people_ids), "channel": channel})
    }
    return tuple(known[one] for one in people_ids if one in known)
