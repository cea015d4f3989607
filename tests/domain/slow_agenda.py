"""When a case speaks up, once more and slowly: a diary that is told what happens, and counts every minute itself.

It shares nothing with bot.domain but policy.json and catalogue.json, as slow_sla.py does: naive UTC, whole minutes.
Read it beside docs/terminy.md and the names in policy.json, not beside agenda.py.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import bot.domain
from tests.domain import slow_sla
from tests.domain.slow_sla import DAY, MINUTE, RAW, business_day_after, is_business_day, utc, warsaw

POLICY = json.loads((Path(bot.domain.__file__).parent / "policy.json").read_text(encoding="utf-8"))
WIDTH = ("8x5", "9x5", "24x7")
PROMISES = ("dispatch", "delivery", "onsite")
PERCENT, ALL = 100, 100
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


@dataclass(frozen=True)
class Said:
    """A word said of something: its moment, when it was said indeed, and whose the case was."""

    at: datetime
    now: datetime
    says: str
    about: str
    owner: str | None


@dataclass(frozen=True)
class Bell:
    """Rings at a moment; `warns_of` a deadline; the `nth` of many that `repeat`."""

    at: datetime
    says: str
    about: str
    nth: int = 0
    repeats: bool = False
    warns_of: datetime | None = None


@dataclass
class Diary:
    """One case from its submission; `happen` tells what was done to it, `spoken` is everything it said by itself."""

    submitted: datetime
    services: tuple[str, ...]
    urgency: str
    known: bool = True
    now: datetime = field(init=False)
    deadlines: list[Deadline] = field(default_factory=list)
    spoken: list[Said] = field(default_factory=list)
    rung: set[tuple[str, str, int]] = field(default_factory=set)
    owner: str | None = None
    asked: str = ""
    asked_at: datetime = NEVER
    queued: datetime = field(init=False)
    touched: datetime = NEVER
    confirmed: datetime | None = None
    first_contact: datetime = FAR
    delivered: datetime | None = None
    waits: datetime | None = None
    taken_over: bool = False
    ended: bool = False

    def __post_init__(self) -> None:
        self.now = self.queued = self.submitted
        self.deadlines = self._reactions(self.submitted)

    # What happens

    def happen(self, event: str, at: datetime, who: str = "", said: datetime | None = None, to: str = "") -> None:
        """Told `at`; `said` is the moment named, `to` the new priority, services, or owner."""
        self.pass_until(at)
        getattr(self, f"_{event}")(at, who, said or at, to)

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
        self.ended, self.asked, self.owner, self.touched = False, "", who, at
        for d in self.deadlines:
            d.state = "running" if d.state == "cancelled" else d.state

    # Its clocks

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
            return [Deadline("reaction:?", self.submitted, walk("24x7", self.submitted, 60), "24x7", at, 60)]
        return [d for service in self.services for d in self._reaction(service, self.submitted, at)]

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
            return d if again.due == d.due else again
        nearer = list(self._reaction(service, at, at)) if raised and d.state == "running" else []
        return min([d, *nearer], key=lambda one: one.due)

    def _owe_return(self, at: datetime, moment: datetime) -> None:
        self.delivered = moment
        for service in self.services:
            if RAW["services"][service]["return_broken_device"]:
                due = slow_sla.returned(moment)
                self.deadlines.append(Deadline(f"return:{service}", moment, due, "", at))

    # When it speaks

    def pass_until(self, moment: datetime) -> None:
        """Say everything that is to be said by then."""
        while bells := [b for b in self._bells() if b.at <= moment and _name(b) not in self.rung]:
            bell = min(bells, key=lambda b: (b.at, b.says != "missed"))
            self.now = max(self.now, bell.at)
            self.rung.add(_name(bell))
            if not self._in_vain(bell):
                self.spoken.append(Said(bell.at, self.now, bell.says, bell.about, self.owner))
                self._follow(bell)
        self.now = max(self.now, moment)

    def ahead(self) -> bool:
        """Whether it will ever speak again by itself."""
        return any(_name(b) not in self.rung for b in self._bells())

    def _in_vain(self, bell: Bell) -> bool:
        if bell.repeats:
            return any(b.about == bell.about and b.nth > bell.nth and b.at <= self.now for b in self._bells())
        return bell.warns_of is not None and bell.at < bell.warns_of <= self.now

    def _follow(self, bell: Bell) -> None:
        if bell.says == "missed":
            for d in self.deadlines:
                d.state = "missed" if d.state == "running" and d.due <= bell.at else d.state
        elif bell.says == "back":
            self._released(bell.at, "", bell.at, "")
        elif bell.says == "no_answer":
            self._closed(bell.at, "", bell.at, "")

    def _bells(self) -> Iterator[Bell]:
        for d in self.deadlines:
            if d.state == "running":
                yield Bell(d.due, "missed", _about(d))
        for d in self._unmet("return")[:1]:
            yield from self._return_bells(d)
        if self.ended:
            return
        for d in self._unmet("reaction")[:1]:
            yield from self._ladder(f"{d.due}", d.calendar, d.start, d.minutes, d)
        for d in self._unmet(*PROMISES):
            yield from self._promise_bells(d)
        if self.taken_over and self.waits:
            for minutes in POLICY["takeover_silent"]:
                yield Bell(self._after(self.waits, minutes), "takeover", f"{minutes} {self.waits}")
        yield from self._ball_bells()

    def _ball_bells(self) -> Iterator[Bell]:
        if self.asked == "rejected":
            day = _days_after(warsaw(self.asked_at).date(), POLICY["rejected_days"])
            yield Bell(utc(datetime.combine(day, warsaw(self.asked_at).time())), "no_answer", f"{self.asked_at}")
        elif self.asked == "data":
            yield Bell(self._after(self.asked_at, POLICY["data_silent"]), "data_silent", f"{self.asked_at}")
            yield from self._again("data_missing", f"{self.asked_at}", self.asked_at, POLICY["data_missing"])
        elif not self.owner:
            yield from self._queue_bells()
        elif not self.confirmed:
            yield Bell(self._after(self.touched, POLICY["owner_silent"]), "silent", f"{self.touched}")
            yield Bell(self._after(self.touched, POLICY["owner_lost"]), "back", f"{self.touched}")
        elif not self._unmet(*PROMISES, "return"):
            yield from self._again("silent", f"{self.touched}", self.touched, POLICY["owner_lost"])

    def _queue_bells(self) -> Iterator[Bell]:
        called = self._after(self.queued, POLICY["queue_minutes"])
        reaction = self._unmet("reaction")
        if self.queued > self.submitted:
            yield from self._ladder(f"queue {self.queued}", self._hours(), self.queued, POLICY["queue_minutes"])
        elif reaction:
            called = max(called, reaction[0].due)
        yield from self._again("unclaimed", f"{self.queued}", called, POLICY["queue_again"])

    def _ladder(
        self, about: str, calendar: str, start: datetime, minutes: int, d: Deadline | None = None
    ) -> Iterator[Bell]:
        for rung in POLICY["reaction"]:
            percent, more = rung.get("percent", ALL), rung.get("after", 0)
            at = walk(calendar, start, minutes * percent // PERCENT + more)
            if percent == ALL or d is None or at > d.computed:
                yield Bell(at, f"+{more}" if more else str(percent), about, warns_of=d.due if d else None)

    def _promise_bells(self, d: Deadline) -> Iterator[Bell]:
        warned = utc(datetime.combine(warsaw(d.due).date(), time.fromisoformat(POLICY["promise_clock"])))
        if d.minutes:
            warned = walk(d.calendar, d.start, d.minutes * POLICY["promise_percent"] // PERCENT)
        if warned > d.computed:
            yield Bell(warned, "promise", _about(d), warns_of=d.due)
        yield Bell(d.due, "promise_late", f"first {_about(d)}")
        yield from self._again("promise_late", _about(d), d.due, POLICY["promise_again"])

    def _return_bells(self, d: Deadline) -> Iterator[Bell]:
        clock, day = time.fromisoformat(POLICY["return_clock"]), warsaw(d.start).date()
        for days in POLICY["return_days"]:
            at = utc(datetime.combine(_working(day + days * DAY), clock))
            if d.computed < at < d.due:
                yield Bell(at, "return", f"{at} {_about(d)}", warns_of=d.due)
        nth = self._times("overdue", _about(d))
        for more in (nth, nth + 1):
            late = _days_after(warsaw(d.due).date(), 1 + more * POLICY["return_again_days"])
            yield Bell(utc(datetime.combine(late, clock)), "overdue", _about(d), more, repeats=True)

    def _again(self, says: str, about: str, since: datetime, minutes: int) -> Iterator[Bell]:
        """So many, and a few to see whether the next one has come already."""
        nth = self._times(says, about)
        for more in (nth, nth + 1):
            yield Bell(self._after(since, (more + 1) * minutes), says, about, more, repeats=True)

    def _times(self, says: str, about: str) -> int:
        return sum(1 for said, of, _ in self.rung if (said, of) == (says, about))

    def _hours(self) -> str:
        if not self.known:
            return "24x7"
        found = [terms["calendar"] for s in self.services if (terms := self._rule(s)["reaction"])]
        return max(found, key=WIDTH.index, default="8x5")

    def _after(self, since: datetime, minutes: int) -> datetime:
        return walk(self._hours(), since, minutes)


def _name(bell: Bell) -> tuple[str, str, int]:
    return bell.says, bell.about, bell.nth


def _about(d: Deadline) -> str:
    return f"{d.label}@{d.due}"


def _days_after(day: date, count: int) -> date:
    for _ in range(count):
        day = business_day_after(day)
    return day


def _working(day: date) -> date:
    while not is_business_day(day):
        day += timedelta(days=1)
    return day
