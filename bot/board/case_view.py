"""One case as HTML: everything collected, its clocks, what happened, the conversation and the files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.board.countdown import countdown
from bot.board.list_view import flags, priority, ticking
from bot.board.reads import Whole
from bot.board.visits import Attachment, Line
from bot.desk.history import details
from bot.domain.cases import Case, Event
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import Outcome
from bot.domain.dates import say_moment
from bot.markup import esc
from bot.store.tables import Found
from flows.obsluga_sprawy.names import ENTITLEMENTS, EVENTS, LOGS, STATES, VENDORS

POST_BOX = "/panel/wyslij"


def head(whole: Whole) -> str:
    """Number, priority, state and the time left."""
    case = whole.case
    talking = ", także rozmowę" if case.taken_over_by else ""
    owner = f"prowadzi {case.owner_name}{talking}" if case.owner else "bez właściciela"
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


def files(found: Iterable[Found], owner: bool) -> str:
    """Files to download; a sealed one is opened by the owner of the case alone, with a press that is recorded."""
    items = "".join(f"<li>{_file(f, owner)} <span class='sub'>{_size(f.size)}</span></li>" for f in found)
    return f"<ul class='files'>{items}</ul>" if items else "<p class='sub'>Nie przysłano plików.</p>"


def letter(number: int) -> str:
    """The box for words and files to the caller; board.js sends it without a reload."""
    return f"""<form class="letter" method="post" action="{POST_BOX}" enctype="multipart/form-data">
        <h2>Napisz do zgłaszającego</h2><input type="hidden" name="sprawa" value="{number}">
        <div class="field"><label for="tresc">Wiadomość</label>
        <textarea class="input" id="tresc" name="tresc" rows="3"></textarea></div>
        <div class="field"><label for="pliki">Pliki</label><input id="pliki" name="pliki" type="file" multiple></div>
        <div class="actions"><button class="button main" type="submit">Wyślij do zgłaszającego</button></div>
        <output class="sub"></output><p class="sub">Pierwsza wiadomość zatrzymuje zegar kontaktu.</p></form>"""


def _file(f: Found, owner: bool) -> str:
    if not f.sealed:
        return f"<a href='/panel/plik/{f.id}' download>{esc(f.name)}</a>"
    what = f"{esc(f.name)} ({'oryginał, ' if f.shown_as else ''}zaszyfrowany)"
    if not owner:
        return what
    return f"""{what}<form method="post" action="/panel/zaszyfrowany/{f.id}">
        <button class="button" type="submit">Otwórz</button>
        <span class="sub">Otwarcie zapisze się w historii.</span></form>"""


def _facts(case: Case, now: datetime) -> Iterable[tuple[str, str]]:
    services = ", ".join(CATALOGUE.services[s].name if s in CATALOGUE.services else s for s in case.services)
    yield "Klient", esc(case.customer or "nieustalony")
    yield "Zgłasza w jego imieniu", esc(f"{case.reporter_name}, {case.reporter_from}") if case.on_behalf else ""
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
    yield "U producenta", esc(case.vendor_case)
    yield "List przewozowy", esc(case.waybill)
    yield "Zgłosili też", str(len(case.joined)) if case.joined else ""
    yield "Powiązana", f"<a href='/panel/sprawa/{case.related}'>{case.related}</a>" if case.related else ""


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
    said = esc(details(event, lambda at: say_moment(at, now)))
    return (
        f"<li><time datetime='{event.at.isoformat()}'>{esc(say_moment(event.at, now))}</time>"
        f"<b>{esc(EVENTS.get(event.event, event.event))}</b>{who}{f'<p>{said}</p>' if said else ''}</li>"
    )


def _line(line: Line) -> str:
    who = line.author or ("Dyspozytor" if line.ours else "Zgłaszający")
    side = "ours" if line.ours else "theirs"
    return (
        f"<div class='said {side}'><p class='sub'>{esc(who)}, {esc(line.day)}, {esc(line.hour)}</p>"
        f"<p class='words' dir='auto'>{esc(line.text)}</p>{attached(line.files)}</div>"
    )


def attached(found: Sequence[Attachment]) -> str:
    """Files to open beside the words they came with."""
    return f"<p class='sub'>Pliki: {', '.join(map(_link, found))}</p>" if found else ""


def _link(f: Attachment) -> str:
    return esc(f.name) if f.sealed else f"<a href='/panel/plik/{f.id}' download>{esc(f.name)}</a>"


def _list(items: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{esc(item)}</li>' for item in items)}</ul>" if items else ""


def _size(count: int) -> str:
    return f"{count} B" if count < 1024 else f"{-(-count // 1024)} kB"
