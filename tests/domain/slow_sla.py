"""The deadlines once more, slowly and from first principles, to be compared with the real ones.

It shares nothing with bot.domain but catalogue.json: it walks minute by minute, computes Easter and the
clock changes itself, and takes and gives naive UTC datetimes at whole minutes.
"""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import bot.domain

RAW = json.loads((Path(bot.domain.__file__).parent / "catalogue.json").read_text(encoding="utf-8"))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIXED = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))


def deadlines(
    service: str, priority: str | None, submitted: datetime, confirmed: datetime | None, delivered: datetime | None
) -> dict[str, datetime | None]:
    """All five deadlines by name, None where there is none."""
    spec = RAW["services"][service]
    rule = next(rule for rule in spec["rules"] if priority in rule["priorities"])
    due: dict[str, datetime | None] = {"reaction": None, "dispatch": None, "delivery": None, "onsite": None}
    if rule["reaction"]:
        due["reaction"] = walk(rule["reaction"]["calendar"], submitted, rule["reaction"]["minutes"])
    if confirmed:
        for kind in ("dispatch", "delivery", "onsite"):
            if rule[kind]:
                due[kind] = promised(rule[kind], confirmed)
    anchor = delivered or due["delivery"] or due["onsite"]
    due["return"] = returned(anchor) if anchor and spec["return_broken_device"] else None
    return due


def walk(calendar: str, moment: datetime, minutes: int) -> datetime:
    """The end of the last of so many open minutes."""
    while minutes:
        minutes -= is_open(calendar, warsaw(moment))
        moment += MINUTE
    return moment


def is_open(calendar: str, clock: datetime) -> bool:
    """Whether the minute beginning then is in the calendar's window."""
    spec = RAW["calendars"][calendar]
    if clock.isoweekday() not in spec["days"]:
        return False
    if spec["closed_on_holidays"] and clock.date() in holidays(clock.year):
        return False
    return bool(spec["open"] <= f"{clock:%H:%M}" < spec["close"])


def promised(terms: dict[str, Any], confirmed: datetime) -> datetime:
    """The deadline of a promise that begins at a confirmation."""
    if terms["kind"] == "hours":
        return walk(terms["calendar"], confirmed, terms["hours"] * 60)
    clock = warsaw(confirmed)
    day = clock.date()
    if terms["cutoff"] and is_business_day(day):
        cutoff = datetime.combine(day, time.fromisoformat(terms["cutoff"]))
        in_time = clock <= cutoff if terms["cutoff_inclusive"] else clock < cutoff
        day = day if in_time else business_day_after(day)
    elif terms["on_day_off"] == "roll_to_next_business_day" and not is_business_day(day):
        day = business_day_after(day)
    return utc(datetime.combine(business_day_after(day), time.fromisoformat(terms["due_local"])))


def returned(anchor: datetime) -> datetime:
    """The end of the seventh day after the anchor's day, or of the first working day from then on."""
    day = warsaw(anchor).date() + 7 * DAY
    while not is_business_day(day):
        day += DAY
    return utc(datetime.combine(day, time(23, 59, 59)))


def is_business_day(day: date) -> bool:
    """Monday to Friday and no holiday."""
    return day.isoweekday() <= 5 and day not in holidays(day.year)


def business_day_after(day: date) -> date:
    """The first business day after the day."""
    day += DAY
    while not is_business_day(day):
        day += DAY
    return day


@cache
def holidays(year: int) -> frozenset[date]:
    """Statutory days off in Poland."""
    sunday = easter(year)
    days = {date(year, month, day) for month, day in FIXED}
    days |= {sunday, sunday + DAY, sunday + 49 * DAY, sunday + 60 * DAY}
    if year >= 2025:
        days.add(date(year, 12, 24))
    if year == 2018:
        days.add(date(2018, 11, 12))  # a hundred years of independence, once
    return frozenset(days)


def easter(year: int) -> date:
    """The Sunday after the first full moon of spring, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    dropped = century - century // 4  # leap days the Gregorian calendar leaves out
    moon = (19 * golden + dropped - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - dropped) % 7
    return date(year, 3, 28) + timedelta(days=moon - weekday)


def warsaw(moment: datetime) -> datetime:
    """Local time: two hours ahead of UTC between 1:00 UTC on the last Sundays of March and October, else one."""
    year = moment.year
    summer = last_sunday(year, 3) <= moment < last_sunday(year, 10)
    return moment + timedelta(hours=1 + summer)


@cache
def last_sunday(year: int, month: int) -> datetime:
    """1:00 UTC on the last Sunday of a month of 31 days."""
    day = datetime(year, month, 31, 1)  # noqa: DTZ001  naive UTC throughout
    return day - DAY * (day.isoweekday() % 7)


def utc(clock: datetime) -> datetime:
    """The UTC of a local time that happens once."""
    return next(moment for moment in (clock - timedelta(hours=n) for n in (1, 2)) if warsaw(moment) == clock)
