"""When a case speaks up, once more and slowly: a diary that is told what happens, and counts every minute itself.

It shares nothing with bot.domain but policy.json and catalogue.json. Read it beside the names in policy.json, and not
beside agenda.py.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import bot.domain
from tests.domain.slow_case import PROMISES, Deadline, SlowCase, walk
from tests.domain.slow_sla import DAY, business_day_after, is_business_day, utc, warsaw

POLICY = json.loads((Path(bot.domain.__file__).parent / "policy.json").read_text(encoding="utf-8"))
PERCENT, ALL = 100, 100
AS_ONE = ("missed", "promise", "promise_late")


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
class Diary(SlowCase):
    """What is done to a case is told to `happen`; `spoken` is everything it says by itself."""

    now: datetime = field(init=False)
    spoken: list[Said] = field(default_factory=list)
    rung: set[tuple[str, str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.now = self.submitted

    def happen(self, event: str, at: datetime, who: str = "", said: datetime | None = None, to: str = "") -> None:
        """Told `at`; `said` is the moment named, `to` the new priority, services, or owner."""
        self.pass_until(at)
        getattr(self, f"_{event}")(at, who, said or at, to)

    def pass_until(self, moment: datetime) -> None:
        """Say everything that is to be said by then."""
        while bells := [b for b in self._bells() if b.at <= moment and _name(b) not in self.rung]:
            bell = min(bells, key=lambda b: (b.at, b.says != "missed"))
            self.now = max(self.now, bell.at)
            alike = [b for b in bells if b.says in AS_ONE and (b.at, b.says) == (bell.at, bell.says)]
            self._ring(alike or [bell])
        self.now = max(self.now, moment)

    def _ring(self, bells: list[Bell]) -> None:
        """All at one moment, in one message."""
        self.rung |= {_name(b) for b in bells}
        if told := [b for b in bells if not self._in_vain(b)]:
            about = ", ".join(b.about for b in told)
            self.spoken.append(Said(told[0].at, self.now, told[0].says, about, self.owner))
            self._follow(told[0])

    def _in_vain(self, bell: Bell) -> bool:
        if bell.repeats:
            return any(b.about == bell.about and b.nth > bell.nth and b.at <= self.now for b in self._bells())
        return bell.warns_of is not None and bell.at < bell.warns_of <= self.now

    def _follow(self, bell: Bell) -> None:
        if bell.says == "missed":
            for d in (d for d in self.deadlines if d.state == "running" and d.due <= bell.at):
                d.state = "missed"
                self.passed.add((d.label, d.due))
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
        for d in self._unmet("reaction"):
            yield from self._ladder(f"{d.due}", d.calendar, d.start, d.minutes, d)
        for d in self._unmet(*PROMISES):
            yield from self._promise_bells(d)
        yield from self._late_bells()
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
            if d is None or (at > self.reopened and (percent == ALL or at > d.computed)):
                yield Bell(at, f"+{more}" if more else str(percent), about, warns_of=d.due if d else None)

    def _promise_bells(self, d: Deadline) -> Iterator[Bell]:
        warned = utc(datetime.combine(warsaw(d.due).date(), time.fromisoformat(POLICY["promise_clock"])))
        if d.minutes:
            warned = walk(d.calendar, d.start, d.minutes * POLICY["promise_percent"] // PERCENT)
        if warned > d.computed:
            yield Bell(warned, "promise", _about(d), warns_of=d.due)
        yield Bell(d.due, "promise_late", _first(d))

    def _late_bells(self) -> Iterator[Bell]:
        """One for all that is late, since the last of it was told; what has come meanwhile does not move it."""
        told = [d for d in self.deadlines if ("promise_late", _first(d), 0) in self.rung]
        if any(d in told for d in self._unmet(*PROMISES)):
            since = max(d.due for d in told)
            yield from self._again("promise_late", f"all since {since}", since, POLICY["promise_again"])

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


def _name(bell: Bell) -> tuple[str, str, int]:
    return bell.says, bell.about, bell.nth


def _first(d: Deadline) -> str:
    return f"first {_about(d)}"


def _about(d: Deadline) -> str:
    return f"{d.label}@{d.due}"


def _days_after(day: date, count: int) -> date:
    for _ in range(count):
        day = business_day_after(day)
    return day


def _working(day: date) -> date:
    while not is_business_day(day):
        day += DAY
    return day
