"""Service, priority and moments in, deadlines out: the only place where deadlines are computed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain import worktime
from bot.domain.catalogue import CATALOGUE, Rule, Service
from bot.domain.catalogue import service as find_service
from bot.domain.moments import in_order
from bot.domain.terms import NextBusinessDay, Reaction, Return, Terms

Kind = Literal["reaction", "dispatch", "delivery", "onsite", "return"]

UNKNOWN_SERVICE = Reaction(timedelta(minutes=60), "24x7", ("R33",))
RAISED, REOPENED = "R34", "R35"


@dataclass(frozen=True, slots=True)
class Due:
    """One clock: what is due, since when, until when, and on what terms; both instants in UTC."""

    kind: Kind
    service: str | None
    start: datetime
    due: datetime
    terms: Terms
    projected: bool = False  # a return counted from a promise: nothing was delivered yet (R22)

    @property
    def by_date(self) -> bool:
        """Whether people are told the day only, never an hour (docs/terminy.md R06)."""
        return isinstance(self.terms, NextBusinessDay | Return)

    @property
    def calendar(self) -> str:
        """The calendar in which working time until the deadline is measured."""
        return self.terms.calendar

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings (docs/terminy.md R01-R35) this deadline rests on."""
        return self.terms.readings

    def __repr__(self) -> str:
        start, due = (worktime.local(moment).isoformat() for moment in (self.start, self.due))
        return f"<{self.kind} {self.service} {start} → {due}>"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All clocks of one case on one service; None where there is none, or none yet."""

    service: Service
    rule: Rule
    reaction: Due | None
    dispatch: Due | None
    delivery: Due | None
    onsite: Due | None
    return_: Due | None

    @property
    def dues(self) -> tuple[Due, ...]:
        """The clocks there are, in the order of events."""
        clocks = (self.reaction, self.dispatch, self.delivery, self.onsite, self.return_)
        return tuple(due for due in clocks if due)

    @property
    def return_projected(self) -> bool:
        """Whether the return is counted from a promise rather than from a delivery (R22)."""
        return self.return_ is not None and self.return_.projected

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings the whole rests on, in order, each once."""
        return tuple(sorted({reading for due in self.dues for reading in due.readings}))


def deadlines(
    service: str,
    priority: str | None,
    submitted_at: datetime | None,
    confirmed_at: datetime | None = None,
    delivered_at: datetime | None = None,
) -> Deadlines:
    """All deadlines of a case; without `confirmed_at` only the reaction runs (docs/terminy.md S07, S12).

    Raises DeadlineError, the first that applies: `naive_time`, `missing_submission`, `order`,
    `unknown_service`, `bad_priority`, `priority_required`, `year_out_of_range`.
    """
    submitted = in_order(submitted_at, confirmed_at, delivered_at)
    found = find_service(service)
    rule = found.rule(priority)
    submitted = worktime.checked(submitted)
    confirmed, delivered = (moment and worktime.checked(moment) for moment in (confirmed_at, delivered_at))
    promised = {due.kind: due for due in _promises(found, rule, confirmed)} if confirmed else {}
    delivery, onsite = promised.get("delivery"), promised.get("onsite")
    return Deadlines(
        service=found,
        rule=rule,
        reaction=_reaction(found, rule, submitted),
        dispatch=promised.get("dispatch"),
        delivery=delivery,
        onsite=onsite,
        return_=_return(found, delivered, delivery, onsite),
    )


def reaction(service: str, priority: str | None, since: datetime) -> Due | None:
    """The engineer's contact; None when the service is not ours to answer (docs/terminy.md S08, R23).

    Raises DeadlineError as `deadlines` does.
    """
    found = find_service(service)
    return _reaction(found, found.rule(priority), since)


def reaction_unknown_service(since: datetime) -> Due:
    """The engineer's contact while nobody knows the service yet: the safe reading (docs/terminy.md R33)."""
    return _due("reaction", None, UNKNOWN_SERVICE, since)


