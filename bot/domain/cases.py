"""A case and everything that may happen to it: each change takes a case and gives the new one with its event."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain import sla
from bot.domain.clocks import Clock, meet, running
from bot.domain.contracts import Entitlement, Outcome

UNPROVEN = frozenset(
    {
        Outcome.NOT_YET_VALID,
        Outcome.EXPIRED,
        Outcome.DEVICE_NOT_ON_CONTRACT,
        Outcome.DEVICE_UNKNOWN,
        Outcome.CONTRACT_UNKNOWN,
        Outcome.EXTREMEWORKS,
        Outcome.MISMATCH,
        Outcome.INCOMPLETE,
    }
)
"""Outcomes with which a case is opened „uprawnienie niezweryfikowane” (docs/terminy.md R04)."""
ENDED = frozenset({"rejected", "closed", "withdrawn"})
PRIORITIES = ("P1", "P2", "P3", "P4")


class Refused(Exception):
    """The change is not possible now; `key` names the text that says why, `words` fill it."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key, self.words = key, words


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a case: recorded `at`, by whom; `data` holds e.g. the moment said, when it is another."""

    event: str
    at: datetime
    who: str | None = None
    reason: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A reported fault. `priority` comes from the impact questions or an engineer, `priority_stated` from the caller.

    `tried`: articles tried, with their result; `findings`: what was read from evidence; `entitlement` an `Outcome`.
    """

    number: int
    submitted_at: datetime
    priority: str
    symptom: str
    entitlement: str
    conversation: str = ""
    state: str = "opened"
    priority_stated: str | None = None
    owner: str | None = None
    owner_name: str = ""
    confirmed_at: datetime | None = None
    customer: str | None = None
    contract: str | None = None
    serial: str | None = None
    vendor: str | None = None
    model: str | None = None
    services: tuple[str, ...] = ()
    reporter: str | None = None
    reporter_name: str = ""
    phone: str | None = None
    contact: str = ""
    site: str | None = None
    logs: str = ""
    incomplete: bool = False
    missing: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether the entitlement is settled."""
        return self.entitlement not in UNPROVEN

    @property
    def open(self) -> bool:
        """Still somebody's work."""
        return self.state not in ENDED

    @property
    def urgency(self) -> str:
        """The more urgent of the two priorities: clocks follow it until an engineer decides (earlier is safer)."""
        return min(self.priority, self.priority_stated or self.priority)

    @property
    def next_due(self) -> datetime | None:
        """The earliest deadline that somebody still has to meet."""
        return min((c.due for c in self.clocks if c.waiting), default=None)

    def due(self, kind: str) -> datetime | None:
        """The earliest deadline of this kind over all services."""
        dues = [c.due for c in self.clocks if c.kind == kind and c.state != "cancelled"]
        return min(dues) if dues else None

    def return_due(self) -> datetime | None:
        """When the broken device must be back; from the promise while nothing is delivered (docs/terminy.md R22)."""
        if known := self.due("return"):
            return known
        at, confirmed = self.submitted_at, self.confirmed_at
        found = (sla.deadlines(s, self.urgency, at, confirmed).return_ for s in self.services if confirmed)
        return min((due.due for due in found if due), default=None)


Change = tuple[Case, Event]


def open_case(case: Case, at: datetime) -> Change:
    """A new case with its reaction clocks, one for each service (docs/terminy.md S07, S08, R33)."""
    return replace(case, clocks=_reactions(case)), Event("opened", at, case.reporter)


def take(case: Case, who: str, name: str, at: datetime) -> Change:
    """One owner; whoever comes second is told who is first."""
    _must_be_open(case)
    if case.owner == who:
        raise Refused("already_yours", number=str(case.number))
    if case.owner:
        raise Refused("taken_by", number=str(case.number), owner=case.owner_name)
    state = "taken" if case.state == "opened" else case.state
    return replace(case, owner=who, owner_name=name, state=state), Event("taken", at, who)


def contact(case: Case, who: str, at: datetime, moment: datetime | None = None) -> Change:
    """The engineer spoke with the reporter: this alone stops the reaction clock (docs/terminy.md S07)."""
    _must_work_on(case, who)
    moment = moment or at
    if moment > at:
        raise Refused("future", number=str(case.number))
    if moment < case.submitted_at:
        raise Refused("before_submission", number=str(case.number))
    if not any(running(c, "reaction") for c in case.clocks):
        raise Refused("already_contacted", number=str(case.number))
    state = "contacted" if case.state in ("opened", "taken") else case.state
    return (
        replace(case, clocks=meet(case.clocks, "reaction", moment), state=state),
        Event("contacted", at, who, data={"moment": moment.isoformat()}),
    )


def confirm(case: Case, who: str, at: datetime) -> Change:
    """The fault is justified: delivery and presence clocks start (docs/terminy.md S11, S12)."""
    _must_work_on(case, who)
    if case.confirmed_at:
        raise Refused("already_confirmed", number=str(case.number))
    if not case.verified:
        raise Refused("unverified", number=str(case.number))
    clocks = (*case.clocks, *_promises(case, at))
    return replace(case, confirmed_at=at, state="confirmed", clocks=clocks), Event("confirmed", at, who)


