"""Open windows: their edges, their length on the nights the clock changes, and shares of working time."""

from datetime import datetime, timedelta

import pytest

from bot.domain import worktime
from bot.domain.errors import DeadlineError
from bot.domain.worktime import local
from tests.domain.warsaw import at

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("calendar", "moment", "is_open"),
    [
        ("8x5", "2026-11-19 08:59:59.999999", False),
        ("8x5", "2026-11-19 09:00", True),
        ("8x5", "2026-11-19 16:59:59.999999", True),
        ("8x5", "2026-11-19 17:00", False),
        ("9x5", "2026-11-19 17:00", True),
        ("9x5", "2026-11-19 18:00", False),
        ("8x5", "2026-11-21 12:00", False),  # a Saturday
        ("8x5", "2026-11-11 12:00", False),  # a holiday
        ("24x7", "2026-11-11 03:00", True),
        ("8x5", "2015-01-01 12:00", False),  # before the first window there is
        ("24x7", "2040-12-31 23:59:59", True),
    ],
)
def test_a_window_is_half_open(calendar: str, moment: str, is_open: bool) -> None:
    assert worktime.is_open(calendar, at(moment)) is is_open


@pytest.mark.parametrize(
    ("calendar", "start", "end", "hours"),
    [
        ("8x5", "2026-11-19 12:00", "2026-11-19 14:00", 2),
        ("8x5", "2026-11-20 16:00", "2026-11-23 10:00", 2),  # 1 h on Friday, 1 h on Monday
        ("8x5", "2026-11-21 00:00", "2026-11-22 23:00", 0),
        ("8x5", "2026-11-19 14:00", "2026-11-19 12:00", -2),
        ("24x7", "2026-03-29 00:00", "2026-03-30 00:00", 23),  # the short day
        ("24x7", "2026-10-25 00:00", "2026-10-26 00:00", 25),  # the long one
        ("8x5", "2026-10-23 09:00", "2026-10-26 17:00", 16),
        ("8x5", "2027-01-01 00:00", "2028-01-01 00:00", 253 * 8),  # 261 weekdays, 8 holidays on them
    ],
)
def test_open_time_between(calendar: str, start: str, end: str, hours: int) -> None:
    assert worktime.between(calendar, at(start), at(end)) == hours * HOUR


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-11-20 16:00", 1 * HOUR, "2026-11-20 17:00"),  # up to the closing, not to the next opening
        ("2026-11-20 16:00", 9 * HOUR, "2026-11-23 17:00"),
        ("2026-11-21 12:00", 0 * HOUR, "2026-11-21 12:00"),  # nothing is added, nothing moves
        ("2026-11-21 12:00", timedelta(microseconds=1), "2026-11-23 09:00:00.000001"),
    ],
)
def test_adding_open_time(start: str, amount: timedelta, end: str) -> None:
    assert worktime.add("8x5", at(start), amount) == at(end)


@pytest.mark.parametrize(
    ("calendar", "start", "due", "half", "most"),
    [
        ("8x5", "2026-11-20 10:00", "2026-11-20 11:00", "2026-11-20 10:30", "2026-11-20 10:48"),
        # 20 min on Friday 30 April, 40 min on Tuesday 4 May: 30 → 9:10, 48 → 9:28.
        ("8x5", "2027-04-30 16:40", "2027-05-04 09:40", "2027-05-04 09:10", "2027-05-04 09:28"),
        # Confirmed on a Friday at 15:00, promised for Monday: 2 + 8 h; 5 → Mon 12:00, 8 → Mon 15:00.
        ("8x5", "2026-11-20 15:00", "2026-11-23 17:00", "2026-11-23 12:00", "2026-11-23 15:00"),
        ("24x7", "2026-11-21 22:00", "2026-11-22 02:00", "2026-11-22 00:00", "2026-11-22 01:12"),
    ],
)
def test_shares_of_the_working_time(calendar: str, start: str, due: str, half: str, most: str) -> None:
    assert worktime.point(calendar, at(start), at(due), 0.5) == at(half)
    assert worktime.point(calendar, at(start), at(due), 0.8) == at(most)


def test_open_windows_are_cut_to_the_span() -> None:
    found = worktime.open_windows("8x5", at("2027-04-30 16:40"), at("2027-05-04 09:40"))
    assert [tuple(f"{local(moment):%d %H:%M}" for moment in window) for window in found] == [
        ("30 16:40", "30 17:00"),
        ("04 09:00", "04 09:40"),
    ]


@pytest.mark.parametrize("moment", ["2014-12-31 23:59:59", "2041-01-01 00:00", "9999-12-31T23:59:59-14:00"])
def test_outside_the_known_years_nothing_is_guessed(moment: str) -> None:
    with pytest.raises(DeadlineError) as refused:
        worktime.add("24x7", at(moment), HOUR)
    assert refused.value.code == "year_out_of_range"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(DeadlineError) as refused:
        worktime.is_open("8x5", datetime(2026, 11, 19, 12))  # noqa: DTZ001  what is refused
    assert refused.value.code == "naive_time"
