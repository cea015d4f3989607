"""Moments as engineers type them; said on Friday 20 November 2026 at 10:00 unless the table says otherwise."""

from datetime import UTC, datetime

import pytest

from bot.domain.worktime import WARSAW
from flows.obsluga_sprawy.when import read

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("", "2026-11-20 10:00"),
        ("teraz", "2026-11-20 10:00"),
        ("przed chwilą", "2026-11-20 10:00"),
        ("9:40", "2026-11-20 09:40"),
        ("9.40", "2026-11-20 09:40"),
        ("o 9", "2026-11-20 09:00"),
        ("ok. 9:40.", "2026-11-20 09:40"),
        ("godz. 9:40", "2026-11-20 09:40"),
        ("10:01", "2026-11-20 10:01"),  # in the future: whoever asks refuses it
        ("23:50", "2026-11-20 23:50"),
        ("dziś 9:40", "2026-11-20 09:40"),
        ("dzisiaj o 9", "2026-11-20 09:00"),
        ("Wczoraj o 15", "2026-11-19 15:00"),
        ("wczoraj, 15:00", "2026-11-19 15:00"),
        ("przedwczoraj 8:05", "2026-11-18 08:05"),
        ("w piątek 9:00", "2026-11-20 09:00"),  # today is one
        ("w piątek 14:30", "2026-11-20 14:30"),  # and still to come
        ("w czwartek 14:30", "2026-11-19 14:30"),
        ("czw 14:30", "2026-11-19 14:30"),
        ("we wtorek o 8", "2026-11-17 08:00"),
        ("wt. 8:00", "2026-11-17 08:00"),
        ("w środę 8:00", "2026-11-18 08:00"),
        ("w sobote 8:00", "2026-11-14 08:00"),
        ("nd 8:00", "2026-11-15 08:00"),
        ("w poniedzialek 8:00", "2026-11-16 08:00"),
        ("19.11 9:30", "2026-11-19 09:30"),
        ("19.11.2026 9:30", "2026-11-19 09:30"),
        ("19 listopada o 9:30", "2026-11-19 09:30"),
        ("2 października 9:30", "2026-10-02 09:30"),
        ("25.11 9:00", "2026-11-25 09:00"),  # nearer than last year's
        ("30.12 9:00", "2026-12-30 09:00"),
        ("20 minut temu", "2026-11-20 09:40"),
        ("5 min temu", "2026-11-20 09:55"),
        ("godzinę temu", "2026-11-20 09:00"),
        ("2h temu", "2026-11-20 08:00"),
        ("kwadrans temu", "2026-11-20 09:45"),
        ("pół godziny temu", "2026-11-20 09:30"),
        ("2 dni temu", "2026-11-18 10:00"),
    ],
)
def test_what_is_said_means_a_moment(said: str, means: str) -> None:
    assert f"{_local(read(said, NOW.astimezone(UTC))):%Y-%m-%d %H:%M}" == means


@pytest.mark.parametrize(
    "said",
    ["jutro", "kiedyś", "25:00", "24:00", "9:60", "31.11 9:00", "32.1 9:00", "19 x 9:00", "wczoraj", "1001"],
)
def test_what_means_no_moment_is_not_guessed(said: str) -> None:
    assert read(said, NOW.astimezone(UTC)) is None


@pytest.mark.parametrize(
    ("at", "said", "means"),
    [
        ("2026-11-20 00:10", "23:50", "2026-11-19 23:50"),  # after midnight the evening was yesterday
        ("2026-11-20 00:10", "0:05", "2026-11-20 00:05"),
        ("2026-11-20 03:59", "18:00", "2026-11-19 18:00"),
        ("2026-11-20 04:00", "18:00", "2026-11-20 18:00"),
        ("2027-01-04 09:00", "30.12 9:00", "2026-12-30 09:00"),  # in January December is past
        ("2026-10-25 10:00", "9 godzin temu", "2026-10-25 02:00"),  # winter time came that night: the second 2:00
    ],
)
def test_the_night_the_new_year_and_the_change_of_time(at: str, said: str, means: str) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=WARSAW)
    assert f"{_local(read(said, now.astimezone(UTC))):%Y-%m-%d %H:%M}" == means


def _local(moment: datetime | None) -> datetime:
    assert moment
    return moment.astimezone(WARSAW)
