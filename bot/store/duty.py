"""Who is on duty at a moment: the duty calendar, or every engineer when it names nobody."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from bot.domain.people import Person, Role
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


def on_duty(c: Connection, at: datetime, vendor: str | None) -> tuple[Person, ...]:
    """Whoever the calendar names for this moment and maker; with nobody named, every engineer."""
    named = tuple(_person(row) for row in c.execute(_ON_DUTY, {"at": at, "vendor": vendor or ""}))
    return named or staff(c, Role.ENGINEER)


def staff(c: Connection, role: Role) -> tuple[Person, ...]:
    """Everybody with this role, by id."""
    return tuple(_person(row) for row in c.execute(_STAFF, {"role": str(role)}))


def accounts(c: Connection, person: str) -> dict[str, str]:
    """The person's accounts: channel and the account in it."""
    return {row.channel: row.channel_user for row in c.execute(_ACCOUNTS, {"person": person})}


def _person(row) -> Person:  # type: ignore[no-untyped-def]
    return Person(row.id, row.name, Role(row.role), row.organisation, row.email, row.phone)
