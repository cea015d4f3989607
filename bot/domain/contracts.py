"""Contracts, devices and the entitlement check: is this device, on this contract, served by us today?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.catalogue import CATALOGUE
from bot.domain.people import Scope
from bot.domain.serials import key as serial_key

EXTREMEWORKS = "extreme.extremeworks"
"""The maker's own contract: known to the register only to be handed over (docs/terminy.md R26)."""


def contract_key(number: str) -> str:
    """Comparison form of a contract number: no case, spaces or separators."""
    return serial_key(number)


@dataclass(frozen=True, slots=True)
class Cover:
    """One row of a contract: one service for one customer, from and to inclusive local (Warsaw) dates."""

    contract: str
    customer: str
    service: str
    valid_from: date
    valid_to: date
    partner: str = ""

    @property
    def key(self) -> str:
        """Comparison form of the contract number."""
        return contract_key(self.contract)

    def active(self, today: date) -> bool:
        """Valid on this local date?"""
        return self.valid_from <= today <= self.valid_to


@dataclass(frozen=True, slots=True)
class Device:
    """A device and the contract rows that apply to it; no rows at all means warranty only."""

    serial: str
    vendor: str
    model: str
    site: str = ""
    address: str = ""
    covers: tuple[Cover, ...] = ()

    @property
    def contracts(self) -> tuple[str, ...]:
        """Its contract numbers as printed, each once."""
        return tuple(dict.fromkeys(c.contract for c in self.covers))

    @property
    def place(self) -> str | None:
        """Where it stands, as far as the register says."""
        return ", ".join(filter(None, (self.site, self.address))) or None

    def within(self, scope: Scope) -> "Device":
        """The device as this person may see it: with the rows of their scope."""
        return self if scope.role.is_staff else self.seen(c for c in self.covers if scope.sees(c.customer, c.partner))

    def seen(self, covers: Iterable[Cover]) -> "Device":
        """The device for somebody who may see only these rows: a place shared with other customers is left out."""
        shown = tuple(covers)
        strangers = {c.customer for c in self.covers} - {c.customer for c in shown}
        if strangers or not shown:
            return replace(self, site="", address="", covers=shown)
        return replace(self, covers=shown)


@dataclass(frozen=True, slots=True)
class Register:
    """What one turn knows of the register: whatever was named in it, unfiltered, and the person's own devices.

    `devices` (one's own among them) by serial key, `contracts` (the rows of each) by contract key; these two may
    hold other organisations' data and are for `entitle` only. `own` is what the person may be shown, `own_count`
    how many there are (of more than a thousand: a thousand or so).
    """

    devices: Mapping[str, Device] = field(default_factory=dict)
    contracts: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)
    own: tuple[Device, ...] = ()
    own_count: int = 0


