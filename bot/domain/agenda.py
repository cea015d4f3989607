"""What a case will do next by itself, and when: computed from the case alone, so that one wake-up is enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import sla
from bot.domain.cases import Case
from bot.domain.catalogue import CATALOGUE
from bot.domain.catalogue import service as find_service
from bot.domain.clocks import Clock, running
from bot.domain.worktime import add, first_day, instant, local, next_business_day, point, weekly

PROMISES = ("dispatch", "delivery", "onsite")
BEFORE_DECISION = ("opened", "taken", "contacted")
"""States in which a case whose owner is silent goes back to the queue."""
TOGETHER = ("missed", "promise", "promise_late")
"""What is told as one when it is due at the same moment."""
STANDARD_HOURS = "8x5"
"""The hours of a case that promises no reaction (docs/terminy.md S02)."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something due: `kind` says what, `key` under which name it is remembered as done, `tell` who hears of it.

    `clocks` are the deadlines it is about; what `repeats` is remembered by its count.
    """

    at: datetime
    kind: str
    key: str
    tell: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    repeats: bool = False


def next_step(case: Case) -> Step | None:
    """The earliest thing that has not been done yet; None when the case is over."""
    return next(iter(next_steps(case)), None)


def next_steps(case: Case) -> tuple[Step, ...]:
    """The same, with all that is told in one breath with it: promises of one moment."""
    ahead = sorted(steps(case), key=lambda s: (s.at, s.kind != "missed", s.key))
    if not ahead or ahead[0].kind not in TOGETHER:
        return tuple(ahead[:1])
    return tuple(s for s in ahead if (s.at, s.kind) == (ahead[0].at, ahead[0].kind))


def as_one(alike: Sequence[Step]) -> Step:
    """Steps of one moment and kind, told to everybody whom one of them concerns."""
    tell = dict.fromkeys(who for step in alike for who in step.tell)
    return replace(alike[0], tell=tuple(tell), clocks=tuple(clock for step in alike for clock in step.clocks))


def steps(case: Case) -> Iterator[Step]:
    """Everything ahead as the case stands now, in no order; of what repeats only the next time."""
    return (step for step in _all(case) if step.repeats or step.key not in case.told)


def hours(case: Case) -> str:
    """The calendar in which the case may page people: that of its reaction, the widest of all its services."""
    if not case.verified:
        return sla.UNKNOWN_SERVICE.calendar
    reactions = (find_service(service).rule(case.urgency).reaction for service in case.services)
    return max((r.calendar for r in reactions if r), key=weekly, default=STANDARD_HOURS)


def waiting(case: Case, kind: str) -> Clock | None:
    """The earliest deadline of this kind that nobody has met."""
    return min((c for c in case.clocks if c.kind == kind and c.waiting), key=lambda c: c.due, default=None)


def promises(case: Case) -> tuple[Clock, ...]:
    """The deliveries and visits that are still to come."""
    return tuple(c for c in case.clocks if c.kind in PROMISES and c.waiting)


def was_missed(case: Case, clock: Clock) -> bool:
    """Whether this very deadline has passed and been called out before, maybe under another priority since."""
    return _missed(clock) in case.told


def _all(case: Case) -> Iterator[Step]:
    for clock in case.clocks:
        if clock.state == "running":
            yield Step(clock.due, "missed", _missed(clock), clocks=(clock,))
    yield from _return(case)
    if case.open:
        yield from _reaction(case)
        for clock in promises(case):
            yield from _promise(case, clock)
        yield from _still_late(case)
        yield from _ball(case)


def _ball(case: Case) -> Iterator[Step]:
    """Whoever has the ball is reminded: the caller, the owner, or the queue."""
    if case.taken_over_by and "unanswered" in case.moments:
        yield from _takeover(case)
    if case.state == "rejected":
        closing = _working_days(local(case.moments["rejected"]).date(), case.policy.rejected_days)
        at = instant(closing, local(case.moments["rejected"]).time())
        yield Step(at, "no_answer", f"no_answer@{at.isoformat()}")
    elif case.state == "data_requested":
        yield from _data(case)
    elif not case.owner:
        yield from _queue(case)
    elif case.state in BEFORE_DECISION or not any(c.waiting and c.kind != "reaction" for c in case.clocks):
        yield from _owner(case)


def _reaction(case: Case) -> Iterator[Step]:
    """A ladder for each reaction that nobody has met; those due at the same moment are one."""
    for clock in case.clocks:
        if running(clock, "reaction"):
            yield from _ladder(case, f"ladder@{clock.due.isoformat()}", clock.start, clock.due, clock)


def _ladder(case: Case, key: str, start: datetime, due: datetime, clock: Clock | None = None) -> Iterator[Step]:
    """The escalation ladder; a warning due before the clocks were computed is left out, and a rung of a closed case."""
    calendar, reopened = clock.calendar if clock else hours(case), case.moments.get("reopened", start)
    for rung in case.policy.reaction:
        at = due if rung.percent == 100 else point(calendar, start, due, rung.percent / 100)
        at = add(calendar, at, timedelta(minutes=rung.after)) if rung.after else at
        if at > reopened and (rung.percent == 100 or clock is None or at > case.moments["clocks"]):
            yield Step(at, "reaction", f"{key}:{rung.name}", rung.tell, (clock,) if clock else ())


def _queue(case: Case) -> Iterator[Step]:
    """Nobody's case: one given back climbs a ladder of its own; at the top it is called out again and again."""
    since, top = case.moments["queued"], waiting(case, "reaction")
    due = _after(case, since, case.policy.queue_minutes)
    if since > case.submitted_at:
        yield from _ladder(case, f"queue@{since.isoformat()}", since, due)
    elif top:
        due = max(due, top.due)
    yield _again(case, "unclaimed", f"unclaimed@{since.isoformat()}", due, case.policy.queue_again)


