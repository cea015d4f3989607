"""Days, moments and spans as people say them."""

from datetime import date, timedelta

import pytest

from bot.domain import sla
from bot.domain.dates import on_date, plural, say_date, say_due, say_moment, say_short, say_span, say_until
from tests.domain.warsaw import at

NOW = at("2026-11-19 14:20")  # a Thursday


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-16", "pon 16 listopada"),
        ("2026-11-17", "wt 17 listopada"),
        ("2026-02-18", "śr 18 lutego"),
        ("2026-03-19", "czw 19 marca"),
        ("2026-11-20", "pt 20 listopada"),
        ("2026-08-01", "sob 1 sierpnia"),
        ("2026-11-22", "nd 22 listopada"),
        ("2027-01-04", "pon 4 stycznia 2027"),
        ("2025-10-31", "pt 31 października 2025"),
    ],
)
def test_days(day: str, said: str) -> None:
    assert say_date(date.fromisoformat(day), NOW) == said


def test_the_preposition_goes_with_the_day() -> None:
    assert on_date(date(2026, 11, 24), NOW) == "we wt 24 listopada"
    assert on_date(date(2026, 11, 25), NOW) == "w śr 25 listopada"


def test_short_days() -> None:
    assert say_short(date(2027, 5, 4)) == "wt 4.05"


@pytest.mark.parametrize(
    ("moment", "said", "until"),
    [
        ("2026-11-19 17:00", "dziś, 17:00", "dziś do 17:00"),
        ("2026-11-19 23:59:59", "dziś, 23:59", "dziś do 23:59"),
        ("2026-11-20 00:00", "pt 20 listopada, 0:00", "pt 20 listopada, do 0:00"),
        ("2026-11-20 09:05:59", "pt 20 listopada, 9:05", "pt 20 listopada, do 9:05"),  # never later than promised
        ("2027-05-04 09:40", "wt 4 maja 2027, 9:40", "wt 4 maja 2027, do 9:40"),
        ("2026-12-31T23:30:00+00:00", "pt 1 stycznia 2027, 0:30", "pt 1 stycznia 2027, do 0:30"),
    ],
)
def test_moments(moment: str, said: str, until: str) -> None:
    assert say_moment(at(moment), NOW) == said
    assert say_until(at(moment), NOW) == until


def test_the_hour_that_comes_twice_says_which_one_it_is() -> None:
    assert say_until(at("2026-10-25T02:30:00+02:00"), NOW) == "nd 25 października, do 2:30 czasu letniego"
    assert say_until(at("2026-10-25T02:30:00+01:00"), NOW) == "nd 25 października, do 2:30 czasu zimowego"


def test_today_is_a_day_in_warsaw() -> None:
    just_after_midnight = at("2026-11-20T00:30:00+01:00")
    assert say_moment(just_after_midnight, at("2026-11-19T23:45:00+00:00")) == "dziś, 0:30"


def test_a_promised_day_is_said_without_an_hour() -> None:
    confirmed = at("2026-11-19 15:00")
    (delivery,) = sla.promises("huawei.ahb.8x5xnbd", "P2", confirmed)
    assert say_due(delivery, NOW) == "pt 20 listopada"
    (soon,) = sla.promises("extreme.ahb.24x7xnbd", "P2", confirmed)
    assert say_due(soon, NOW) == "dziś do 23:00"
    back = sla.return_due("huawei.ahb.8x5xnbd", confirmed)
    assert back
    assert say_due(back, NOW) == "czw 26 listopada"


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (1, "godzina"), (2, "godziny"), (4, "godziny"), (5, "godzin"), (0, "godzin"), (11, "godzin"), (12, "godzin"),
        (14, "godzin"), (21, "godzin"), (22, "godziny"), (25, "godzin"), (101, "godzin"), (112, "godzin"),
        (122, "godziny"), (-1, "godzina"), (-3, "godziny"),
    ],
)  # fmt: skip
def test_plural_forms(n: int, form: str) -> None:
    assert plural(n, "godzina", "godziny", "godzin") == form


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(hours=1, minutes=20), "1 godzina 20 minut"),
        (timedelta(hours=22, minutes=1), "22 godziny 1 minuta"),
        (timedelta(days=1, hours=5, minutes=59), "1 dzień 5 godzin"),
        (timedelta(days=3), "3 dni"),
        (timedelta(minutes=2, seconds=59), "2 minuty"),
        (timedelta(seconds=59), "mniej niż minuta"),
        (-timedelta(minutes=5), "5 minut"),
    ],
)
def test_spans(span: timedelta, said: str) -> None:
    assert say_span(span) == said
