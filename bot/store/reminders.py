"""Which partner is to hear that a contract ends: who wants it, what was said already, each notice once."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.domain.contracts import Cover
from bot.domain.people import Person, Role
from bot.store.register import person_in
from bot.store.tables import contract, conversation, reminded, unreminded
from bot.store.tables import person as people

_PARTNERS = (
    select(people)
    .where(
        people.c.role == str(Role.PARTNER),
        people.c.ended_at.is_(None),
        people.c.id.not_in(select(unreminded.c.person)),
    )
    .order_by(people.c.id)
)
_ENDING = (
    select(
        contract.c.number, contract.c.customer, contract.c.service, contract.c.valid_from, contract.c.valid_to,
        contract.c.partner,
    )
    .where(
        contract.c.partner == bindparam("organisation"),
        contract.c.ended_at.is_(None),
        contract.c.valid_to.between(bindparam("first"), bindparam("last")),
    )
    .order_by(contract.c.valid_to, contract.c.customer, contract.c.number_key, contract.c.service)
)  # fmt: skip
_SAID = select(reminded.c.contract_key, reminded.c.valid_to, reminded.c.days).where(
    reminded.c.person == bindparam("person")
)
_LAST_TALK = (
    select(conversation.c.id)
    .where(conversation.c.person == bindparam("person"))
    .order_by(conversation.c.updated_at.desc(), conversation.c.id)
    .limit(1)
)


def partners(c: Connection) -> tuple[Person, ...]:
    """Everybody who looks after customers' contracts and has not said „nie przypominaj”."""
    return tuple(person_in(row) for row in c.execute(_PARTNERS))


def ending(c: Connection, organisation: str, first: date, last: date) -> tuple[Cover, ...]:
    """The contract rows of this partner whose last day is one of these."""
    return tuple(
        Cover(*row) for row in c.execute(_ENDING, {"organisation": organisation, "first": first, "last": last})
    )


def said(c: Connection, person: str) -> set[tuple[str, date, int]]:
    """What the person was told: contract key, its last day, and which notice."""
    return {(row.contract_key, row.valid_to, row.days) for row in c.execute(_SAID, {"person": person})}


def told(c: Connection, person: str, at: datetime, notices: Iterable[tuple[str, date, int]]) -> None:
    """They are told now, in this transaction."""
    rows = [
        {"person": person, "contract_key": key, "valid_to": day, "days": days, "at": at} for key, day, days in notices
    ]
    c.execute(insert(reminded), rows)


def want(c: Connection, person: str, wanted: bool, at: datetime) -> None:
    """„Przypominaj” or „nie przypominaj”."""
    c.execute(delete(unreminded).where(unreminded.c.person == person))
    if not wanted:
        c.execute(insert(unreminded).values(person=person, at=at))


def last_talk(c: Connection, person: str) -> str | None:
    """The conversation in which the person spoke last."""
    return c.execute(_LAST_TALK, {"person": person}).scalar()
