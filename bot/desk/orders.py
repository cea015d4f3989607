"""Each command of an engineer as a change of the case, and what is said of it to the channel and to the caller."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.agenda import promises
from bot.domain.cases import Case, Change, Refused
from bot.domain.casework import decisions, fulfilment, handling, reporting
from bot.domain.clocks import Clock
from bot.domain.contracts import entitle
from bot.domain.dates import say_moment, say_until
from bot.domain.people import Person, Role
from bot.domain.worktime import local
from bot.store import register
from flows.obsluga_sprawy import when
from flows.status_zgloszenia.flow import clock_line
from flows.zglos_awarie.draft import with_gaps

_WAYBILL = re.compile(r"\s*(?:list(?:\s+przewozowy)?|numer|nr)\b[\s:.]*", re.I)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants done to a case, and when they said so."""

    c: Connection
    case: Case
    who: Person
    words: str
    at: datetime

    def moment(self) -> datetime | None:
        """The moment in the words; nothing said means now, the minute of submission its second."""
        if not self.words:
            return None
        said, case = when.read(self.words, self.at), self.case
        if said is None:
            raise Refused("bad_moment", number=str(case.number))
        return case.submitted_at if said < case.submitted_at < said + timedelta(minutes=1) else said


def carry_out(verb: str, order: Order) -> Change:
    """The change; raises Refused with the text that says why not."""
    return _CHANGES[verb](order)


def _contract(o: Order) -> Change:
    known = register.load(o.c, [o.case.serial or ""], [o.words], o.who.scope)
    found = entitle(o.case.serial, o.words, known, o.who.scope, local(o.at).date())
    case, event = decisions.set_contract(o.case, o.who.id, found, o.at)
    return with_gaps(case), event


def _priority(o: Order) -> Change:
    digits = [ch for ch in o.words if ch.isdigit()]
    named = f"P{digits[0]}" if len(digits) == 1 else o.words
    return decisions.set_priority(o.case, o.who.id, named, o.at)


def _dispatch(o: Order) -> Change:
    """„list przewozowy 0012, wczoraj 16:40”: the waybill, and after a comma the moment."""
    waybill, _, said = o.words.rpartition(",")
    moment = when.read(said, o.at) if waybill else None
    number = _WAYBILL.sub("", waybill if moment else o.words).strip(" ,")
    return fulfilment.dispatch(o.case, o.who.id, number, o.at, moment)


def _release(o: Order) -> Change:
    return handling.release(o.case, o.who.id, o.at, boss=o.who.role is Role.MANAGER)


_CHANGES: Mapping[str, Callable[[Order], Change]] = {
    "take": lambda o: handling.take(o.case, o.who.id, o.who.name, o.at),
    "release": _release,
    "contact": lambda o: handling.contact(o.case, o.who.id, o.at, o.moment()),
    "write": lambda o: handling.message(o.case, o.who.id, o.words, o.at),
    "request": lambda o: handling.request_data(o.case, o.who.id, o.words, o.at),
    "take_over": lambda o: handling.take_over(o.case, o.who.id, o.at),
    "hand_back": lambda o: handling.hand_back(o.case, o.who.id, o.at),
    "confirm": lambda o: decisions.confirm(o.case, o.who.id, o.at),
    "reject": lambda o: decisions.reject(o.case, o.who.id, o.words, o.at),
    "priority": _priority,
    "contract": _contract,
    "order": lambda o: fulfilment.order(o.case, o.who.id, o.words, o.at),
    "dispatch": _dispatch,
    "deliver": lambda o: fulfilment.deliver(o.case, o.who.id, o.at, o.moment()),
    "arrive": lambda o: fulfilment.arrive(o.case, o.who.id, o.at, o.moment()),
    "take_back": lambda o: fulfilment.take_back(o.case, o.who.id, o.at, o.moment()),
    "close": lambda o: reporting.close(o.case, o.who.id, o.words, o.at),
    "reopen": lambda o: reporting.reopen(o.case, o.who.id, o.who.name, o.words, o.at),
}

RESULTS = {
    "take": "taken",
    "release": "released",
    "contact": "contacted",
    "write": "written",
    "request": "requested",
    "take_over": "taken_over",
    "hand_back": "handed_back",
    "confirm": "confirmed",
    "reject": "rejected",
    "priority": "priority_set",
    "contract": "contract_set",
    "order": "ordered",
    "dispatch": "dispatched",
    "deliver": "delivered",
    "arrive": "onsite",
    "take_back": "returned",
    "close": "closed",
    "reopen": "reopened",
}
"""What the engineers' channel hears of a change; the caller hears the same key with `told_` before it."""


def told(verb: str, case: Case) -> str:
    """What the caller hears: the case decides between variants."""
    if verb == "take" and not any(k.kind == "reaction" and k.waiting for k in case.clocks):
        return "told_taken_on"
    if verb == "confirm" and not promises(case):
        return "told_confirmed_support"
    if verb == "arrive" and case.moments.get("delivered") == _met(case, "onsite"):
        return "told_onsite_brought"
    if verb == "deliver" and not case.due("return"):
        return "told_delivered_kept"
    return f"told_{RESULTS[verb]}"


def words(case: Case, said: str, who: Person, at: datetime) -> dict[str, str]:
    """Everything a text about a change may name."""
    contacted, arrived = _met(case, "reaction"), _met(case, "onsite")
    back, delivered = case.due("return"), case.moments.get("delivered")
    return {
        "number": str(case.number), "owner": who.name, "reason": said, "text": said, "priority": case.priority,
        "contract": case.contract or "", "vendor_case": case.vendor_case,
        "waybill": case.waybill or "jeszcze bez numeru",
        "deadlines": lines(case, [k for k in case.clocks if k.waiting], at),
        "promised": lines(case, promises(case), at),
        "moment": say_moment(contacted, at) if contacted else "",
        "arrived": say_moment(arrived, at) if arrived else "",
        "delivered": say_moment(delivered, at) if delivered else "",
        "return_due": say_until(back, at, by_date=True) if back else "",
    }  # fmt: skip


def _met(case: Case, kind: str) -> datetime | None:
    return next((k.met_at for k in case.clocks if k.kind == kind and k.met_at), None)


def lines(case: Case, clocks: Iterable[Clock], at: datetime) -> str:
    """Each clock in a line."""
    return "\n".join(clock_line(k, at, len(case.services) > 1) for k in clocks)
