"""From a confirmed fault to a working device: ordered, dispatched, delivered, on site, the broken one returned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import sla
from bot.domain.cases import Case, Change, Event, Refused, must_own, must_work_on
from bot.domain.clocks import Clock, meet

WAY = ("confirmed", "ordered", "dispatched", "delivered", "onsite", "returned")
"""The states of a confirmed case in their usual order; none goes back."""


def order(case: Case, who: str, number: str, at: datetime) -> Change:
    """Ordered from the maker; `number` is the vendor's case or RMA number."""
    _must_be_confirmed(case, who)
    ordered = replace(_at_least(case, "ordered"), vendor_case=number, moments=case.at(touched=at))
    return ordered, Event("ordered", at, who, number)


def dispatch(case: Case, who: str, waybill: str, at: datetime, moment: datetime | None = None) -> Change:
    """Sent; this alone meets a dispatch promise (docs/terminy.md S19)."""
    moment = _happened(case, who, at, moment)
    sent = replace(_at_least(case, "dispatched"), waybill=waybill or case.waybill, moments=case.at(touched=at))
    clocks = meet(case.clocks, "dispatch", moment)
    return replace(sent, clocks=clocks), Event("dispatched", at, who, waybill or None, _said(moment))


def deliver(case: Case, who: str, at: datetime, moment: datetime | None = None) -> Change:
    """The replacement is there: the delivery is met, and the seven days of the return begin (S30, R20)."""
    moment = _happened(case, who, at, moment)
    if case.moments.get("delivered"):
        raise Refused("already_delivered", number=str(case.number))
    clocks = meet(meet(case.clocks, "dispatch", moment), "delivery", moment)
    delivered = replace(_at_least(case, "delivered"), clocks=(*clocks, *_returns(case, moment)))
    return replace(delivered, moments=case.at(delivered=moment, clocks=at, touched=at)), Event(
        "delivered", at, who, data=_said(moment)
    )


def arrive(case: Case, who: str, at: datetime, moment: datetime | None = None) -> Change:
    """The engineer is on site; with a service that brings the device along, that is its delivery as well."""
    moment = _happened(case, who, at, moment)
    if not any(c.kind == "onsite" and c.waiting for c in case.clocks):
        raise Refused("no_presence", number=str(case.number))
    brings = not case.moments.get("delivered") and not any(c.kind in ("delivery", "dispatch") for c in case.clocks)
    returns = _returns(case, moment) if brings else ()
    moments = case.at(touched=at, clocks=at, **({"delivered": moment} if brings else {}))
    clocks = (*meet(case.clocks, "onsite", moment), *returns)
    arrived = replace(_at_least(case, "onsite"), clocks=clocks, moments=moments)
    return arrived, Event("onsite", at, who, data=_said(moment))


def take_back(case: Case, who: str, at: datetime, moment: datetime | None = None) -> Change:
    """The broken device is back; of a closed case too, whose return may still be open."""
    must_own(case, who)
    if not any(c.kind == "return" and c.waiting for c in case.clocks):
        raise Refused("nothing_to_return", number=str(case.number))
    moment = _checked(case, at, moment, case.moments["delivered"])
    back = _at_least(case, "returned") if case.open else case
    back = replace(back, clocks=meet(case.clocks, "return", moment), moments=case.at(touched=at))
    return back, Event("returned", at, who, data=_said(moment))


def _returns(case: Case, moment: datetime) -> Sequence[Clock]:
    """A return for each service that asks for the broken device."""
    dues = (sla.return_due(service, moment) for service in case.services)
    return [Clock.of(due) for due in dues if due]


def _must_be_confirmed(case: Case, who: str) -> None:
    must_work_on(case, who)
    if not case.confirmed_at:
        raise Refused("confirm_first", number=str(case.number))


def _happened(case: Case, who: str, at: datetime, moment: datetime | None) -> datetime:
    _must_be_confirmed(case, who)
    assert case.confirmed_at  # noqa: S101 - just checked
    return _checked(case, at, moment, case.confirmed_at)


def _checked(case: Case, at: datetime, moment: datetime | None, not_before: datetime) -> datetime:
    """The moment said, or now: never in the future, never before what it follows."""
    moment = moment or at
    if moment > at:
        raise Refused("future", number=str(case.number))
    if moment < not_before:
        raise Refused("too_early", number=str(case.number))
    return moment


def _at_least(case: Case, state: str) -> Case:
    """The state, unless the case is further on its way."""
    return replace(case, state=max(case.state, state, key=lambda s: WAY.index(s) if s in WAY else -1))


def _said(moment: datetime) -> dict[str, str]:
    return {"moment": moment.isoformat()}
