"""The five parts of the register: how each lies in the store and how a row of it is shown to the operator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import Table

from bot.importing.wanted import AccountRow, ContractRow, CoverRow, DeviceRow, PersonRow, Wanted
from bot.store import tables

Key = tuple[str, ...]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its Polish name, where its rows are, and which columns find a row (`key`) or say something."""

    title: str
    of: Callable[[Wanted], Mapping[Key, Row]]
    table: Table
    key: tuple[str, ...]
    says: tuple[str, ...]
    shown: Callable[[Key, Row], str]


def _contract(key: Key, row: Row) -> str:
    said = ContractRow._make(row)
    return f"{said.number}, {key[1]}, {said.customer}, {said.valid_from} – {said.valid_to}"


def _device(_: Key, row: Row) -> str:
    said = DeviceRow._make(row)
    return ", ".join(filter(None, (said.serial, said.model, said.site)))


def _cover(key: Key, _: Row) -> str:
    serial, contract = key
    return f"{serial}: {contract or 'sama gwarancja'}"


def _person(key: Key, row: Row) -> str:
    said = PersonRow._make(row)
    return ", ".join(filter(None, (*key, said.name, said.role, said.organisation)))


def _account(key: Key, row: Row) -> str:
    return f"{' '.join(key)}: {AccountRow._make(row).person}"


CONTRACTS = Part(
    "Usługi na umowach",
    attrgetter("contracts"),
    tables.contract,
    ("number_key", "service"),
    ContractRow._fields,
    _contract,
)
DEVICES = Part("Urządzenia", attrgetter("devices"), tables.device, ("serial_key",), DeviceRow._fields, _device)
COVERS = Part(
    "Urządzenia na umowach",
    attrgetter("covers"),
    tables.cover,
    ("serial_key", "contract_key"),
    CoverRow._fields,
    _cover,
)
PEOPLE = Part("Osoby", attrgetter("people"), tables.person, ("id",), PersonRow._fields, _person)
ACCOUNTS = Part(
    "Konta w kanałach",
    attrgetter("accounts"),
    tables.account,
    ("channel", "channel_user"),
    AccountRow._fields,
    _account,
)
PARTS = (CONTRACTS, DEVICES, COVERS, PEOPLE, ACCOUNTS)
"""In the order in which rows may refer to each other."""
