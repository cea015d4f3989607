"""A deadline told step by step in Polish, with its rules: one text for caller, engineer and auditor."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from bot.domain import sla, worktime
from bot.domain.catalogue import CATALOGUE
from bot.domain.dates import plural, say_clock, say_hour, say_short
from bot.domain.sla import Deadlines, Due
from bot.domain.terms import Calendar, DaysOff, Hours, NextBusinessDay, Reaction, Return
from bot.domain.worktime import ONE_DAY, local

NAMES = {
    "reaction": "Kontakt inżyniera",
    "dispatch": "Wysyłka sprzętu",
    "delivery": "Dostawa sprzętu",
    "onsite": "Przyjazd inżyniera",
    "return": "Zwrot uszkodzonego urządzenia",
}
RULES = {
    "reaction": ("S07", "S08"),
    "dispatch": ("S11", "S19"),
    "delivery": ("S11", "S12"),
    "onsite": ("S11", "S12"),
    "return": ("S30",),
}
DAYS_OFF = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")


def explain(due: Due) -> tuple[str, ...]:
    """How this deadline came about, one sentence a step (docs/terminy.md has every rule cited)."""
    match due.terms:
        case NextBusinessDay():
            steps = _next_business_day(due, due.terms)
        case Return():
            steps = _return(due, due.terms)
        case _:
            steps = _open_time(due, due.terms)
    return tuple(steps)


def explain_all(deadlines: Deadlines) -> tuple[str, ...]:
    """Every deadline of a case in the order of events, and what is not promised and why."""
    told = [sentence for due in deadlines.dues for sentence in explain(due)]
    return (*told, *_not_promised(deadlines))


def _open_time(due: Due, terms: Reaction | Hours) -> Iterator[str]:
    calendar = CATALOGUE.calendars[terms.calendar]
    allowed, hours = _span(terms.allowed), _hours_of(terms.calendar)
    yield f"{NAMES[due.kind]}: {allowed} od {_moment(due.start)}, {hours} {_cited(due)}."
    if due.service is None:
        yield "Usługa nie jest jeszcze znana, więc liczy się najwcześniejszy możliwy termin."
    if sla.RAISED in due.readings:
        yield "Czas liczy się od podniesienia priorytetu."
    if sla.REOPENED in due.readings:
        yield "Czas liczy się od ponownego otwarcia sprawy."
    if calendar.off.weekdays:
        yield from _windows_passed(due, calendar)
    elif local(due.start).utcoffset() != local(due.due).utcoffset():
        yield "W tym czasie zmienia się czas urzędowy; liczą się godziny, które naprawdę upłyną."
    yield f"Termin: {_moment(due.due)}."


def _windows_passed(due: Due, calendar: Calendar) -> Iterator[str]:
    day = local(due.start).date()
    windows = list(worktime.open_windows(calendar.name, due.start, due.due))
    if due.start < windows[0][0]:
        yield "To poza oknem, więc zegar rusza z jego otwarciem."
    for opens, closes in windows:
        opened = local(opens)
        today = opened.date()
        yield from _days_off(day, today, calendar.off)
        yield f"{say_short(today)}, {say_clock(opened)}–{say_clock(local(closes))}: {_span(closes - opens)}."
        day = today + ONE_DAY


def _next_business_day(due: Due, terms: NextBusinessDay) -> Iterator[str]:
    confirmed, counted = local(due.start).date(), sla.counted_day(terms, due.start)
    promised = local(due.due).date()
    yield f"{NAMES[due.kind]}: następny dzień roboczy po potwierdzeniu zasadności {_cited(due)}."
    yield f"Potwierdzenie: {_moment(due.start)}{_counted(terms, confirmed, counted)}."
    yield from _days_off(counted + ONE_DAY, promised, CATALOGUE.off)
    yield f"Termin: {_day(promised)} (obiecany jest dzień, nie godzina)."


def _counted(terms: NextBusinessDay, confirmed: date, counted: date) -> str:
    if counted != confirmed and not worktime.is_business_day(confirmed):
        return f", w dzień wolny, więc liczy się od {say_short(counted)}"
    if terms.cutoff is None:
        return ""
    limit = f"{'do' if terms.inclusive else 'przed'} {say_clock(terms.cutoff)}"
    if counted == confirmed:
        return f", czyli {limit}"
    return f", a nie {limit}, więc liczy się od {say_short(counted)}"


def _return(due: Due, terms: Return) -> Iterator[str]:
    anchor, last = local(due.start).date(), local(due.start).date() + timedelta(days=terms.days)
    returned = local(due.due).date()
    after = "obiecanym terminie, bo dostawy jeszcze nie było" if due.projected else "dniu dostawy"
    yield f"{NAMES[due.kind]}: {_days(terms.days)} po {after} ({_day(anchor)}) {_cited(due)}."
    yield from _days_off(last, returned, terms.off)
    yield f"Termin: {_day(returned)}, do końca dnia."


def _not_promised(deadlines: Deadlines) -> Iterator[str]:
    service, rule = deadlines.service, deadlines.rule
    if not rule.reaction:
        yield f"Kontakt: zgłoszenia tej usługi obsługuje {service.handled_by}, myHEZO nie liczy tu czasu (R23)."
    promised = any((rule.dispatch, rule.delivery, rule.onsite))
    if promised and not any((deadlines.dispatch, deadlines.delivery, deadlines.onsite)):
        yield "Sprzęt: termin liczy się dopiero od potwierdzenia zasadności zgłoszenia (S11, S12)."
    if rule.dispatch and not rule.delivery:
        yield "Dostawa: ten poziom obiecuje dzień wysyłki, nie dzień dostawy (S19, R16)."
    if service.returns_broken_device and not deadlines.return_:
        yield "Zwrot uszkodzonego urządzenia: termin liczy się od dostawy (S30, R20)."


def _days_off(first: date, end: date, off: DaysOff) -> Iterator[str]:
    """What stands in the way between two days, `end` not counted: „1–3.05 wolne: sobota, …”."""
    days = []
    while first < end:
        if worktime.is_off(first, off):
            days.append(first)
        first += ONE_DAY
    if days:
        yield f"{_stretch(days[0], days[-1])} wolne: {', '.join(_reason(day, off) for day in days)}."


def _reason(day: date, off: DaysOff) -> str:
    holiday = worktime.holidays().get(day) if off.holidays else None
    return holiday or DAYS_OFF[day.weekday()]


def _stretch(first: date, last: date) -> str:
    if first == last:
        return f"{first.day}.{first.month:02}"
    beginning = f"{first.day}" if first.month == last.month else f"{first.day}.{first.month:02}"
    return f"{beginning}–{last.day}.{last.month:02}"


@cache
def _hours_of(name: str) -> str:
    calendar = CATALOGUE.calendars[name]
    if not calendar.off.weekdays:
        return "przez całą dobę, także w dni wolne"
    return f"w oknie {say_clock(calendar.opens)}–{say_clock(calendar.closes)} dni roboczych"


def _cited(due: Due) -> str:
    return f"({', '.join((*RULES[due.kind], *_rules_of(due), *due.readings))})"


def _rules_of(due: Due) -> tuple[str, ...]:
    terms = due.terms
    if not isinstance(terms, NextBusinessDay) or due.kind == "dispatch":
        return ()
    if terms.cutoff is None:
        return ("S13",)
    return ("S13", "S18" if terms.inclusive else "S20")


def _day(day: date) -> str:
    return f"{say_short(day)}.{day.year}"


def _days(n: int) -> str:
    return f"{n} {plural(n, 'dzień kalendarzowy', 'dni kalendarzowe', 'dni kalendarzowych')}"


def _moment(moment: datetime) -> str:
    at = local(moment)
    return f"{_day(at.date())} {say_hour(at)}"


def _span(span: timedelta) -> str:
    minutes, seconds = divmod(span.days * 86_400 + span.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    units = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join([f"{n} {unit}" for n, unit in units if n]) or "0 s"
