"""What a service promises, term by term: records without behaviour, read from catalogue.json."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Literal

Anchor = Literal["delivered_at", "delivery_due", "onsite_due"]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Which days do not count: some weekdays (Monday is 1), and public holidays or not."""

    weekdays: frozenset[int]
    holidays: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a clock runs: from `opens` to `closes` local time, except on days off."""

    name: str
    opens: time
    closes: time  # midnight is the end of the day
    off: DaysOff


@dataclass(frozen=True, slots=True)
class Reaction:
    """An engineer's contact within so much open time from submission (docs/terminy.md S07, S08)."""

    allowed: timedelta
    calendar: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """A promise within so much open time from confirmation (docs/terminy.md S12, S14, S22)."""

    allowed: timedelta
    calendar: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextBusinessDay:
    """A promise for the business day after the one the confirmation counts for (docs/terminy.md S13)."""

    cutoff: time | None
    inclusive: bool  # whether the very moment of the cut-off still counts: „do” (S18), not „przed” (S20)
    waits_on_day_off: bool  # a confirmation on a day off counts as made on the next business day (R07)
    closes: time
    calendar: str  # the office hours ending at `closes`; working time until the deadline is measured in it
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """The broken device goes back so many calendar days after the day of delivery (docs/terminy.md S30)."""

    days: int
    off: DaysOff  # a last day that is off moves to the next one that is not (R21)
    closes: time
    calendar: str
    anchors: tuple[Anchor, ...]  # what the days are counted from: the first one that is known (R20, R22)
    readings: tuple[str, ...]


Promise = Hours | NextBusinessDay
Terms = Reaction | Hours | NextBusinessDay | Return
