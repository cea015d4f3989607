"""The whole case as one page for the file: what is known, its clocks, its history and what was said."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS
from bot.desk.history import details
from bot.desk.voice import CARD
from bot.domain.cases import Case, Event
from bot.domain.clocks import Clock
from bot.domain.contracts import Outcome
from bot.domain.dates import say_hour, say_until
from bot.domain.worktime import local
from bot.markup import esc
from bot.store import board, cases, files, outbox
from bot.store.tables import Found
from flows.obsluga_sprawy.card import caller
from flows.obsluga_sprawy.names import CLOCK_STATES, ENTITLEMENTS, EVENTS, KINDS, STATES, VENDORS
from flows.zglos_awarie.words import service_name

LONGEST = 2000
"""Rows of a transcript on paper; the newest ones are kept."""
STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #17212b; font: 0.95rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { margin: 1.6rem 0 0.4rem; font-size: 1.05rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; border-top: 1px solid #d9dfe5; text-align: left; vertical-align: top; }
tbody th { width: 11rem; font-weight: 500; color: #52606f; } td { overflow-wrap: anywhere; white-space: pre-wrap; }
ol { margin: 0.2rem 0 0 1.1rem; padding: 0; color: #52606f; font-size: 0.875rem; white-space: normal; }
tr { break-inside: avoid; } @page { margin: 15mm; }
"""


def sheet(c: Connection, case: Case, now: datetime) -> str:
    """The page, complete in itself; whatever people wrote is only words in it."""
    history = cases.history(c, case.number)
    names = board.names(c, {e.who for e in history if e.who})
    attached = files.of_case(c, case.number, case.conversation)
    talk = outbox.history(c, case.conversation, limit=LONGEST) if case.conversation else []
    thread = [row for row in outbox.thread(c, ENGINEERS, case.number, LONGEST) if row.key != CARD]
    parts = (
        _table("Zgłoszenie", _rows(_facts(case, attached))),
        _table("Terminy", "".join(_clock(k, now) for k in case.clocks)),
        _table("Historia", "".join(_event(e, names) for e in history)),
        _table("Rozmowa ze zgłaszającym", "".join(map(_said, talk))),
        _table("Wątek w kanale inżynierów", "".join(map(_said, thread))),
    )
    return f"""<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sprawa {case.number}</title><style>{STYLE}</style></head><body>
<h1>Sprawa {case.number}: {esc(STATES.get(case.state, case.state))}</h1>
<p>Stan na {_moment(now)}, czas polski.</p>{"".join(parts)}</body></html>"""


def _facts(case: Case, attached: Iterable[Found]) -> Iterable[tuple[str, str]]:
    yield "Klient", case.customer or "nieustalony"
    yield "Miejsce", case.site or ""
    yield "Urządzenie", " ".join(filter(None, (VENDORS.get(case.vendor or ""), case.model, case.serial)))
    yield "Umowa", case.contract or "brak numeru"
    yield "Poziom usługi", ", ".join(map(service_name, case.services))
    yield "Uprawnienie", ENTITLEMENTS[Outcome(case.entitlement)]
    yield "Priorytet", case.priority + (f" (podany {case.priority_stated})" if case.priority_stated else "")
    yield "Objaw", case.symptom
    yield "Do kontaktu", caller(case)
    yield "Zgłoszono", _moment(case.submitted_at)
    yield "Potwierdzono", _moment(case.confirmed_at) if case.confirmed_at else ""
    yield "Z logów", "\n".join(case.findings)
    yield "Próbowano", "\n".join(case.tried)
    yield "Brakuje", ", ".join(case.missing)
    yield "U producenta", case.vendor_case
    yield "List przewozowy", case.waybill
    yield "Prowadzi", case.owner_name
    yield "Pliki", "\n".join(f"{f.name}{' (zaszyfrowany)' if f.sealed else ''}" for f in attached)


def _clock(k: Clock, now: datetime) -> str:
    name = f"{KINDS[k.kind]} – {service_name(k.service)}" if k.service else KINDS[k.kind]
    due = _moment(k.due) if not k.by_date else f"{say_until(k.due, now, by_date=True)} ({_moment(k.due)})"
    met = f"\nspełniony: {_moment(k.met_at)}" if k.met_at else ""
    state = "po terminie" if k.state == "running" and k.due < now else CLOCK_STATES[k.state]
    steps = "".join(f"<li>{esc(step)}</li>" for step in k.explanation)
    words = f"do: {due}\nod: {_moment(k.start)}\n{state}{met}"
    return _row(name, esc(words) + (f"<ol>{steps}</ol>" if steps else ""))


def _event(e: Event, names: dict[str, str]) -> str:
    who = f" – {names.get(e.who, e.who)}" if e.who else ""
    said = details(e, _moment)
    return _row(_moment(e.at), esc(f"{EVENTS.get(e.event, e.event)}{who}" + (f"\n{said}" if said else "")))


def _said(row: Found) -> str:
    """A row of a transcript; of the buttons pressed the words that stood on them."""
    who = row.author or ("Dyspozytor" if row.direction == "out" else "Zgłaszający")
    return _row(f"{_moment(row.at)}, {who}", esc(row.text))


def _moment(at: datetime) -> str:
    """With the year: paper lives long."""
    return f"{local(at):%d.%m.%Y}, {say_hour(at.replace(microsecond=0))}"


def _table(title: str, rows: str) -> str:
    return f"<h2>{title}</h2><table><tbody>{rows}</tbody></table>" if rows else ""


def _rows(facts: Iterable[tuple[str, str]]) -> str:
    return "".join(_row(name, esc(value)) for name, value in facts if value)


def _row(name: str, value: str) -> str:
    """`value` is HTML already."""
    return f'<tr><th scope="row">{esc(name)}</th><td>{value}</td></tr>'
