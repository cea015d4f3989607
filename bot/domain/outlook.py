"""What a caller may be told before the fault is confirmed: each promise with its condition."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import worktime
from bot.domain.catalogue import CATALOGUE
from bot.domain.catalogue import service as find_service
from bot.domain.dates import on_date, plural, say_clock
from bot.domain.sla import Kind, counted_day
from bot.domain.terms import Hours, NextBusinessDay, Promise

VERBS: dict[tuple[Kind, ...], str] = {
    ("dispatch",): "sprzęt zostanie wysłany",
    ("delivery",): "urządzenie dojedzie",
    ("onsite",): "inżynier przyjedzie na miejsce",
    ("delivery", "onsite"): "urządzenie dojedzie i inżynier przyjedzie na miejsce",
}
NO_DELIVERY_DAY = "Ten poziom usługi obiecuje dzień wysyłki, nie dzień dostawy."


@dataclass(frozen=True, slots=True)
class Outlook:
    """One promise that a confirmation would start; the days are None for one counted in hours."""

    kinds: tuple[Kind, ...]  # several when the same is promised for each of them
    terms: Promise
    confirm_by: date | None  # the last local day, until `terms.cutoff` if any, whose confirmation gives `day`
    day: date | None
    later: date | None  # what the next confirmation after that gives
    sentence: str


def outlook(service: str, priority: str | None, now: datetime) -> tuple[Outlook, ...]:
    """What may be said now about dispatch, delivery and presence; empty for a service without hardware.

    Never an hour of a next business day, never a delivery day where only dispatch is promised
    (docs/terminy.md S19, R06). Raises DeadlineError as `deadlines` does.
    """
    found = find_service(service)
    rule = found.rule(priority)
    now = worktime.checked(now)
    promised: dict[Promise, tuple[Kind, ...]] = {}
    kinds: tuple[tuple[Kind, Promise | None], ...]
    kinds = (("dispatch", rule.dispatch), ("delivery", rule.delivery), ("onsite", rule.onsite))
    for kind, terms in kinds:
        if terms:
            alike = replace(terms, readings=())
            promised[alike] = (*promised.get(alike, ()), kind)
    who = found.handled_by or "inżynier"
    return tuple(_outlook(kinds, terms, who, now) for terms, kinds in promised.items())


def _outlook(kinds: tuple[Kind, ...], terms: Promise, who: str, now: datetime) -> Outlook:
    if isinstance(terms, Hours):
        return Outlook(kinds, terms, None, None, None, _in_hours(kinds, terms))
    counted = counted_day(terms, now)
    day = worktime.next_business_day(counted)
    confirm_by = counted if terms.cutoff or terms.waits_on_day_off else day - timedelta(days=1)
    later = worktime.next_business_day(day)
    sentence = (
        f"Jeśli {who} potwierdzi usterkę {_condition(terms, confirm_by, now)}, "
        f"{VERBS[kinds]} {on_date(day, now)}; później – {on_date(later, now)}."
    )
    if kinds == ("dispatch",):
        sentence = f"{sentence} {NO_DELIVERY_DAY}"
    return Outlook(kinds, terms, confirm_by, day, later, sentence)


def _condition(terms: NextBusinessDay, confirm_by: date, now: datetime) -> str:
    today = confirm_by == worktime.local(now).date()
    day = "dziś" if today else f"najpóźniej {on_date(confirm_by, now)}"
    if terms.cutoff is None:
        return day
    return f"{day} {'do' if terms.inclusive else 'przed'} {say_clock(terms.cutoff)}"


def _in_hours(kinds: tuple[Kind, ...], terms: Hours) -> str:
    hours = int(terms.allowed / timedelta(hours=1))
    calendar = CATALOGUE.calendars[terms.calendar]
    said = f"{VERBS[kinds].capitalize()} w ciągu {hours} {plural(hours, 'godziny', 'godzin', 'godzin')}"
    if calendar.off.weekdays:
        window = f"{say_clock(calendar.opens)}–{say_clock(calendar.closes)}"
        return f"{said} roboczych (okno {window} w dni robocze) od potwierdzenia usterki."
    return f"{said} od potwierdzenia usterki, także w nocy i w dni wolne."
