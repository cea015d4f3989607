"""A level of service in words, without a case: what it includes and by when, from the catalogue alone."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.catalogue import CATALOGUE, PRIORITIES, Rule, Service
from bot.domain.catalogue import service as find_service
from bot.domain.dates import plural, say_clock
from bot.domain.outlook import NO_DELIVERY_DAY
from bot.domain.terms import Calendar, Hours, NextBusinessDay, Promise

PARTS = {
    "tech_support": "wsparcie techniczne",
    "software_updates": "nowe wersje oprogramowania",
    "web_support_24x7": "pomoc w portalu całą dobę",
    "advance_replacement": "wymiana sprzętu",
    "onsite": "przyjazd inżyniera",
}
PROMISED = {
    ("dispatch",): "Wysyłka sprzętu",
    ("delivery",): "Dostawa sprzętu",
    ("onsite",): "Przyjazd inżyniera",
    ("delivery", "onsite"): "Dostawa sprzętu i przyjazd inżyniera",
}


def level(service: str) -> tuple[str, ...]:
    """What the service includes, when reports are taken, and each deadline with its condition: a sentence each.

    Raises DeadlineError for an unknown service.
    """
    return tuple(_level(find_service(service)))


def _level(service: Service) -> Iterator[str]:
    included = [said for part, said in PARTS.items() if service.includes.get(part)]
    left_out = [said for part, said in PARTS.items() if service.includes.get(part) is False]
    if included:
        yield f"W zakresie: {', '.join(included)}."
    if left_out:
        yield f"Poza zakresem: {', '.join(left_out)}."
    if service.handled_by:
        yield f"Zgłoszenia obsługuje {service.handled_by}."
    if service.intake_window:
        yield f"Zgłoszenia: {_open(CATALOGUE.calendars[service.intake_window])}."
    for rule in service.rules:
        yield from _rule(rule, alone=len(service.rules) == 1)
    if service.returns_broken_device and not service.handled_by:
        yield f"Zwrot uszkodzonego urządzenia: {_days(CATALOGUE.return_.days)} od dostawy."


def _rule(rule: Rule, alone: bool) -> Iterator[str]:
    whose = "" if alone else f" ({' i '.join(p for p in PRIORITIES if p in rule.priorities)})"
    if rule.reaction:
        hours, window = _hours(rule.reaction.allowed), _open(CATALOGUE.calendars[rule.reaction.calendar])
        yield f"Kontakt inżyniera{whose}: w ciągu {hours} od zgłoszenia, liczy się {window}."
    for kinds, terms in _promises(rule).items():
        more = f" {NO_DELIVERY_DAY}" if kinds == ("dispatch",) else ""
        yield f"{PROMISED[kinds]}{whose}: {_promise(terms)}.{more}"


def _promises(rule: Rule) -> dict[tuple[str, ...], Promise]:
    """What the rule promises; delivery and presence on the same terms are one promise."""
    if rule.delivery and rule.onsite and _promise(rule.delivery) == _promise(rule.onsite):
        return {("delivery", "onsite"): rule.delivery}
    kinds = {("dispatch",): rule.dispatch, ("delivery",): rule.delivery, ("onsite",): rule.onsite}
    return {kind: terms for kind, terms in kinds.items() if terms}


def _promise(terms: Promise) -> str:
    match terms:
        case Hours():
            window = _open(CATALOGUE.calendars[terms.calendar])
            return f"w ciągu {_hours(terms.allowed)} od potwierdzenia usterki, liczy się {window}"
        case NextBusinessDay(cutoff=cutoff) if cutoff:
            until = f"{'do' if terms.inclusive else 'przed'} {say_clock(cutoff)}"
            return f"w następnym dniu roboczym, jeśli usterka zostanie potwierdzona {until}; później o dzień dalej"
        case _:
            return "w następnym dniu roboczym po potwierdzeniu usterki"


def _open(calendar: Calendar) -> str:
    if not calendar.off.weekdays:
        return "całą dobę, także w dni wolne"
    return f"{say_clock(calendar.opens)}–{say_clock(calendar.closes)} w dni robocze"


def _hours(span: timedelta) -> str:
    hours = int(span / timedelta(hours=1))
    return f"{hours} {plural(hours, 'godziny', 'godzin', 'godzin')}"


def _days(n: int) -> str:
    return f"{n} {plural(n, 'dzień', 'dni', 'dni')}"
