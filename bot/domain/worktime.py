"""Working time: open windows, Polish holidays and business days, exact in UTC across both clock changes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NoReturn
from zoneinfo import ZoneInfo

from holidays import country_holidays

from bot.domain.catalogue import CATALOGUE
from bot.domain.errors import DeadlineError
from bot.domain.moments import refuse_naive
from bot.domain.terms import Calendar, DaysOff

WARSAW = ZoneInfo(CATALOGUE.timezone)
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()


def instant(day: date, clock: time) -> datetime:
    """The UTC instant of a local time of day; of an hour that happens twice the first one."""
    return datetime.combine(day, clock, WARSAW).astimezone(UTC)


FIRST = instant(date(CATALOGUE.years[0], 1, 1), time.min)
END = instant(date(CATALOGUE.years[-1] + 1, 1, 1), time.min)


def out_of_range() -> NoReturn:
    """Refuse a moment in a year without known holidays."""
    first, last = CATALOGUE.years[0], CATALOGUE.years[-1]
    raise DeadlineError("year_out_of_range", f"Terminy można policzyć tylko dla lat {first}–{last}.")


def checked(moment: datetime) -> datetime:
    """The moment in UTC; raises DeadlineError `naive_time` or `year_out_of_range` (of its local year)."""
    refuse_naive(moment)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        out_of_range()
    return moment if FIRST <= moment < END else out_of_range()


def local(moment: datetime) -> datetime:
    """The moment as the clocks in Warsaw show it."""
    return moment.astimezone(WARSAW)


@cache
def clock_changes_on(day: date) -> bool:
    """Whether the local day has 23 or 25 hours."""
    return instant(day + ONE_DAY, time.min) - instant(day, time.min) != ONE_DAY


@cache
def holidays() -> dict[date, str]:
    """Public holidays of all supported years with their Polish names (docs/terminy.md, Święta)."""
    known = dict(country_holidays("PL", years=CATALOGUE.years, language="pl"))
    return dict.fromkeys(CATALOGUE.closed, "dzień wolny firmy") | known


def is_off(day: date, off: DaysOff) -> bool:
    """Whether the day is one of these days off; raises DeadlineError `year_out_of_range`."""
    if day.year not in CATALOGUE.years:
        out_of_range()
    return day.isoweekday() in off.weekdays or (off.holidays and day in holidays())


def first_day(day: date, off: DaysOff) -> date:
    """The day itself, or the first day after it that is not off."""
    while is_off(day, off):
        day += ONE_DAY
    return day


def is_business_day(day: date) -> bool:
    """Monday to Friday and not a public holiday (docs/terminy.md S02, R29)."""
    return not is_off(day, CATALOGUE.off)


def next_business_day(day: date) -> date:
    """The first business day after the day (docs/terminy.md R07)."""
    return first_day(day + ONE_DAY, CATALOGUE.off)


@dataclass(frozen=True, slots=True)
class _Windows:
    """All open windows of one calendar, half-open, with the open time that passed before each one."""

    opens: list[datetime]
    closes: list[datetime]
    before: list[timedelta]
    after: list[timedelta]


@cache
def _windows(name: str) -> _Windows:
    calendar = CATALOGUE.calendars[name]
    windows = _Windows([], [], [], [])
    passed = NOTHING
    for opens, closes in _all_windows(calendar):
        windows.opens.append(opens)
        windows.closes.append(closes)
        windows.before.append(passed)
        passed += closes - opens
        windows.after.append(passed)
    return windows


def _all_windows(calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    day, end = date(CATALOGUE.years[0], 1, 1), date(CATALOGUE.years[-1], 12, 31)
    until_midnight = calendar.closes == time.min
    while day <= end:
        if not is_off(day, calendar.off):
            yield instant(day, calendar.opens), instant(day + until_midnight * ONE_DAY, calendar.closes)
        day += ONE_DAY


def _passed(windows: _Windows, moment: datetime) -> timedelta:
    """Open time from the beginning of the calendar until the moment (UTC)."""
    index = bisect_right(windows.opens, moment) - 1
    if index < 0:
        return NOTHING
    return windows.before[index] + (min(moment, windows.closes[index]) - windows.opens[index])


def weekly(calendar: str) -> timedelta:
    """How long it is open in a week without holidays."""
    day = CATALOGUE.calendars[calendar]
    hours = day.closes.hour - day.opens.hour or 24
    return (7 - len(day.off.weekdays)) * timedelta(hours=hours)


def add(calendar: str, start: datetime, amount: timedelta) -> datetime:
    """The first instant by which `amount` of open time has passed since `start` (UTC, never before `start`).

    The clock pauses outside the windows (docs/terminy.md R01). Raises DeadlineError `year_out_of_range`.
    """
    windows, start = _windows(calendar), checked(start)
    target = _passed(windows, start) + amount
    index = bisect_left(windows.after, target)
    if index == len(windows.after):
        out_of_range()
    due = windows.opens[index] + (target - windows.before[index])
    return max(start, due) if due < END else out_of_range()


def between(calendar: str, start: datetime, end: datetime) -> timedelta:
    """Open time between two instants; negative when `end` comes first."""
    windows = _windows(calendar)
    return _passed(windows, checked(end)) - _passed(windows, checked(start))


def point(calendar: str, start: datetime, due: datetime, share: float) -> datetime:
    """The instant at which `share` (0..1) of the open time between `start` and `due` has passed."""
    return add(calendar, start, between(calendar, start, due) * share)


def is_open(calendar: str, moment: datetime) -> bool:
    """Whether the moment lies in a window; 9:00:00 does, 17:00:00 does not."""
    windows, moment = _windows(calendar), checked(moment)
    index = bisect_right(windows.opens, moment) - 1
    return index >= 0 and moment < windows.closes[index]


def open_windows(calendar: str, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of open time between two instants, in order, each cut to fit (UTC)."""
    windows, start, end = _windows(calendar), checked(start), checked(end)
    index = max(bisect_right(windows.opens, start) - 1, 0)
    while index < len(windows.opens) and windows.opens[index] < end:
        opens, closes = max(windows.opens[index], start), min(windows.closes[index], end)
        if opens < closes:
            yield opens, closes
        index += 1
