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
    r"|pi[ąa]tek|sobot[ęea]|niedziel[ęea])\.?,?\s+" + _CLOCK
)
_AGO = re.compile(
    r"(?P<count>\d{1,3})?\s*(?P<unit>min\w*|godz\w*|kwadrans|p[óo][łl]\s+godziny|dni|dzie[ńn]|dob[ęey])\s+temu"
)
_WEEK = ("pon", "wto", "sro", "czw", "pia", "sob", "nie")
_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paz", "lis", "gru")
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")
_BACK = {"dzi": 0, "wcz": 1, "prz": 2}
_SPANS = {"min": timedelta(minutes=1), "god": timedelta(hours=1), "kwa": timedelta(minutes=15)}


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
    month = found["month"].translate(_PLAIN)
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    if found["year"]:
        return date(int(found["year"]), number, int(found["day"]))
    day = date(today.year, number, int(found["day"]))
    return day if day <= today else day.replace(year=today.year - 1)


def _named(name: str, today: date) -> date:
    """„wczoraj”, or the last such weekday, today included."""
    if name[:3] in _BACK:
        return today - _BACK[name[:3]] * ONE_DAY
    return today - (today.weekday() - _WEEK.index(name[:3])) % 7 * ONE_DAY


def _span(found: re.Match[str]) -> timedelta:
    count, unit = int(found["count"] or 1), found["unit"].translate(_PLAIN)
    if unit.startswith("pol"):
        return timedelta(minutes=30)
    return count * _SPANS.get(unit[:3], ONE_DAY)