def _owner(case: Case) -> Iterator[Step]:
    """An owner who does nothing is reminded; before the decision the case then goes back to the queue."""
    since = case.moments["touched"]
    key = f"silent@{since.isoformat()}"
    if case.state not in BEFORE_DECISION:
        yield _again(case, "silent", key, since, case.policy.owner_lost)
        return
    yield Step(_after(case, since, case.policy.owner_silent), "silent", key)
    yield Step(_after(case, since, case.policy.owner_lost), "back", f"{key}:back")


def _data(case: Case) -> Iterator[Step]:
    """Asked for data, the caller is reminded once; then the owner hears that there are none."""
    since = case.moments["requested"]
    key = f"data@{since.isoformat()}"
    yield Step(_after(case, since, case.policy.data_silent), "data_silent", f"{key}:silent")
    yield _again(case, "data_missing", key, since, case.policy.data_missing)


def _takeover(case: Case) -> Iterator[Step]:
    """A caller whom a person has promised to answer waits: the engineer is asked, never the caller."""
    since = case.moments["unanswered"]
    for minutes in case.policy.takeover_silent:
        yield Step(_after(case, since, minutes), "takeover", f"takeover@{since.isoformat()}:{minutes}")


def _promise(case: Case, clock: Clock) -> Iterator[Step]:
    """A delivery or presence: a warning in time, and the deadline to the manager."""
    key, policy = _name(clock), case.policy
    if clock.by_date:
        warned = instant(local(clock.due).date(), policy.promise_clock)
    else:
        warned = point(clock.calendar, clock.start, clock.due, policy.promise_percent / 100)
    if warned > case.moments["clocks"]:
        yield Step(warned, "promise", f"promise:{key}", clocks=(clock,))
    yield Step(clock.due, "promise_late", _late(clock), ("manager",), (clock,))


def _still_late(case: Case) -> Iterator[Step]:
    """Whatever is late is called out together, again and again since the last of it became late."""
    told = [c for c in case.clocks if c.kind in PROMISES and _late(c) in case.told]
    if any(c.waiting for c in told):
        since = max(c.due for c in told)
        yield _again(case, "promise_late", f"promise_again@{since.isoformat()}", since, case.policy.promise_again)


def _return(case: Case) -> Iterator[Step]:
    """The broken device: the caller is reminded in the morning, and everybody when it is overdue.

    A reminder whose morning was over when the delivery became known is left out.
    """
    clock, policy = waiting(case, "return"), case.policy
    if clock is None:
        return
    key, delivered = _name(clock), local(clock.start).date()
    for day in sorted({first_day(delivered + timedelta(days=n), CATALOGUE.off) for n in policy.return_days}):
        if case.moments["clocks"] < instant(day, policy.return_clock) < clock.due:
            yield Step(instant(day, policy.return_clock), "return", f"return:{key}:{day}", clocks=(clock,))
    overdue, times = f"overdue:{key}", case.told.get(f"overdue:{key}", 0)
    day = _working_days(local(clock.due).date(), 1 + times * policy.return_again_days)
    yield Step(instant(day, policy.return_clock), "overdue", overdue, clocks=(clock,), repeats=True)


def _again(case: Case, kind: str, key: str, since: datetime, minutes: int) -> Step:
    """The next of many: every so many minutes of the case's hours."""
    times = case.told.get(key, 0)
    return Step(_after(case, since, (times + 1) * minutes), kind, key, repeats=True)


def _after(case: Case, since: datetime, minutes: int) -> datetime:
    return add(hours(case), since, timedelta(minutes=minutes))


def _working_days(day: date, count: int) -> date:
    for _ in range(count):
        day = next_business_day(day)
    return day


def _missed(clock: Clock) -> str:
    return f"missed:{_name(clock)}"


def _late(clock: Clock) -> str:
    """The name under which a broken promise is remembered as told."""
    return f"promise_late:{_name(clock)}"


def _name(clock: Clock) -> str:
    """A clock that was computed anew speaks up anew."""
    return f"{clock.label}@{clock.due.isoformat()}"
