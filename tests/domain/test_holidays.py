"""Public holidays: what is off, what is not, and which years can be asked about."""

from datetime import date

import pytest

from bot.domain import worktime
from bot.domain.catalogue import CATALOGUE
from bot.domain.errors import DeadlineError
from tests.domain import slow_sla


@pytest.mark.parametrize("year", CATALOGUE.years)
def test_the_library_and_first_principles_agree_on_every_holiday(year: int) -> None:
    assert {day for day in worktime.holidays() if day.year == year} == slow_sla.holidays(year)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-12-24", True),  # a Tuesday; Christmas Eve is a holiday only from 2025
        ("2025-12-24", False),
        ("2018-11-12", False),  # once, for a hundred years of independence
        ("2019-11-12", True),
        ("2026-06-04", False),  # Corpus Christi: Easter on 5 April + 60 days
        ("2026-05-24", False),  # Pentecost, a Sunday anyway
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-03", True),  # Good Friday is a working day
        ("2026-05-02", False),  # a Saturday
        ("2028-05-02", True),  # a Tuesday between two holidays: a working day (R29)
        ("2026-11-20", True),
    ],
)
def test_business_days(day: str, works: bool) -> None:
    assert worktime.is_business_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2041, 1, 1), date(1900, 1, 1)])
def test_a_year_without_known_holidays_is_refused_not_guessed(day: date) -> None:
    with pytest.raises(DeadlineError) as refused:
        worktime.is_business_day(day)
    assert refused.value.code == "year_out_of_range"


def test_holidays_have_polish_names() -> None:
    assert worktime.holidays()[date(2027, 5, 3)] == "Święto Narodowe Trzeciego Maja"