def reaction_raised(service: str, priority: str, raised_at: datetime, running_until: datetime) -> Due | None:
    """The reaction after the priority was raised; None when the one running is due no later (docs/terminy.md R34)."""
    again = reaction(service, priority, raised_at)
    if again is None or running_until <= again.due:
        return None
    return _read_as(again, RAISED)


def reaction_reopened(service: str | None, priority: str, reopened_at: datetime) -> Due | None:
    """The reaction of a case taken up again after its moment had gone by (docs/terminy.md R35)."""
    again = reaction(service, priority, reopened_at) if service else reaction_unknown_service(reopened_at)
    return again and _read_as(again, REOPENED)


def promises(service: str, priority: str | None, confirmed_at: datetime) -> tuple[Due, ...]:
    """Dispatch, delivery and presence promised by a confirmation, those there are, in this order (S11, S12).

    Raises DeadlineError as `deadlines` does.
    """
    found = find_service(service)
    return tuple(_promises(found, found.rule(priority), confirmed_at))


def return_due(service: str, anchor: datetime, projected: bool = False) -> Due | None:
    """When the broken device must be back; None where nothing goes back (docs/terminy.md S30, R20-R23).

    `anchor` is the delivery, or with `projected` the promise standing in for it. Raises DeadlineError.
    """
    if not find_service(service).returns_broken_device:
        return None
    return replace(_due("return", service, CATALOGUE.return_, anchor), projected=projected)


def counted_day(terms: NextBusinessDay, moment: datetime) -> date:
    """The local day a confirmation at `moment` counts for (docs/terminy.md S18, S20, R07, R08)."""
    at = worktime.local(moment)
    day, clock = at.date(), at.time()
    missed = terms.cutoff and (clock > terms.cutoff or (clock == terms.cutoff and not terms.inclusive))
    if missed or (terms.waits_on_day_off and not worktime.is_business_day(day)):
        return worktime.next_business_day(day)
    return day


def due_at(terms: Terms, start: datetime) -> datetime:
    """When terms that begin to count at `start` are due (UTC); raises DeadlineError `year_out_of_range`."""
    match terms:
        case NextBusinessDay():
            return worktime.instant(worktime.next_business_day(counted_day(terms, start)), terms.closes)
        case Return():
            last = worktime.local(start).date() + timedelta(days=terms.days)
            return worktime.instant(worktime.first_day(last, terms.off), terms.closes)
        case _:
            return worktime.add(terms.calendar, start, terms.allowed)


def _read_as(due: Due, reading: str) -> Due:
    return replace(due, terms=replace(due.terms, readings=(*due.readings, reading)))


def _due(kind: Kind, service: str | None, terms: Terms, start: datetime) -> Due:
    start = worktime.checked(start)
    return Due(kind, service, start, due_at(terms, start), terms)


def _reaction(service: Service, rule: Rule, since: datetime) -> Due | None:
    return _due("reaction", service.id, rule.reaction, since) if rule.reaction else None


def _promises(service: Service, rule: Rule, confirmed_at: datetime) -> Iterator[Due]:
    if rule.dispatch:
        yield _due("dispatch", service.id, rule.dispatch, confirmed_at)
    if rule.delivery:
        yield _due("delivery", service.id, rule.delivery, confirmed_at)
    if rule.onsite:
        yield _due("onsite", service.id, rule.onsite, confirmed_at)


def _return(service: Service, delivered_at: datetime | None, delivery: Due | None, onsite: Due | None) -> Due | None:
    known = {
        "delivered_at": delivered_at,
        "delivery_due": delivery and delivery.due,
        "onsite_due": onsite and onsite.due,
    }
    for anchor in CATALOGUE.return_.anchors:
        moment = known[anchor]
        if moment:
            return return_due(service.id, moment, projected=anchor != "delivered_at")
    return None
