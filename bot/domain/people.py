"""People and whose data each of them may see."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to the service: `caller` is an authorised representative (docs/terminy.md S07)."""

    CALLER = "caller"
    PARTNER = "partner"
    ENGINEER = "engineer"
    MANAGER = "manager"

    @property
    def is_staff(self) -> bool:
        """Engineers and managers belong to the service itself."""
        return self in (Role.ENGINEER, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose data somebody may see; an account that is not linked to a person has no scope (None)."""

    role: Role
    organisation: str = ""

    def sees(self, customer: str, partner: str) -> bool:
        """May the contract of this customer, sold by this partner, be seen? An empty organisation sees nothing."""
        if self.role.is_staff:
            return True
        owner = partner if self.role is Role.PARTNER else customer
        return bool(self.organisation) and owner == self.organisation


def dialled(phone: str) -> str:
    """A phone number as it is dialled: nine digits of a Polish one, whatever the spaces, +48 or 0048."""
    digits = re.sub(r"[^\d+]", "", phone)
    return re.sub(r"^(?:\+|00)48(?=\d{9}$)", "", digits)


def spaced(number: str) -> str:
    """A phone number in groups of three, as it is read aloud."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 9 and number.isdigit() else number


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register; `organisation` is a customer, a partner, or empty for staff."""

    id: str
    name: str
    role: Role
    organisation: str = ""
    email: str = ""
    phone: str = ""

    @property
    def scope(self) -> Scope:
        """What this person may see."""
        return Scope(self.role, self.organisation)
