"""A case once more and slowly: its state and its deadlines, from the words of docs/terminy.md, minute by minute.

It shares nothing with bot.domain but catalogue.json, as slow_sla.py does: naive UTC, whole minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache

from tests.domain import slow_sla
from tests.domain.slow_sla import DAY, MINUTE, RAW, warsaw

WIDTH = ("8x5", "9x5", "24x7")
PROMISES = ("dispatch", "delivery", "onsite")
NEVER, FAR = datetime(1, 1, 1), datetime(9999, 1, 1)  # noqa: DTZ001  naive UTC throughout


@cache
def walk(calendar: str, moment: datetime, minutes: int) -> datetime:
    """The end of the last of so many open minutes."""
    day, due = moment.date(), moment
    while minutes:
        ahead = [m for m in _open_minutes(calendar, day) if m >= moment][:minutes]
        minutes, due, day = minutes - len(ahead), ahead[-1] + MINUTE if ahead else due, day + DAY
    return due


@cache
def _open_minutes(calendar: str, day: date) -> list[datetime]:
    midnight = datetime.combine(day, time.min)
    minutes = (midnight + n * MINUTE for n in range(24 * 60))
    return [m for m in minutes if slow_sla.is_open(calendar, warsaw(m))]


@dataclass
class Deadline:
    """A clock as the diary keeps it; `minutes` is how long it runs where that is a number of open minutes."""

    label: str
    start: datetime
    due: datetime
    calendar: str
    computed: datetime
    minutes: int = 0
    state: str = "running"
    met: bool = False

    @property
    def kind(self) -> str:
        return self.label.partition(":")[0]


@dataclass
class SlowCase:
    """A case from its submission; each event is told `at`, with the moment named or the new priority or services."""

    submitted: datetime
    services: tuple[str, ...]
    urgency: str
    known: bool = True
    deadlines: list[Deadline] = field(default_factory=list)
    passed: set[tuple[str, datetime]] = field(default_factory=set)
    owner: str | None = None
    asked: str = ""
    asked_at: datetime = NEVER
    queued: datetime = field(init=False)
    touched: datetime = NEVER
    confirmed: datetime | None = None
    first_contact: datetime = FAR
    delivered: datetime | None = None
    reopened: datetime = NEVER
    waits: datetime | None = None
    taken_over: bool = False
    ended: bool = False

    def __post_init__(self) -> None:
        self.queued = self.submitted
        self.deadlines = self._reactions(self.submitted)

    def _taken(self, at: datetime, who: str, _said: datetime, _to: str) -> None:
        self.owner, self.touched = who, at

    def _released(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.owner, self.taken_over, self.queued = None, False, at

    def _contacted(self, at: datetime, _who: str, said: datetime, _to: str) -> None:
        self._meet("reaction", said)
        self.touched, self.waits = at, None

    _message = _contacted

    def _data_requested(self, at: datetime, who: str, said: datetime, to: str) -> None:
        self._contacted(at, who, said, to)
        self.asked, self.asked_at = "data", at

    def _rejected(self, at: datetime, who: str, said: datetime, to: str) -> None:
        self._contacted(at, who, said, to)
        self.asked, self.asked_at = "rejected", at

    def _from_caller(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.waits = self.waits or at
        if self.asked and not self.ended:
            self.asked, self.touched = "", at
            self.queued = self.queued if self.owner else at

    _answered = _data_received = _from_caller

    def _taken_over(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.taken_over, self.touched, self.waits = True, at, at if self.waits else None

    def _handed_back(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.taken_over, self.touched, self.waits = False, at, None

    def _confirmed(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.confirmed = self.touched = at
        self.asked = ""
        self.deadlines += [d for service in self.services for d in self._promises(service, at)]

    def _priority(self, at: datetime, who: str, _said: datetime, to: str) -> None:
        raised, self.urgency = to < self.urgency, to
        self.touched = at if who else self.touched
        self.deadlines = [self._moved(d, raised, at) for d in self.deadlines]

    def _contract(self, at: datetime, _who: str, _said: datetime, to: str) -> None:
        contact = [d for d in self.deadlines if d.met]
        missed = {d.due for d in self.deadlines if d.state == "missed"}
        self.services, self.known, self.touched = tuple(to.split()), True, at
        self.deadlines = self._reactions(at)
        for d in self.deadlines:
            d.state = "missed" if d.due in missed else d.state
        if contact:
            self._meet("reaction", self.first_contact)

    def _ordered(self, at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.touched = at
        self.asked = ""

    def _dispatched(self, at: datetime, _who: str, said: datetime, _to: str) -> None:
        self._ordered(at, "", said, "")
        self._meet("dispatch", said)

    def _delivered(self, at: datetime, _who: str, said: datetime, _to: str) -> None:
        self._dispatched(at, "", said, "")
        self._meet("delivery", said)
        self._owe_return(at, said)

    def _onsite(self, at: datetime, _who: str, said: datetime, _to: str) -> None:
        self._ordered(at, "", said, "")
        self._meet("onsite", said)
        if not self.delivered and not any(d.kind in ("dispatch", "delivery") for d in self.deadlines):
            self._owe_return(at, said)

    def _returned(self, at: datetime, _who: str, said: datetime, _to: str) -> None:
        self._meet("return", said)
        self.touched = at
        self.asked = self.asked if self.ended else ""

    def _closed(self, _at: datetime, _who: str, _said: datetime, _to: str) -> None:
        self.ended, self.taken_over = True, False
        for d in self.deadlines:
            d.state = "cancelled" if d.state == "running" and d.kind != "return" else d.state

    _withdrawn = _closed

    def _reopened(self, at: datetime, who: str, _said: datetime, _to: str) -> None:
        self.ended, self.asked, self.owner, self.touched, self.reopened = False, "", who, at, at
        self.deadlines = [self._resumed(d, at) if d.state == "cancelled" else d for d in self.deadlines]

    def _resumed(self, d: Deadline, at: datetime) -> Deadline:
        """On as it was, and warned of from now on; a contact whose hour has passed has a new one."""
        if d.kind == "reaction" and d.due <= at:
            service = d.label.partition(":")[2]
            return next(self._reaction(service, at, at)) if self.known else self._safe(at, at)
        d.state, d.computed = "running", at
        return d

    def _meet(self, kind: str, moment: datetime) -> None:
        for d in self._unmet(kind):
            d.met, d.state = True, "met" if moment <= d.due else "missed"
            self.first_contact = min(self.first_contact, moment) if kind == "reaction" else self.first_contact

    def _unmet(self, *kinds: str) -> list[Deadline]:
        found = [d for d in self.deadlines if d.kind in kinds and not d.met and d.state in ("running", "missed")]
        return sorted(found, key=lambda d: d.due)

    def _rule(self, service: str) -> dict[str, dict[str, str]]:
        rules = RAW["services"][service]["rules"]
        return next(rule for rule in rules if self.urgency in rule["priorities"])

    def _reactions(self, at: datetime) -> list[Deadline]:
        if not self.known:
            return [self._safe(self.submitted, at)]
        return [d for service in self.services for d in self._reaction(service, self.submitted, at)]

    def _safe(self, start: datetime, at: datetime) -> Deadline:
        return Deadline("reaction:?", start, walk("24x7", start, 60), "24x7", at, 60)

    def _reaction(self, service: str, start: datetime, at: datetime) -> Iterator[Deadline]:
        if terms := self._rule(service)["reaction"]:
            due = walk(terms["calendar"], start, int(terms["minutes"]))
            yield Deadline(f"reaction:{service}", start, due, terms["calendar"], at, int(terms["minutes"]))

    def _promises(self, service: str, at: datetime) -> Iterator[Deadline]:
        assert self.confirmed
        for kind in PROMISES:
            if terms := self._rule(service)[kind]:
                due = slow_sla.promised(terms, self.confirmed)
                minutes = int(terms.get("hours") or 0) * 60
                calendar = terms.get("calendar") or "" if minutes else ""
                yield Deadline(f"{kind}:{service}", self.confirmed, due, calendar, at, minutes)

    def _moved(self, d: Deadline, raised: bool, at: datetime) -> Deadline:
        kind, _, service = d.label.partition(":")
        if d.met or d.state == "cancelled" or kind == "return" or service == "?":
            return d
        if kind in PROMISES:
            again = next(new for new in self._promises(service, at) if new.kind == kind)
            again.state = "missed" if (again.label, again.due) in self.passed else "running"
            return d if again.due == d.due else again
        nearer = list(self._reaction(service, at, at)) if raised and d.state == "running" else []
        return min([d, *nearer], key=lambda one: one.due)

    def _owe_return(self, at: datetime, moment: datetime) -> None:
        self.delivered = moment
        for service in self.services:
            if RAW["services"][service]["return_broken_device"]:
                due = slow_sla.returned(moment)
                self.deadlines.append(Deadline(f"return:{service}", moment, due, "", at))

    def _hours(self) -> str:
        if not self.known:
            return "24x7"
        found = [terms["calendar"] for s in self.services if (terms := self._rule(s)["reaction"])]
        return max(found, key=WIDTH.index, default="8x5")

    def _after(self, since: datetime, minutes: int) -> datetime:
        return walk(self._hours(), since, minutes)
