"""A running deadline of a case, as it is kept: when it started, when it is due, and whether it was met."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.explain import explain
from bot.domain.sla import Due


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of one service; `state` is running, met, missed or cancelled; instants in UTC.

    `by_date`: people are told the day only; `calendar` is where its working time is measured; `explanation` tells
    in Polish how the deadline came about, as computed when the clock was started.
    """

    kind: str
    service: str | None
    start: datetime
    due: datetime
    by_date: bool
    calendar: str
    readings: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    met_at: datetime | None = None
    state: str = "running"

    @classmethod
    def of(cls, due: Due) -> "Clock":
        """The clock of a computed deadline."""
        return cls(due.kind, due.service, due.start, due.due, due.by_date, due.calendar, due.readings, explain(due))

    @property
    def waiting(self) -> bool:
        """Not met yet, be it late."""
        return self.met_at is None and self.state in ("running", "missed")

    @property
    def label(self) -> str:
        """Its name among the clocks of a case."""
        return f"{self.kind}:{self.service or '?'}"


def running(clock: Clock, kind: str) -> bool:
    """Still waiting for this kind of event, be it late."""
    return clock.kind == kind and clock.waiting


def meet(clocks: Iterable[Clock], kind: str, moment: datetime) -> tuple[Clock, ...]:
    """The clocks after that event; met when it came not later than due (docs/terminy.md section 3)."""
    return tuple(
        replace(c, met_at=moment, state="met" if moment <= c.due else "missed") if running(c, kind) else c
        for c in clocks
    )
