"""Spans of days as people say them, counted from a Friday, 20 November 2026."""

from datetime import date

import pytest

from bot.flow.span import span

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("które umowy kończą się w 60 dni?", TODAY, date(2027, 1, 19)),  # 10 days of November, 31 and 19
        ("w ciągu dwóch miesięcy", TODAY, date(2027, 1, 20)),
        ("przez najbliższe 3 tygodnie", TODAY, date(2026, 12, 11)),
        ("w ciągu pół roku", TODAY, date(2027, 5, 20)),
        ("za 2 lata", TODAY, date(2028, 11, 20)),
        ("w tym roku", TODAY, date(2026, 12, 31)),
        ("w tym kwartale", TODAY, date(2026, 12, 31)),
        ("do końca tygodnia", TODAY, date(2026, 11, 22)),
        ("w przyszłym miesiącu", date(2026, 12, 1), date(2026, 12, 31)),
        ("w przyszłym roku", date(2027, 1, 1), date(2027, 12, 31)),
        ("w zeszłym roku", date(2025, 1, 1), date(2025, 12, 31)),
        ("w ostatnich 90 dniach", date(2026, 8, 22), TODAY),
        ("do końca marca", TODAY, date(2027, 3, 31)),
        ("do końca maja", TODAY, date(2027, 5, 31)),
        ("w marcu", date(2027, 3, 1), date(2027, 3, 31)),
        ("w listopadzie", date(2026, 11, 1), date(2026, 11, 30)),
        ("w styczniu 2028", date(2028, 1, 1), date(2028, 1, 31)),
        ("do 15 lutego", TODAY, date(2027, 2, 15)),
        ("do 31.03", TODAY, date(2027, 3, 31)),
        ("do 31.03.2028", TODAY, date(2028, 3, 31)),
        ("do 2027-03-31", TODAY, date(2027, 3, 31)),
        ("w 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("do końca 2027", TODAY, date(2027, 12, 31)),
    ],
)
def test_the_days_are_those_that_people_mean(said: str, first: date, last: date) -> None:
    assert span(said, TODAY) == (first, last)


@pytest.mark.parametrize(
    "said",
    ["jakie mam umowy", "umowa PW-2026-000123", "jakie urządzenia mają klienci", "lista umów", "do 30 lutego",
     "w ciągu 99999 dni", "w ciągu 9999 miesięcy", "do 2027-13-01", "nie działa od lat"],
)  # fmt: skip
def test_other_words_and_days_that_do_not_exist_name_no_span(said: str) -> None:
    assert span(said, TODAY) is None