class Outcome(StrEnum):
    """Every answer of the entitlement check; each has its own path in the conversation."""

    COVERED = "covered"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    DEVICE_NOT_ON_CONTRACT = "device_not_on_contract"
    DEVICE_UNKNOWN = "device_unknown"
    CONTRACT_UNKNOWN = "contract_unknown"
    HICARE = "hicare"
    WARRANTY_ONLY = "warranty_only"
    EXTREMEWORKS = "extremeworks"
    MISMATCH = "mismatch"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The answer, holding only what the asker may be told.

    `contract` as printed; `covers` the active rows that count, the stated contract first, each service once;
    `offers` the other contracts of the device when the stated one is wrong; the dates are those of the contract
    named by an expired or not yet valid answer.
    """

    outcome: Outcome
    device: Device | None = None
    contract: str | None = None
    customer: str | None = None
    covers: tuple[Cover, ...] = ()
    offers: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def services(self) -> tuple[str, ...]:
        """Ids of the services that count."""
        return tuple(c.service for c in self.covers)

    @property
    def support_only(self) -> bool:
        """Covered for support alone, like TAC & OS Support: no hardware may be promised (docs/terminy.md section 2)."""
        return self.outcome is Outcome.COVERED and not any(map(_brings_hardware, self.services))


def entitle(
    serial: str | None, contract: str | None, register: Register, scope: Scope | None, today: date
) -> Entitlement:
    """What this device on this contract is entitled to, for somebody who may see `scope` (None: not linked).

    Somebody else's device or contract gives the very same answer as one that does not exist.
    """
    if not serial or (scope is None and not contract):
        return Entitlement(Outcome.INCOMPLETE)
    device = register.devices.get(serial_key(serial))
    stated = contract_key(contract or "")
    if scope is None:
        return _by_pair(device, stated, today)
    return _in_scope(device, stated, register, scope, today)


def _by_pair(device: Device | None, stated: str, today: date) -> Entitlement:
    """Without a link the pair is the proof, and it proves no more than it says.

    An active pair opens the device's other active rows of the same customer. A lapsed or future pair is judged
    alone, without customer or place: whoever holds it knows the contract's dates, but the device may have
    changed hands since, and what else covers it is not theirs to learn.
    """
    named = [c for c in device.covers if c.key == stated] if device else []
    if not device or not named:
        return Entitlement(Outcome.MISMATCH)
    if any(c.active(today) for c in named):
        rows = [c for c in device.covers if c.customer == named[0].customer]
        return _judge(device.seen(rows), rows, stated, today)
    return replace(_judge(device.seen(()), named, stated, today), customer=None)


def _in_scope(device: Device | None, stated: str, register: Register, scope: Scope, today: date) -> Entitlement:
    """A linked person: the device's own contracts decide, the stated one only has to be among them."""
    shown = device.within(scope) if device else None
    if not device or not shown or (device.covers and not shown.covers):
        return Entitlement(Outcome.DEVICE_UNKNOWN)
    known = [c for c in register.contracts.get(stated, ()) if scope.sees(c.customer, c.partner)]
    if stated and not known:
        return Entitlement(Outcome.CONTRACT_UNKNOWN, shown, offers=shown.contracts)
    if stated and all(c.key != stated for c in shown.covers):
        wrong = Outcome.DEVICE_NOT_ON_CONTRACT
        return Entitlement(wrong, shown, known[0].contract, known[0].customer, offers=shown.contracts)
    if not shown.covers:
        return Entitlement(Outcome.WARRANTY_ONLY, shown)
    return _judge(shown, shown.covers, stated, today)


def _judge(device: Device, rows: Iterable[Cover], stated: str, today: date) -> Entitlement:
    """The answer of contract rows that may all be seen, the stated contract's first."""
    rows = sorted(rows, key=lambda c: (c.key != stated, c.key, c.service))
    active = [c for c in rows if c.active(today)]
    ours = [c for c in active if _route(c) is Outcome.COVERED]
    if not active:
        return _out_of_time(device, [c for c in rows if c.key == stated] or rows, today)
    first = (ours or active)[0]
    counted: dict[str, Cover] = {}
    for cover in (c for c in ours or active if c.customer == first.customer):
        counted.setdefault(cover.service, cover)
    return Entitlement(_route(first), device, first.contract, first.customer, tuple(counted.values()))


def _out_of_time(device: Device, rows: Iterable[Cover], today: date) -> Entitlement:
    """Nothing is active: the contract that starts soonest, else the one that ended last."""
    future = [c for c in rows if today < c.valid_from]
    outcome = Outcome.NOT_YET_VALID if future else Outcome.EXPIRED
    one = min(future, key=lambda c: c.valid_from) if future else max(rows, key=lambda c: c.valid_to)
    return Entitlement(outcome, device, one.contract, one.customer, (), (), one.valid_from, one.valid_to)


def _route(cover: Cover) -> Outcome:
    """Whose service an active row is: ours, Huawei's HiCare (docs/terminy.md R23) or ExtremeWorks (R26)."""
    if cover.service == EXTREMEWORKS:
        return Outcome.EXTREMEWORKS
    return Outcome.HICARE if CATALOGUE.services[cover.service].handled_by else Outcome.COVERED


def _brings_hardware(service: str) -> bool:
    rules = CATALOGUE.services[service].rules
    return any(rule.dispatch or rule.delivery or rule.onsite for rule in rules)
