"""What is decided of a case: the fault is real or not, how urgent it is, on which contract it stands."""

from dataclasses import replace
from datetime import datetime

from bot.domain import agenda, sla
from bot.domain.cases import PRIORITIES, Case, Change, Event, Refused, must_be_open, must_work_on, reactions
from bot.domain.clocks import Clock, meet
from bot.domain.contracts import Entitlement, Outcome


def confirm(case: Case, who: str, at: datetime) -> Change:
    """The fault is justified: delivery and presence clocks start (docs/terminy.md S11, S12)."""
    must_work_on(case, who)
    if case.confirmed_at:
        raise Refused("already_confirmed", number=str(case.number))
    if not case.verified:
        raise Refused("unverified", number=str(case.number))
    if not case.services:
        raise Refused("no_service", number=str(case.number))
    clocks, moments = (*case.clocks, *_promises(case, at)), case.at(clocks=at, touched=at)
    confirmed = replace(case, confirmed_at=at, state="confirmed", clocks=clocks, moments=moments)
    return confirmed, Event("confirmed", at, who)


def reject(case: Case, who: str, reason: str, at: datetime) -> Change:
    """Not justified, with a reason the caller is asked about; telling it is the engineer's contact."""
    must_work_on(case, who)
    if case.confirmed_at:
        raise Refused("already_confirmed", number=str(case.number))
    if not reason.strip():
        raise Refused("reason_needed", number=str(case.number))
    moments = {**case.without("unanswered"), "rejected": at, "touched": at}
    rejected = replace(case, state="rejected", clocks=meet(case.clocks, "reaction", at), moments=moments)
    return rejected, Event("rejected", at, who, reason.strip())


def set_priority(case: Case, who: str, priority: str, at: datetime) -> Change:
    """An engineer's priority: a raise gives a new reaction clock (R34), after confirmation promises move (R27)."""
    must_work_on(case, who)
    if priority not in PRIORITIES:
        raise Refused("bad_priority", number=str(case.number))
    if priority == case.priority == case.urgency:
        raise Refused("same_priority", number=str(case.number), priority=priority)
    changed = replace(case, priority=priority, priority_stated=None, moments=case.at(touched=at))
    return _reprioritised(case, changed, who, at)


def raise_priority(case: Case, who: str | None, priority: str, at: datetime) -> Change:
    """The caller says that it has become worse: a more urgent priority counts at once, a lesser one never."""
    must_be_open(case)
    if priority >= case.urgency:
        raise Refused("same_priority", number=str(case.number), priority=case.urgency)
    return _reprioritised(case, replace(case, priority_stated=priority), who, at)


def set_contract(case: Case, who: str, found: Entitlement, at: datetime) -> Change:
    """An engineer settles the contract: the reaction is counted anew from the same submission (R33)."""
    must_work_on(case, who)
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
        site=case.site or (device.place if device else None),
        moments=case.at(touched=at),
    )
    data = {"was": case.entitlement, "contract": case.contract}
    return recount(case, settled, at), Event("contract", at, who, found.contract, data)


def recount(before: Case, after: Case, at: datetime) -> Case:
    """The reactions of a case whose service has become known, from the same submission.

    A contact made stays made, and a deadline missed stays missed.
    """
    met = [c.met_at for c in before.clocks if c.kind == "reaction" and c.met_at]
    missed = {c.due for c in before.clocks if c.state == "missed"}
    clocks = tuple(replace(c, state="missed") if c.due in missed else c for c in reactions(after))
    clocks = meet(clocks, "reaction", min(met)) if met else clocks
    return replace(after, clocks=clocks, moments=after.at(clocks=at))


def _promises(case: Case, at: datetime) -> tuple[Clock, ...]:
    return tuple(Clock.of(due) for service in case.services for due in sla.promises(service, case.urgency, at))


def _reprioritised(before: Case, after: Case, who: str | None, at: datetime) -> Change:
    """Running reactions raised but never put off, promises counted anew from the same confirmation."""
    kept = {c.label: c.due.isoformat() for c in before.clocks if c.waiting}
    data = {"from": before.urgency, "to": after.urgency, "dues": kept, "stated": before.priority_stated}
    clocks = tuple(_moved(c, before, after, at) for c in before.clocks)
    changed = replace(after, clocks=clocks, moments=after.at(clocks=at))
    return changed, Event("priority", at, who, after.urgency, data)


def _moved(clock: Clock, before: Case, after: Case, at: datetime) -> Clock:
    """A met or called-off clock stays; an open promise is counted anew; an open reaction only comes nearer.

    One that comes out the same stays as it is: a missed deadline is not forgiven.
    """
    if not clock.waiting or not clock.service or clock.kind == "return":
        return clock
    if clock.kind != "reaction" and after.confirmed_at:
        promised = sla.promises(clock.service, after.urgency, after.confirmed_at)
        found = (Clock.of(due) for due in promised if due.kind == clock.kind and due.due != clock.due)
        moved = next(found, clock)
        return replace(moved, state="missed") if agenda.was_missed(after, moved) else moved
    if clock.state != "running" or after.urgency >= before.urgency:
        return clock
    raised = sla.reaction_raised(clock.service, after.urgency, at, clock.due)
    return Clock.of(raised) if raised else clock
