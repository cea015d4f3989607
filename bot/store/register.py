"""What a turn reads of the imported register: who is writing, and the devices and contracts it speaks of."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from bot.domain.contracts import Cover, Device, Register, contract_key
from bot.domain.people import Person, Role, Scope
from bot.domain.serials import key as serial_key
from bot.store.tables import Found, account, contract, cover, device
from bot.store.tables import person as people

Question = Select[*tuple[Any, ...]]

OWN = 50
"""So many of one's own devices or contract rows are read unless more are asked for."""
COUNTED = 1000
"""An organisation's own devices are looked for and counted among so many of its entries; beyond that they are many."""
ALL = 5000
"""So many when somebody asks about them all."""

_PERSON = (people.c.id, people.c.name, people.c.role, people.c.organisation, people.c.email, people.c.phone)
_DEVICE = (device.c.serial, device.c.vendor, device.c.model, device.c.site, device.c.address)
_COVER = (
    contract.c.number,
    contract.c.customer,
    contract.c.service,
    contract.c.valid_from,
    contract.c.valid_to,
    contract.c.partner,
)

_BY_ID = select(*_PERSON).where(people.c.id == bindparam("id"), people.c.ended_at.is_(None))
_BY_ACCOUNT = (
    select(*_PERSON)
    .join(account, account.c.person == people.c.id)
    .where(
        account.c.channel == bindparam("channel"),
        account.c.channel_user == bindparam("channel_user"),
        account.c.ended_at.is_(None),
        people.c.ended_at.is_(None),
    )
)
_CONTRACTS = (
    select(*_COVER)
    .where(contract.c.number_key.in_(bindparam("keys", expanding=True)), contract.c.ended_at.is_(None))
    .order_by(contract.c.number_key, contract.c.service)
)
_STANDS = and_(cover.c.serial_key == device.c.serial_key, cover.c.ended_at.is_(None))
_UNDER = and_(contract.c.number_key == cover.c.contract_key, contract.c.ended_at.is_(None))
_DEVICES = (  # a row per device and contract row; the latter's columns are empty when there is none
    select(*_DEVICE, *_COVER)
    .select_from(device.join(cover, _STANDS).outerjoin(contract, _UNDER))
    .where(device.c.serial_key.in_(bindparam("keys", expanding=True)), device.c.ended_at.is_(None))
    .order_by(device.c.site, device.c.serial_key, contract.c.number_key, contract.c.service)
)

_OWNER = {Role.CALLER: contract.c.customer, Role.PARTNER: contract.c.partner}
_MINE = {  # limited before anything is sorted, so that the largest organisation costs a turn no more than others
    role: select(cover.c.serial_key)
    .where(
        cover.c.contract_key.in_(
            select(contract.c.number_key).where(owner == bindparam("organisation"), contract.c.ended_at.is_(None))
        ),
        cover.c.ended_at.is_(None),
    )
    .limit(bindparam("among"))
    .subquery()
    for role, owner in _OWNER.items()
}
_MY_COUNT = {role: select(func.count(mine.c.serial_key.distinct())) for role, mine in _MINE.items()}
_MY_DEVICES = {
    role: select(device.c.serial_key)
    .where(device.c.serial_key.in_(select(mine.c.serial_key)))
    .order_by(device.c.site, device.c.serial_key)
    .limit(bindparam("limit"))
    for role, mine in _MINE.items()
}
_REPRESENTATIVES = (
    select(people.c.name)
    .where(people.c.organisation == bindparam("organisation"), people.c.role == "caller", people.c.ended_at.is_(None))
    .order_by(people.c.name)
)
_MY_CONTRACTS = {
    role: select(*_COVER)
    .where(owner == bindparam("organisation"), contract.c.ended_at.is_(None))
    .order_by(contract.c.customer, contract.c.number_key, contract.c.service)
    .limit(bindparam("limit"))
    for role, owner in _OWNER.items()
}


def person_of(c: Connection, channel: str, channel_user: str) -> Person | None:
    """Whose account this is; None when nobody's, or when the person has left the register."""
    return _person(c.execute(_BY_ACCOUNT, {"channel": channel, "channel_user": channel_user}).one_or_none())


def person(c: Connection, person_id: str) -> Person | None:
    """The person of that id, unless gone from the register."""
    return _person(c.execute(_BY_ID, {"id": person_id}).one_or_none())


def load(
    c: Connection, serials: Iterable[str], contracts: Iterable[str], scope: Scope | None, limit: int = OWN
) -> Register:
    """The register for one turn: the serials and contracts named in it, in any spelling, and one's own devices."""
    own = own_devices(c, scope, limit)
    known = (*own, *_devices(c, map(serial_key, serials)))  # one's own may be meant without its number
    return Register(
        {serial_key(found.serial): found for found in known},
        _contracts(c, map(contract_key, contracts)),
        own,
        count_own_devices(c, scope),
    )


def own_devices(c: Connection, scope: Scope | None, limit: int = OWN) -> tuple[Device, ...]:
    """The devices on this organisation's contracts, by site; of staff and of unlinked people none."""
    keys = (row.serial_key for row in _own(c, _MY_DEVICES, scope, limit=limit, among=max(limit, COUNTED)))
    return tuple(found.within(scope) for found in _devices(c, keys)) if scope else ()


def count_own_devices(c: Connection, scope: Scope | None) -> int:
    """How many devices `own_devices` would give without its limit; exact for an organisation of up to `COUNTED`."""
    return sum(row[0] for row in _own(c, _MY_COUNT, scope, among=COUNTED))


def own_contracts(c: Connection, scope: Scope | None, limit: int = OWN) -> tuple[Cover, ...]:
    """The contract rows of this organisation, by customer and number; of staff and of unlinked people none."""
    return tuple(Cover(*row) for row in _own(c, _MY_CONTRACTS, scope, limit=limit))


def representatives(c: Connection, scope: Scope | None) -> tuple[str, ...]:
    """Who may report for a customer, by name; nobody is told of another organisation's."""
    if scope is None or scope.role is not Role.CALLER or not scope.organisation:
        return ()
    return tuple(c.execute(_REPRESENTATIVES, {"organisation": scope.organisation}).scalars())


def _own(c: Connection, question: dict[Role, Question], scope: Scope | None, **more: int) -> Sequence[Found]:
    if not scope or not scope.organisation or scope.role not in question:
        return ()
    return c.execute(question[scope.role], {"organisation": scope.organisation, **more}).all()


def _named(c: Connection, question: Question, keys: Iterable[str]) -> Sequence[Found]:
    wanted = sorted(set(keys) - {""})
    return c.execute(question, {"keys": wanted}).all() if wanted else ()


def _devices(c: Connection, keys: Iterable[str]) -> list[Device]:
    groups = groupby(_named(c, _DEVICES, keys), lambda row: tuple(row[:5]))
    return [Device(*(*head, tuple(Cover(*row[5:]) for row in rows if row.number))) for head, rows in groups]


def _contracts(c: Connection, keys: Iterable[str]) -> dict[str, tuple[Cover, ...]]:
    covers = [Cover(*row) for row in _named(c, _CONTRACTS, keys)]
    return {key: tuple(rows) for key, rows in groupby(covers, lambda cover: cover.key)}


def person_in(row: Found) -> Person:
    """The person in a row of their table."""
    return Person(row.id, row.name, Role(row.role), row.organisation, row.email, row.phone)


def _person(row: Found | None) -> Person | None:
    return person_in(row) if row else None
