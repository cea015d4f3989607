"""The engineer's card: everything about a case in one glance, and the buttons that fit its state."""

from datetime import datetime

from bot.domain.agenda import waiting
from bot.domain.cases import Case
from bot.domain.contracts import Outcome
from bot.domain.dates import say_moment
from bot.domain.people import spaced
from bot.flow.vocabulary import Option
from flows.obsluga_sprawy.names import CONFIGS, ENTITLEMENTS, LOGS, STATES
from flows.status_zgloszenia.flow import clock_line
from flows.zglos_awarie.words import service_name, short

BUTTONS = {
    "take": "Przyjmuję",
    "contact": "Skontaktowano",
    "confirm": "Potwierdzam zasadność",
    "reject": "Odrzucam",
    "request": "Dopytaj",
    "order": "Zamówione",
    "dispatch": "Wysłane",
    "deliver": "Dostarczone",
    "arrive": "Na miejscu",
    "take_back": "Zwrócone",
    "close": "Zamknij",
    "reopen": "Otwórz ponownie",
    "hand_back": "Oddaj automatowi",
    "contract": "Ustal umowę",
    "priority": "Zmień priorytet",
    "take_over": "Przejmij rozmowę",
    "release": "Zwolnij sprawę",
    "explain": "Wyjaśnij terminy",
    "export": "Eksport dla producenta",
}
LATE = "po terminie"


def card(case: Case, now: datetime) -> str:
    """The text of the card."""
    flags = [
        f for f, on in (("NIEKOMPLETNE", case.incomplete), ("uprawnienie niezweryfikowane", not case.verified)) if on
    ]
    stated = f" (podany {case.priority_stated})" if case.priority_stated not in (None, case.priority) else ""
    lines = [
        f"{case.number} · {case.priority}{stated} · {STATES[case.state]}" + "".join(f" · {f}" for f in flags),
        f"Klient: {case.customer or 'nieustalony'}" + (f" · {case.site}" if case.site else ""),
        f"Urządzenie: {case.model or 'model nieznany'} · {case.serial or 'bez numeru seryjnego'}",
        f"Umowa: {case.contract or 'brak numeru'} · {_level(case)}",
        f"Objaw: „{short(case.symptom, 300)}”" if case.symptom else "Objaw: nie podano",
        f"Zgłasza: {case.reporter_name}, {case.reporter_from}, w imieniu klienta" if case.on_behalf else "",
        f"Kontakt: {caller(case)}",
        f"Logi: {LOGS[case.logs]}" if case.logs else "",
        f"Kopia konfiguracji: {CONFIGS[case.config]}" if case.config else "",
        *(f"Z logów: {finding}" for finding in case.findings),
        *(f"Próbowano: {tried}" for tried in case.tried),
        f"Brakuje: {', '.join(case.missing)}" if case.missing else "",
        f"Zgłoszono: {say_moment(case.submitted_at, now)}",
        *(clock_line(c, now, len(case.services) > 1, LATE) for c in case.clocks),
        f"Producent: {case.vendor_case}" if case.vendor_case else "",
        f"List przewozowy: {case.waybill}" if case.waybill else "",
        f"Powiązana: {case.related}" if case.related else "",
        f"Prowadzi: {case.owner_name}" + (" (także rozmowę)" if case.taken_over_by else "") if case.owner else "",
    ]
    return "\n".join(line for line in lines if line)


def _level(case: Case) -> str:
    """The services, and the entitlement when it is not settled."""
    services, outcome = [service_name(s) for s in case.services], Outcome(case.entitlement)
    unsettled = [] if outcome is Outcome.COVERED else [ENTITLEMENTS[outcome]]
    return " · ".join(filter(None, (", ".join(services), *unsettled)))


def caller(case: Case) -> str:
    """Who answers the phone."""
    who = case.contact or case.reporter_name
    return ", ".join(p for p in (who, spaced(case.phone or "")) if p) or "nie podano"


def buttons(case: Case) -> tuple[Option, ...]:
    """What the card offers: what the case waits for now."""
    return tuple(_button(verb, case) for verb in fitting(case))


def fitting(case: Case) -> tuple[str, ...]:
    """The commands that bring the case on from where it stands."""
    if not case.open:
        return ("take_back", "reopen") if waiting(case, "return") and case.owner else ("reopen",)
    if not case.owner:
        return ("take",)
    found: dict[str, object] = {
        "hand_back": bool(case.taken_over_by),
        "contact": waiting(case, "reaction"),
        "confirm": not case.confirmed_at,
        "reject": not case.confirmed_at and case.state != "rejected",
        "request": not case.confirmed_at and case.state != "data_requested",
        "order": case.state == "confirmed",
        "dispatch": case.state in ("confirmed", "ordered") and (waiting(case, "delivery") or waiting(case, "dispatch")),
        "deliver": bool(case.confirmed_at) and not case.moments.get("delivered") and _brings(case),
        "arrive": waiting(case, "onsite"),
        "take_back": waiting(case, "return"),
        "close": bool(case.confirmed_at) or case.state == "rejected",
    }
    return tuple(verb for verb, fits in found.items() if fits)


def more(case: Case) -> tuple[str, ...]:
    """What can be done beside that: on the board as buttons, in a channel by typing it."""
    owned, confirmed = case.open and bool(case.owner), bool(case.confirmed_at)
    found = {
        "contract": owned and not confirmed and not case.verified,
        "priority": owned,
        "request": owned and confirmed,
        "order": owned and confirmed and case.state != "confirmed",
        "dispatch": owned and case.state == "dispatched",
        "take_over": owned and not case.taken_over_by and bool(case.listeners),
        "release": owned,
        "close": owned and not confirmed and case.state != "rejected",
        "explain": bool(case.clocks),
        "export": True,
    }
    return tuple(verb for verb, fits in found.items() if fits)


def _brings(case: Case) -> bool:
    return any(c.kind in ("delivery", "dispatch") for c in case.clocks)


def _button(verb: str, case: Case) -> Option:
    return Option(label=BUTTONS[verb], does={"verb": verb, "case": case.number})


def line(case: Case, now: datetime) -> str:
    """The case in a list, on one line."""
    first = min((c for c in case.clocks if c.waiting), key=lambda c: c.due, default=None)
    owner = case.owner_name or "bez właściciela"
    what = case.model or case.serial or "?"
    due = f"; {clock_line(first, now, False, LATE)}" if first else ""
    return f"• {case.number} {case.urgency} {case.customer or '?'}: {what} – {owner}{due}"
