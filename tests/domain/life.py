"""The life of one case without a store: what is done to it, and what it says by itself, as bot/desk/alarms.py does."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain import agenda, worktime
from bot.domain import cases as work
from bot.domain.agenda import Step
from bot.domain.cases import Case, Change, Event, Refused
from bot.domain.casework import handling, reporting

A_MOMENT = timedelta(microseconds=1)
TO_NO_STAFF = ("missed", "return", "data_silent", "no_answer")
"""Steps that page nobody: only the card, the case's thread, or the caller."""


@dataclass
class Life:
    """`spoken`: (moment, when it was said, word); a rung of a ladder is said by its name. `history`: every event."""

    case: Case
    now: datetime
    spoken: list[tuple[datetime, datetime, str]] = field(default_factory=list)
    history: list[Event] = field(default_factory=list)
    told: list[tuple[str, datetime]] = field(default_factory=list)

    @classmethod
    def opened(cls, case: Case, at: datetime) -> "Life":
        opened, event = work.open_case(case, at)
        return cls(opened, at, history=[event])

    def do(self, change: Callable[[Case, datetime], Change], at: datetime) -> str:
        """What became of it: the event, or why it was refused, in which case nothing has changed."""
        self.pass_until(at)
        before = self.case
        try:
            self.case, event = change(self.case, at)
        except Refused as refused:
            assert self.case == before
            return refused.key
        self.history.append(event)
        return event.event

    def pass_until(self, at: datetime) -> None:
        """Everything that is due by then."""
        while (due := agenda.next_steps(self.case)) and due[0].at <= at:
            self.now = max(self.now, due[0].at)
            self.told += [(step.key, step.at) for step in due]
            told = self.case.told
            self.case = replace(self.case, told={**told, **{step.key: told.get(step.key, 0) + 1 for step in due}})
            if timely := [step for step in due if not self._overtaken(step)]:
                step = agenda.as_one(timely)
                self.spoken.append((step.at, self.now, word(step)))
                self._follow(step)
        self.now = max(self.now, at)

    def _overtaken(self, step: Step) -> bool:
        if step.repeats:
            return any(s.key == step.key and s.at <= self.now for s in agenda.steps(self.case))
        return any(step.at < clock.due <= self.now for clock in step.clocks)

    def _follow(self, step: Step) -> None:
        change = None
        if step.kind == "missed":
            change = work.missed(self.case, step.at)
        elif step.kind == "back":
            change = handling.release(self.case, None, step.at)
        elif step.kind == "no_answer":
            change = reporting.close(self.case, None, "brak odpowiedzi", step.at)
        if change:
            self.case, event = change
            self.history.append(event)


def word(step: Step) -> str:
    """A rung by its name, anything else by its kind."""
    return step.key.rpartition(":")[2] if step.kind == "reaction" else step.kind


def in_hours(case: Case, step: Step) -> bool:
    """Whether staff may be paged at this step: within, or at the end of, the hours of the reaction it is about."""
    calendar = next((k.calendar for k in step.clocks if k.kind == "reaction"), agenda.hours(case))
    return step.kind in TO_NO_STAFF or any(worktime.is_open(calendar, at) for at in (step.at - A_MOMENT, step.at))