def reject(case: Case, who: str, reason: str, at: datetime) -> Change:
    """Not justified, with a reason the caller is told; telling it is the engineer's contact."""
    _must_work_on(case, who)
    if not reason.strip():
        raise Refused("reason_needed", number=str(case.number))
    clocks = tuple(replace(c, state="cancelled") if c.state == "running" else c for c in _met(case, at))
    return replace(case, state="rejected", clocks=clocks), Event("rejected", at, who, reason.strip())


def message(case: Case, who: str, text: str, at: datetime) -> Change:
    """An engineer's words relayed to the caller, of an ended case too; the first ones stop the reaction clock."""
    _must_own(case, who)
    state = "contacted" if case.state in ("opened", "taken") else case.state
    return replace(case, state=state, clocks=_met(case, at)), Event("message", at, who, text)


def set_priority(case: Case, who: str, priority: str, at: datetime) -> Change:
    """An engineer's priority: a raise gives a new reaction clock (R34), after confirmation promises move (R27)."""
    _must_work_on(case, who)
    if priority not in PRIORITIES:
        raise Refused("bad_priority", number=str(case.number))
    if priority == case.priority == case.urgency:
        raise Refused("same_priority", number=str(case.number), priority=priority)
    changed = replace(case, priority=priority, priority_stated=None)
    kept = {c.label: c.due.isoformat() for c in case.clocks if c.state == "running"}
    data = {"from": case.urgency, "to": priority, "dues": kept, "stated": case.priority_stated}
    return replace(changed, clocks=_reprioritised(case, changed, at)), Event("priority", at, who, priority, data)


def set_contract(case: Case, who: str, found: Entitlement, at: datetime) -> Change:
    """An engineer settles the contract: the reaction is counted anew from the same submission (R33)."""
    _must_work_on(case, who)
    if found.outcome is not Outcome.COVERED:
        raise Refused("contract_not_active", number=str(case.number))
    if case.confirmed_at:
        raise Refused("already_confirmed", number=str(case.number))
    device = found.device
    settled = replace(
        case,
        entitlement=str(Outcome.COVERED),
        contract=found.contract,
        customer=found.customer,
        services=found.services,
        serial=device.serial if device else case.serial,
        vendor=device.vendor if device else case.vendor,
        model=device.model if device else case.model,
    )
    met = [c.met_at for c in case.clocks if c.kind == "reaction" and c.met_at]
    clocks = _reactions(settled)
    clocks = meet(clocks, "reaction", min(met)) if met else clocks
    data = {"was": case.entitlement, "contract": case.contract}
    return replace(settled, clocks=clocks), Event("contract", at, who, found.contract, data)


def missed(case: Case, at: datetime) -> Change | None:
    """Clocks whose time has run out are marked; None when there is none."""
    late = [c for c in case.clocks if c.state == "running" and c.due < at]
    if not late:
        return None
    clocks = tuple(replace(c, state="missed") if c in late else c for c in case.clocks)
    return replace(case, clocks=clocks), Event("deadline_missed", at, data={"clocks": [c.label for c in late]})


def _must_be_open(case: Case) -> None:
    if not case.open:
        raise Refused("ended", number=str(case.number))


def _must_work_on(case: Case, who: str) -> None:
    _must_be_open(case)
    _must_own(case, who)


def _must_own(case: Case, who: str) -> None:
    """Only the owner changes a case; of a case nobody has taken, whoever acts is told to take it first."""
    if case.owner is None:
        raise Refused("take_first", number=str(case.number))
    if case.owner != who:
        raise Refused("taken_by", number=str(case.number), owner=case.owner_name)


def _reactions(case: Case) -> tuple[Clock, ...]:
    """A clock for each service that promises a reaction; the safe one while the service is unknown."""
    if not case.verified:
        return (Clock.of(sla.reaction_unknown_service(case.submitted_at)),)
    dues = (sla.reaction(service, case.urgency, case.submitted_at) for service in case.services)
    return tuple(Clock.of(due) for due in dues if due)


def _promises(case: Case, at: datetime) -> tuple[Clock, ...]:
    return tuple(Clock.of(due) for service in case.services for due in sla.promises(service, case.urgency, at))


def _met(case: Case, at: datetime) -> tuple[Clock, ...]:
    return meet(case.clocks, "reaction", at)


def _reprioritised(before: Case, after: Case, at: datetime) -> tuple[Clock, ...]:
    """Running reactions raised but never put off, promises counted anew from the same confirmation."""
    kept = tuple(_raised(c, before, after, at) for c in before.clocks if c.kind == "reaction")
    promised = _promises(after, after.confirmed_at) if after.confirmed_at else ()
    return (*kept, *promised)


def _raised(clock: Clock, before: Case, after: Case, at: datetime) -> Clock:
    if clock.state != "running" or not clock.service or after.urgency >= before.urgency:
        return clock
    raised = sla.reaction_raised(clock.service, after.urgency, at, clock.due)
    return Clock.of(raised) if raised else clock
