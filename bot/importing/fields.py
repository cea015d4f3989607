"""Turns the cells of one row into values and notes what is wrong with them."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.worktime import instant, local
from bot.importing.problems import Problem
from bot.importing.reading import Row

LONGEST = {
    "contract": 60,
    "service": 60,
    "serial": 60,
    "model": 80,
    "person": 80,
    "phone": 40,
    "channel_user": 120,
    "address": 300,
    "note": 2000,
}
LONGEST_OTHER = 200

_NEVER = datetime.min.replace(tzinfo=UTC)
_YEARS = range(2000, 2101)
_EXCEL_DAY_0 = date(1899, 12, 30)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_POLISH = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})")
_CLOCK = re.compile(r"(?P<h>\d{1,2}):(?P<min>\d{2})(?::00)?")
_EXCEL = re.compile(r"\d{5}")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_FORMULA_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


class Fields:
    """The cells of one row, read one by one; `problems` gathers what could not be read."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Problem] = []

    def wrong(self, column: str, reason: str) -> None:
        """Note that something is wrong with this column."""
        self.problems.append(self.row.problem(column, reason))

    def text(self, column: str, *, required: bool = False) -> str:
        """The cell as it stands."""
        value = self.row.cells[column]
        longest = LONGEST.get(column, LONGEST_OTHER)
        if required and not value:
            self.wrong(column, "brak wartości")
        elif len(value) > longest:
            self.wrong(column, f"za długi wpis: może mieć najwyżej {longest} znaków")
        elif _ROUNDED.fullmatch(value):
            self.wrong(column, f"Excel zamienił numer na liczbę {value} i zgubił cyfry; proszę wpisać go jako tekst")
        elif _FORMULA_ERROR.fullmatch(value):
            self.wrong(column, f"błąd formuły {value}")
        return value

    def one_of(self, column: str, known: Collection[str], what: str, *, required: bool = True) -> str:
        """One of the known words, in any case."""
        value = self.text(column, required=required).casefold()
        if value and value not in known:
            self.wrong(column, f"{what} „{self.row.cells[column]}”; możliwe: {', '.join(sorted(known))}")
        return value

    def day(self, column: str) -> date:
        """A date: YYYY-MM-DD, DD.MM.YYYY or the number Excel keeps for it; the earliest day there is when wrong."""
        value = self.text(column, required=True)
        if day := read_day(value):
            return day
        if value:
            self.wrong(column, f"to nie jest data: „{value}”; proszę użyć RRRR-MM-DD albo DD.MM.RRRR")
        return date.min

    def moment(self, column: str) -> datetime:
        """A day and an hour of Polish local time, „2026-11-20 08:00”; a day alone is its midnight."""
        value = self.text(column, required=True)
        if moment := read_moment(value):
            return moment
        if value:
            self.wrong(column, f"to nie jest chwila: „{value}”; proszę użyć RRRR-MM-DD GG:MM albo DD.MM.RRRR GG:MM")
        return _NEVER


def read_moment(text: str) -> datetime | None:
    """The instant of a local day and hour; None for anything else, also for an hour that the clocks leave out."""
    day, _, clock = text.replace("T", " ").partition(" ")
    found, hour = read_day(day), _CLOCK.fullmatch(clock.strip() or "0:00")
    if not found or not hour or int(hour["h"]) > 23 or int(hour["min"]) > 59:
        return None
    said = time(int(hour["h"]), int(hour["min"]))
    moment = instant(found, said)
    return moment if local(moment).time() == said else None


def read_day(text: str) -> date | None:
    """The date written in any of the three ways, between 2000 and 2100; None for anything else."""
    try:
        if _EXCEL.fullmatch(text):
            day = _EXCEL_DAY_0 + timedelta(days=int(text))
        elif match := _ISO.fullmatch(text) or _POLISH.fullmatch(text):
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            return None
    except ValueError:
        return None
    return day if day.year in _YEARS else None
