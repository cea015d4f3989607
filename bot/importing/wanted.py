"""The register as the operator's files want it: what is kept of each row, by its key in the store."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.people import Role
from bot.importing.reading import Row


class ContractRow(NamedTuple):
    """What is kept of a contract and service."""

    number: str
    customer: str
    valid_from: date
    valid_to: date
    partner: str
    note: str


class DeviceRow(NamedTuple):
    """What is kept of a serial number."""

    serial: str
    vendor: str
    model: str
    site: str
    address: str


class CoverRow(NamedTuple):
    """Nothing is kept of a device on a contract but that it is there."""


class PersonRow(NamedTuple):
    """What is kept of a person."""

    name: str
    role: str
    organisation: str
    email: str
    phone: str


class AccountRow(NamedTuple):
    """Whose an account is."""

    person: str


class DutyRow(NamedTuple):
    """One person on duty from a moment to another; an empty vendor means both."""

    person: str
    vendor: str
    starts_at: datetime
    ends_at: datetime


@dataclass(slots=True)
class Wanted:
    """The register as the files want it, each part by its key in the store; and where each person and account stands.

    `duty` is the whole duty calendar; None leaves the one of the store as it is.
    """

    contracts: dict[tuple[str, ...], ContractRow] = field(default_factory=dict)
    devices: dict[tuple[str, ...], DeviceRow] = field(default_factory=dict)
    covers: dict[tuple[str, ...], CoverRow] = field(default_factory=dict)
    people: dict[tuple[str, ...], PersonRow] = field(default_factory=dict)
    people_rows: dict[str, Row] = field(default_factory=dict)
    accounts: dict[tuple[str, ...], AccountRow] = field(default_factory=dict)
    account_rows: dict[tuple[str, ...], Row] = field(default_factory=dict)
    duty: list[DutyRow] | None = None

    def oddities(self) -> list[str]:
        """What is allowed and yet looks like a mistake, in Polish."""
        people = self.people.values()
        customers, partners = (
            {p.organisation for p in people if p.role == role} for role in (Role.CALLER, Role.PARTNER)
        )
        lonely = customers - {c.customer for c in self.contracts.values()}
        lonely |= partners - {c.partner for c in self.contracts.values()}
        emails = Counter(p.email.casefold() for p in people if p.email)
        return [
            *(f"organizacja „{name}” nie ma żadnej umowy" for name in sorted(lonely)),
            *(f"adres {email} ma więcej niż jedna osoba" for email, owners in sorted(emails.items()) if owners > 1),
        ]
