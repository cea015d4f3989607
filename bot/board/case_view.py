"""One case as HTML: everything collected, its clocks, what happened, the conversation and the files."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.board.countdown import countdown
from bot.board.html import esc
from bot.board.list_view import flags, priority, ticking
from bot.board.reads import Whole
from bot.board.visits import Line
from bot.domain.cases import Case, Event
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import Outcome
from bot.domain.dates import say_moment
from bot.domain.explain import NAMES
from bot.store.tables import Found
from flows.obsluga_sprawy.names import ENTITLEMENTS, EVENTS, LOGS, STATES, VENDORS


def head(whole: Whole) -> str:
    """Number, priority, state and the time left."""
    case = whole.case
    owner = f"prowadzi {case.owner_name}" if case.owner else "bez właściciela"
    return f"""
        <h1>{case.number} {priority(case)} {flags(case)}</h1>
        <p><span class="state {case.state}">{esc(STATES.get(case.state, case.state))}</span>
           <span>{esc(owner)}</span></p>
        <p class="left"><span class="label">Kontakt inżyniera</span> {ticking(countdown(case, whole.now))}</p>"""


def collected(whole: Whole) -> str:
    """What the assistant has gathered, the caller's own words first."""
    case = whole.case
    said = f"<blockquote dir='auto'>{esc(case.symptom) or 'Objawu nie podano.'}</blockquote>"
    facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(case, whole.now) if value)
    return f"{said}<dl>{facts}</dl>{_entitlement(case)}"


def history(whole: Whole) -> str:
    """What happened, newest first."""
    items = "".join(_event(event, whole.names, whole.now) for event in reversed(whole.history))
    return f"<ol class='history'>{items}</ol>"


def talk(lines: Iterable[Line], empty: str) -> str:
    """A transcript, oldest first."""
    said = "".join(_line(line) for line in lines)
    return f"<div class='talk'>{said}</div>" if said else f"<p class='sub'>{empty}</p>"


def files(found: Iterable[Found]) -> str:
    """Files, to download unless they are sealed."""
    items = "".join(f"<li>{_file(f)} <span class='sub'>{_size(f.size)}</span></li>" for f in found)
    return f"<ul class='files'>{items}</ul>" if items else "<p class='sub'>Nie przysłano plików.</p>"


def _file(f: Found) -> str:
    """A sealed file is not downloaded from here."""
    if f.sealed:
        return f"{esc(f.name)} (zaszyfrowany)"
    return f"<a href='/panel/plik/{f.id}' download>{esc(f.name)}</a>"


def _facts(case: Case, now: datetime) -> Iterable[tuple[str, str]]:
    services = ", ".join(CATALOGUE.services[s].name if s in CATALOGUE.services else s for s in case.services)
    yield "Klient", esc(case.customer or "nieustalony")
    yield "Miejsce", esc(case.site or "")
    yield "Urządzenie", esc(" ".join(filter(None, (VENDORS.get(case.vendor or ""), case.model))) or "nieustalone")
    yield "Numer seryjny", f"<span class='serial'>{esc(case.serial)}</span>" if case.serial else "brak"
    yield "Umowa", esc(case.contract or "brak numeru")
    yield "Poziom usługi", esc(services)
    yield "Do kontaktu", _contact(case)
    yield "Zgłoszono", esc(say_moment(case.submitted_at, now))
    yield "Logi", esc(LOGS.get(case.logs, case.logs))
    yield "Z logów", _list(case.findings)
    yield "Próbowano", _list(case.tried)
    yield "Brakuje", _list(case.missing)


def _contact(case: Case) -> str:
    who = esc(case.contact or case.reporter_name)
    digits = "".join(sign for sign in case.phone or "" if sign.isdecimal() or sign == "+")
    phone = f"<a href='tel:{esc(digits)}'>{esc(case.phone)}</a>" if case.phone else ""
    return ", ".join(filter(None, (who, phone))) or "nie podano"


def _entitlement(case: Case) -> str:
    known = case.entitlement in set(Outcome)
    sentence = ENTITLEMENTS[Outcome(case.entitlement)] if known else case.entitlement
    return f"<p class='verdict {'good' if case.verified else 'soon'}'>{esc(sentence)}</p>"


def _event(event: Event, names: Mapping[str, str], now: datetime) -> str:
    who = f" – {esc(names.get(event.who, event.who))}" if event.who else ""
    details = esc(_details(event, now))
    return (
        f"<li><time datetime='{event.at.isoformat()}'>{esc(say_moment(event.at, now))}</time>"
        f"<b>{esc(EVENTS.get(event.event, event.event))}</b>{who}{f'<p>{details}</p>' if details else ''}</li>"
    )


def _details(event: Event, now: datetime) -> str:
    match event.event:
        case "contacted":
            return say_moment(datetime.fromisoformat(event.data["moment"]), now)
        case "priority":
            return f"{event.data['from']} → {event.data['to']}"
        case "deadline_missed":
            return ", ".join(NAMES.get(label.split(":")[0], label) for label in event.data["clocks"])
    return event.reason or ""


def _line(line: Line) -> str:
    who = line.author or ("Dyspozytor" if line.ours else "Zgłaszający")
    attached = f"<p class='sub'>Pliki: {esc(', '.join(f.name for f in line.files))}</p>" if line.files else ""
    side = "ours" if line.ours else "theirs"
    return (
        f"<div class='said {side}'><p class='sub'>{esc(who)}, {esc(line.day)}, {esc(line.hour)}</p>"
        f"<p class='words' dir='auto'>{esc(line.text)}</p>{attached}</div>"
    )


def _list(items: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{esc(item)}</li>' for item in items)}</ul>" if items else ""


def _size(count: int) -> str:
    return f"{count} B" if count < 1024 else f"{-(-count // 1024)} kB"
