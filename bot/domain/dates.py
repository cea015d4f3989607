"""Days, moments and spans as people say them in Polish."""

from datetime import date, datetime, time, timedelta
from functools import cache

from bot.domain.sla import Due
from bot.domain.worktime import clock_changes_on, local

TODAY = "dziś"
WEEKDAYS = ("pon", "wt", "śr", "czw", "pt", "sob", "nd")
MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip


def plural(n: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with the number: 1 godzina, 2 godziny, 5 godzin, 22 godziny."""
    n = abs(n)
    if n == 1:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


def say_date(day: date, now: datetime) -> str:
    """„pt 20 listopada”; with the year when it is not the present one."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if day.year == local(now).year else f"{said} {day.year}"


def on_date(day: date, now: datetime) -> str:
    """„w pt 20 listopada”, „we wt 24 listopada”."""
    return f"{'we' if day.weekday() == 1 else 'w'} {say_date(day, now)}"


@cache
def say_short(day: date) -> str:
    """„pt 30.04”, for tables and steps of a calculation."""
    return f"{WEEKDAYS[day.weekday()]} {day.day}.{day.month:02}"


def say_clock(clock: time | datetime) -> str:
    """„9:40”; with seconds only when there are any."""
    said = f"{clock.hour}:{clock.minute:02}"
    return f"{said}:{clock.second:02}" if clock.second else said


def say_hour(moment: datetime) -> str:
    """The local hour, „9:40”; in the autumn hour that comes twice „2:30 czasu letniego” or „zimowego”."""
    at = local(moment)
    said = say_clock(at)
    if not clock_changes_on(at.date()) or at.utcoffset() == at.replace(fold=1 - at.fold).utcoffset():
        return said
    return f"{said} czasu {'zimowego' if at.fold else 'letniego'}"


def say_moment(moment: datetime, now: datetime) -> str:
    """„dziś, 15:20” or „pt 20 listopada, 15:20”."""
    return f"{_day(moment, now)}, {_minute(moment)}"


def say_until(moment: datetime, now: datetime, by_date: bool = False) -> str:
    """A deadline: „dziś do 17:00”, „wt 4 maja, do 9:40”; `by_date` the day only, „pt 20 listopada”."""
    if by_date:
        return say_date(local(moment).date(), now)
    day = _day(moment, now)
    return f"{day}{'' if day == TODAY else ','} do {_minute(moment)}"


def say_due(due: Due, now: datetime) -> str:
    """The deadline as its service promises it, see `say_until`."""
    return say_until(due.due, now, due.by_date)


def say_span(span: timedelta) -> str:
    """„1 godzina 20 minut”, „3 dni 2 godziny”: the two largest units, without a sign, down to minutes."""
    minutes = int(abs(span).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = (
        (days, "dzień", "dni", "dni"),
        (hours, "godzina", "godziny", "godzin"),
        (minutes, "minuta", "minuty", "minut"),
    )
    said = [f"{n} {plural(n, one, few, many)}" for n, one, few, many in units if n]
    return " ".join(said[:2]) or "mniej niż minuta"


def _day(moment: datetime, now: datetime) -> str:
    day = local(moment).date()
    return TODAY if day == local(now).date() else say_date(day, now)


def _minute(moment: datetime) -> str:
    return say_hour(moment.replace(second=0))
