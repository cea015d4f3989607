"""A case as it is kept, how it is opened, and who may change it; the changes are in casework/."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain import sla
from bot.domain.clocks import Clock
from bot.domain.contracts import Outcome
from bot.domain.policy import Policy, default

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
ENDED = frozenset({"closed", "withdrawn"})
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

    `tried`: articles tried, with their result; `findings`: what was read from evidence; `config`: what became of the
    configuration copy; `entitlement` an `Outcome`.
    `moments`: when it last came into the queue (`queued`), was worked on by its owner (`touched`), had its clocks
    computed (`clocks`), was asked for data (`requested`), `rejected`, `delivered`, `closed`, `reopened`, and since when
    the caller's words are `unanswered`. `told`: what its agenda has done already, with how often. `joined`:
    conversations of others who reported the same fault; `related`: another open case of the same device.
    `taken_over_by`: the engineer who answers instead of the bot. `reporter_from`: the reporter's own organisation.
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
    reporter_from: str = ""
    phone: str | None = None
    contact: str = ""
    site: str | None = None
    logs: str = ""
    config: str = ""
    incomplete: bool = False
    missing: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    moments: Mapping[str, datetime] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)
    policy: Policy = field(default_factory=default)
    joined: tuple[str, ...] = ()
    related: int | None = None
    taken_over_by: str | None = None
    vendor_case: str = ""
    waybill: str = ""

    @property
    def on_behalf(self) -> bool:
        """Whether somebody of another organisation reports for the customer."""
        return bool(self.reporter_from) and self.reporter_from != self.customer

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

    @property
    def listeners(self) -> tuple[str, ...]:
        """The conversations that hear what becomes of the case."""
        return tuple(dict.fromkeys(c for c in (self.conversation, *self.joined) if c))

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

    def at(self, **moments: datetime) -> Mapping[str, datetime]:
        """Its moments with these set."""
        return {**self.moments, **moments}

    def without(self, *names: str) -> Mapping[str, datetime]:
        """Its moments with these forgotten."""
        return {n: m for n, m in self.moments.items() if n not in names}


Change = tuple[Case, Event]


def open_case(case: Case, at: datetime, who: str | None = None) -> Change:
    """A new case with its reaction clocks, one for each service (docs/terminy.md S07, S08, R33)."""
    moments = case.at(queued=case.submitted_at, clocks=at)
    return replace(case, clocks=reactions(case), moments=moments), Event("opened", at, who or case.reporter)


def must_be_open(case: Case) -> None:
    """Refuse to change what has ended."""
    if not case.open:
        raise Refused("ended", number=str(case.number))


def must_work_on(case: Case, who: str) -> None:
    """Only the owner works on a case, while it is open."""
    must_be_open(case)
    must_own(case, who)


def must_own(case: Case, who: str) -> None:
    """Only the owner changes a case."""
    if case.owner is None:
        raise Refused("nobodys", number=str(case.number))
    if case.owner != who:
        raise Refused("taken_by", number=str(case.number), owner=case.owner_name)


def reactions(case: Case) -> tuple[Clock, ...]:
    """A clock for each service that promises a reaction; the safe one while the service is unknown."""
    if not case.verified:
        return (Clock.of(sla.reaction_unknown_service(case.submitted_at)),)
    dues = (sla.reaction(service, case.urgency, case.submitted_at) for service in case.services)
    return tuple(Clock.of(due) for due in dues if due)


def missed(case: Case, at: datetime) -> Change | None:
    """Clocks whose time has run out are marked; None when there is none."""
    late = [c for c in case.clocks if c.state == "running" and c.due <= at]
    if not late:
        return None
    clocks = tuple(replace(c, state="missed") if c in late else c for c in case.clocks)
    return replace(case, clocks=clocks), Event("deadline_missed", at, data={"clocks": [c.label for c in late]})
