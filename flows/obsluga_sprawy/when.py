"""Moments as engineers type them: „16:55”, „wczoraj o 15”, „w piątek 14:30”, „19.11 9:00”, „20 minut temu”."""

import re
from datetime import date, datetime, time, timedelta

from bot.domain.worktime import ONE_DAY, instant, local

NIGHT, EVENING = 4, 18
"""„23:50” said before four in the morning was yesterday."""
_CLOCK = r"(?:o\s+|godz\.?\s*|ok\.?\s*)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?"
_TIME = re.compile(_CLOCK)
_DATED = re.compile(
    r"(?P<day>\d{1,2})[.\s-](?P<month>\d{1,2}|[a-ząćęłńóśźż]{3,})(?:[.\s-](?P<year>20\d\d))?r?\.?,?\s+" + _CLOCK
)
_NAMED = re.compile(
    r"(?:w\s+|we\s+)?(?P<name>dzi[śs](?:iaj)?|wczoraj|przedwczoraj|poniedzia[łl]ek|wtorek|[śs]rod[ęea]|czwartek"
    r"|pi[ąa]tek|sobot[ęea]|niedziel[ęea]|pon|wt|[śs]r|czw|pt|sob|nd)\.?,?\s+" + _CLOCK
)
_AGO = re.compile(
    r"(?P<count>\d{1,3})?\s*(?P<unit>min\w*|godz\w*|h|kwadrans|p[óo][łl]\s+godziny|dni|dzie[ńn]|dob[ęey])\s+temu"
)
_WEEK = ("po", "wt", "sr", "cz", "pi", "so", "ni")
_SHORT = {"pt": "pi", "nd": "ni"}
_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paz", "lis", "gru")
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")
_BACK = {"dz": 0, "wc": 1, "pr": 2}
_SPANS = {"m": timedelta(minutes=1), "g": timedelta(hours=1), "h": timedelta(hours=1), "k": timedelta(minutes=15)}
HALF_A_YEAR = timedelta(days=182)


def read(words: str, at: datetime) -> datetime | None:
    """The moment these words mean when said `at` (UTC); None when they mean none. It may be in the future."""
    said = " ".join(words.lower().strip(" .,;:").split())
    if said in ("", "teraz", "przed chwilą", "przed chwila", "właśnie"):
        return at
    if found := _AGO.fullmatch(said):
        return at - _span(found)
    try:
        return _on_a_day(said, at)
    except ValueError:
        return None


def _on_a_day(said: str, at: datetime) -> datetime | None:
    today = local(at).date()
    if found := _DATED.fullmatch(said):
        day = _date(found, today)
    elif found := _NAMED.fullmatch(said):
        day = _named(found["name"].translate(_PLAIN), today)
    elif found := _TIME.fullmatch(said):
        day = today
    else:
        return None
    clock = time(int(found["hour"]), int(found["minute"] or 0))
    moment = instant(day, clock)
    bare = found.re is _TIME
    return moment - ONE_DAY if bare and moment > at and local(at).hour < NIGHT and clock.hour >= EVENING else moment


def _date(found: re.Match[str], today: date) -> date:
    """Without a year the nearer one: „30.12” said in January is past, „25.11” said on 20 November is to come."""
    month = found["month"].translate(_PLAIN)
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    day = date(int(found["year"] or today.year), number, int(found["day"]))
    return day.replace(year=today.year - 1) if not found["year"] and day - today > HALF_A_YEAR else day


def _named(name: str, today: date) -> date:
    """„wczoraj”, or the last such weekday, today included."""
    if name[:2] in _BACK:
        return today - _BACK[name[:2]] * ONE_DAY
    return today - (today.weekday() - _WEEK.index(_SHORT.get(name, name[:2]))) % 7 * ONE_DAY


def _span(found: re.Match[str]) -> timedelta:
    count, unit = int(found["count"] or 1), found["unit"].translate(_PLAIN)
    if unit.startswith("pol"):
        return timedelta(minutes=30)
    return count * _SPANS.get(unit[0], ONE_DAY)
