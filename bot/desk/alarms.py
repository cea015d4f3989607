"""A case speaking up by itself: one wake-up at its next step, looked at again when it fires."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.desk.naming import promised, service_of
from bot.desk.paging import Paging
from bot.desk.silence import back_to_bot
from bot.desk.voice import Voice
from bot.domain import agenda
from bot.domain import cases as work
from bot.domain.agenda import Step
from bot.domain.cases import Case
from bot.domain.casework import handling, reporting
from bot.domain.dates import say_moment, say_span, say_until
from bot.store import cases, wakeups
from bot.store.wakeups import Wakeup

AT_ONCE = timedelta(minutes=1)
"""Until then a wake-up counts as on time."""
DUTY = ("channel", "duty")
DONE = ("delivered", "onsite", "returned")
"""States after which a case with nothing left to wait for should be closed."""
DEEDS = ("back", "no_answer")
"""Steps that change the case."""
WARNINGS = ("reaction", "promise", "return")


def key(number: int) -> str:
    """The wake-up of a case; there is exactly one while anything lies ahead."""
    return f"case:{number}"


class Alarms:
    """Arms and fires the wake-ups of cases."""

    def __init__(self, voice: Voice, paging: Paging, clock: Clock) -> None:
        self._voice, self._paging, self._clock = voice, paging, clock

    def arm(self, c: Connection, case: Case) -> None:
        """The case wakes up at its next step; a case that is over, never."""
        if step := agenda.next_step(case):
            about = {"case": case.number, "lock": cases.lock_name(case.number)}
            wakeups.arm(c, key(case.number), "case", step.at, about)
        else:
            wakeups.cancel(c, key(case.number))

    def fire(self, c: Connection, wakeup: Wakeup) -> None:
        """Everything due by then, in order; after an outage nobody is warned of what has happened meanwhile."""
        case = cases.lock(c, wakeup.payload["case"])
        while case and (due := agenda.next_steps(case)) and due[0].at <= wakeup.due:
            case = replace(case, told={**case.told, **{s.key: case.told.get(s.key, 0) + 1 for s in due}})
            if timely := [step for step in due if not self._overtaken(case, step)]:
                step = self._said_now(agenda.as_one(timely))
                case = self._does[step.kind](self, c, case, step)
            cases.keep(c, case)
        if case:
            self.arm(c, case)

    def _overtaken(self, case: Case, step: Step) -> bool:
        """Whether, late as it is looked at, the next time of the same reminder or its deadline has come already."""
        now = self._clock.now()
        if step.repeats:
            return any(s.key == step.key and s.at <= now for s in agenda.steps(case))
        return step.kind in WARNINGS and any(step.at < clock.due <= now for clock in step.clocks)

    def _said_now(self, step: Step) -> Step:
        """A step looked at late speaks of the present: „dziś” said yesterday would mislead. Deeds keep their time."""
        now = self._clock.now()
        return replace(step, at=now) if now - step.at > AT_ONCE and step.kind not in DEEDS else step

    def _missed(self, c: Connection, case: Case, step: Step) -> Case:
        change = work.missed(case, step.clocks[0].due)
        if change is None:
            return case
        case = cases.save(c, change)
        self._voice.show(c, case, step.at)
        return case

    def _reaction(self, c: Connection, case: Case, step: Step) -> Case:
        """A rung of the ladder: how much time is left, or that none is; a case given back climbs without a clock."""
        if not step.clocks:
            return self._unclaimed(c, case, step)
        (clock,), at = step.clocks, step.at
        text = "warning" if at < clock.due else "late" if "manager" in step.tell else "escalated"
        due = say_until(clock.due, at) if at < clock.due else say_moment(clock.due, at)
        words = {"of": service_of(case, clock), "left": say_span(clock.due - at), "due": due}
        return self._said(c, case, step, text, step.tell, owner=case.owner_name or "nikt", **words)

    def _unclaimed(self, c: Connection, case: Case, step: Step) -> Case:
        since = say_moment(case.moments["queued"], step.at)
        return self._said(c, case, step, "unclaimed", step.tell or DUTY, since=since)

    def _silent(self, c: Connection, case: Case, step: Step) -> Case:
        since = say_moment(case.moments["touched"], step.at)
        text = "unclosed" if case.state in DONE else "silent"
        return self._said(c, case, step, text, DUTY, since=since, owner=case.owner_name)

    def _back(self, c: Connection, case: Case, step: Step) -> Case:
        owner, led = case.owner_name, bool(case.taken_over_by)
        case = cases.save(c, handling.release(case, None, step.at))
        self._voice.show(c, case, step.at)
        self._voice.hear(c, "told_released", case, step.at)
        if led:
            back_to_bot(c, case, step.at)
        return self._said(c, case, step, "back", DUTY, owner=owner)

    def _promise(self, c: Connection, case: Case, step: Step) -> Case:
        return self._said(c, case, step, "promise", DUTY, **promised(case, step))

    def _promise_late(self, c: Connection, case: Case, step: Step) -> Case:
        """One more that is late, or all of them again: either way everything that is late is named."""
        late = replace(step, clocks=tuple(clock for clock in agenda.promises(case) if clock.due <= step.at))
        return self._said(c, case, step, "promise_late", (*DUTY, *step.tell), **promised(case, late))

    def _return(self, c: Connection, case: Case, step: Step) -> Case:
        (clock,) = step.clocks
        self._voice.hear(c, "told_return", case, step.at, due=say_until(clock.due, step.at, by_date=True))
        return case

    def _overdue(self, c: Connection, case: Case, step: Step) -> Case:
        (clock,) = step.clocks
        due = say_until(clock.due, step.at, by_date=True)
        self._voice.hear(c, "told_overdue", case, step.at, due=due)
        return self._said(c, case, step, "overdue", DUTY, due=due)

    def _data_silent(self, c: Connection, case: Case, step: Step) -> Case:
        asked = [e.reason or "" for e in cases.history(c, case.number) if e.event == "data_requested"]
        self._voice.hear(c, "told_data_again", case, step.at, text=asked[-1] if asked else "")
        return case

    def _data_missing(self, c: Connection, case: Case, step: Step) -> Case:
        since = say_moment(case.moments["requested"], step.at)
        return self._said(c, case, step, "data_missing", DUTY, since=since, owner=case.owner_name)

    def _no_answer(self, c: Connection, case: Case, step: Step) -> Case:
        case = cases.save(c, reporting.close(case, None, "brak odpowiedzi po odrzuceniu", step.at))
        self._voice.show(c, case, step.at)
        self._voice.hear(c, "told_no_answer", case, step.at)
        return self._said(c, case, step, "no_answer", ("channel",))

    def _takeover(self, c: Connection, case: Case, step: Step) -> Case:
        since = say_moment(case.moments["unanswered"], step.at)
        return self._said(c, case, step, "caller_waits", DUTY, since=since, owner=case.owner_name)

    def _said(self, c: Connection, case: Case, step: Step, text: str, whom: tuple[str, ...], **words: str) -> Case:
        self._paging.tell(c, whom, case, text, step.at, number=str(case.number), **words)
        return case

    _does: Mapping[str, Callable[["Alarms", Connection, Case, Step], Case]] = {
        "missed": _missed,
        "reaction": _reaction,
        "unclaimed": _unclaimed,
        "silent": _silent,
        "back": _back,
        "promise": _promise,
        "promise_late": _promise_late,
        "return": _return,
        "overdue": _overdue,
        "data_silent": _data_silent,
        "data_missing": _data_missing,
        "no_answer": _no_answer,
        "takeover": _takeover,
    }
