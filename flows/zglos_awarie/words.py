"""How answers and facts are worded inside the texts of the fault report."""

from collections.abc import Iterable
from datetime import date

from bot.domain.cases import Case, open_case
from bot.domain.catalogue import CATALOGUE
from bot.domain.clocks import Clock
from bot.domain.contracts import EXTREMEWORKS, Cover
from bot.domain.dates import say_moment, say_until
from bot.domain.outlook import outlook
from bot.domain.people import spaced
from bot.domain.serials import key
from bot.flow import own
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers
from flows.zglos_awarie import evidence, hints, rules
from flows.zglos_awarie.draft import draft
from flows.zglos_awarie.faults import KINDS


def service_name(service: str) -> str:
    """The service as printed on the contract."""
    return "ExtremeWorks" if service == EXTREMEWORKS else CATALOGUE.services[service].name


def device(answers: Answers, facts: Facts) -> str:
    """„S5735-L24P4X-A1, nr 2102…”."""
    model, serial = rules.model(answers, facts), answers.get("device") or ""
    return ", ".join(p for p in (model, f"nr {serial}" if serial else "numer seryjny nieznany") if p)


def behalf(answers: Answers, _facts: Facts) -> str:
    """The customer for whom a partner reports."""
    return rules.behalf(answers) or ""


def customer(answers: Answers, facts: Facts) -> str:
    """Whose the device is."""
    return rules.entitlement(answers, facts).customer or ""


def serial(answers: Answers, _facts: Facts) -> str:
    """The serial number alone."""
    return str(answers.get("device", ""))


def candidate(answers: Answers, facts: Facts) -> str:
    """The only own device that fits what was said: „S5735-L24P4X-A1, maszynownia (nr 2102…)”."""
    fitting = own.fitting(answers, facts)
    return (
        ", ".join(p for p in (fitting[0].model, fitting[0].site) if p) + f" (nr {fitting[0].serial})" if fitting else ""
    )


def read(answers: Answers, facts: Facts) -> str:
    """What the last paste says, a line each."""
    return "\n".join(f"• {line}" for line in evidence.read(answers, rules.known_device(answers, facts)))


def seen(answers: Answers, _facts: Facts) -> str:
    """The parts that the output shows to be at fault."""
    return ", ".join(dict.fromkeys(KINDS[fault.kind].name for fault in evidence.faults(answers)))


def printed_number(answers: Answers, _facts: Facts) -> str:
    """The only serial number that was printed."""
    return next(iter(evidence.findings(answers).serials), "")


def printed(answers: Answers, facts: Facts) -> str:
    """The printed device, by its number; of one's own also its model and place."""
    found = evidence.findings(answers)
    own = [d for d in facts.own if key(d.serial) in map(key, found.serials)]
    return (
        ", ".join(filter(None, (own[0].model, own[0].site, f"nr {own[0].serial}")))
        if own
        else ", ".join(f"nr {serial}" for serial in found.serials[: evidence.MOST])
    )


def printed_model(answers: Answers, _facts: Facts) -> str:
    """The printed model, or the system that speaks."""
    own = evidence.device(answers)
    return (own.model or evidence.SYSTEMS.get(own.platform or "", "")) if own else ""


def registered(answers: Answers, facts: Facts) -> str:
    """The model in the register."""
    device = rules.known_device(answers, facts)
    return device.model if device else ""


def handed(answers: Answers, _facts: Facts) -> str:
    """The number of the case that is out already."""
    return str(answers.get("handed", ""))


def twin(answers: Answers, facts: Facts) -> str:
    """The number of the open case of the same device."""
    found = rules.twin(answers, facts)
    return str(found.number) if found else ""


def twin_about(answers: Answers, facts: Facts) -> str:
    """Since when it is open, and what it is about."""
    found = rules.twin(answers, facts)
    return f"{say_moment(found.submitted_at, facts.now)}, „{short(found.symptom, 80)}”" if found else ""


def contract(answers: Answers, facts: Facts) -> str:
    """The contract number as printed."""
    return rules.entitlement(answers, facts).contract or str(answers.get("contract") or "") or "numer umowy nieznany"


def covers(answers: Answers, facts: Facts) -> str:
    """Each service that counts, with the last day of its contract; other contracts unnamed to unlinked people."""
    found = rules.entitlement(answers, facts)
    named = len(found.covers) > 1 and facts.scope is not None
    return "\n".join(_cover(c, named) for c in found.covers)


def _cover(cover: Cover, named: bool) -> str:
    number = f"{cover.contract}: " if named else ""
    return f"• {number}{service_name(cover.service)}, ważna do {say_day(cover.valid_to)}"


def offers(answers: Answers, facts: Facts) -> str:
    """The contracts the device does stand on."""
    return ", ".join(rules.entitlement(answers, facts).offers) or "brak umów"


def say_day(day: date) -> str:
    """„31.12.2027”."""
    return f"{day.day}.{day:%m.%Y}"


def valid_from(answers: Answers, facts: Facts) -> str:
    """The first day of a contract not yet valid."""
    day = rules.entitlement(answers, facts).valid_from
    return say_day(day) if day else ""


def valid_to(answers: Answers, facts: Facts) -> str:
    """The last day of an expired contract."""
    day = rules.entitlement(answers, facts).valid_to
    return say_day(day) if day else ""


def noted(answers: Answers, facts: Facts) -> str:
    """What was said already, so that the caller sees it need not be said again."""
    said = [device(answers, facts)] if answers.get("device") or answers.get("model") else []
    said += [f"umowa {answers['contract']}"] if answers.get("contract") else []
    said += ["opis usterki"] if answers.get("symptom") else []
    said += ["plik"] if answers.get("logs") else []
    return "; ".join(s.replace(", numer seryjny nieznany", "") for s in said)


def summary(answers: Answers, facts: Facts) -> str:
    """Everything that would be sent, a line each."""
    case = draft(answers, facts)
    flag = "" if case.verified else " (uprawnienie niezweryfikowane)"
    stated = f" (podany: {case.priority_stated})" if case.priority_stated not in (None, case.priority) else ""
    lines = [
        f"W imieniu: {case.customer}" if case.on_behalf else "",
        f"Urządzenie: {device(answers, facts)}",
        f"Umowa: {contract(answers, facts)}{flag}",
        f"Objaw: {short(case.symptom, 200)}",
        f"Priorytet: {case.priority}{stated}",
        f"Telefon: {phone(answers, facts)}" + (f", {case.contact}" if case.contact else ""),
        f"Miejsce: {case.site}" if case.site else "",
        f"Logi: {LOGS[case.logs]}" if case.logs else "",
        f"Kopia konfiguracji: {CONFIGS[case.config]}" if case.config else "",
    ]
    return "\n".join(line for line in lines if line)


LOGS = {"file": "dołączone", "paste": "dołączone", "no_access": "brak dostępu", "later": "zostaną dosłane"}
CONFIGS = {"file": "dołączona", "paste": "dołączona", "no_access": "nie ma", "later": "zostanie dosłana"}


def impact(answers: Answers, _facts: Facts) -> str:
    """The priority that follows from the effect on the work."""
    return str(answers.get("impact", ""))


def suggested(answers: Answers, facts: Facts) -> str:
    """„P2 – praca możliwa, ale …”."""
    found = rules.suggestion(answers, facts)
    return found[1] if found else ""


def stated(answers: Answers, _facts: Facts) -> str:
    """The priority the caller asks for."""
    return str(answers.get("stated", ""))


def phone(answers: Answers, _facts: Facts) -> str:
    """„600 700 801”."""
    return spaced(answers["phone"]["shown"]) if answers.get("phone") else "nie podano"


def site(answers: Answers, facts: Facts) -> str:
    """Where the device stands."""
    return draft(answers, facts).site or ""


def hint_title(answers: Answers, facts: Facts) -> str:
    """The title of the fitting article."""
    found = hints.hint(answers, facts)
    return found.title if found else ""


def hint_found(answers: Answers, facts: Facts) -> str:
    """„zasilacz, PSU2”: the caller's words that brought the article up."""
    found = hints.hint(answers, facts)
    return ", ".join(found.found) if found else ""


def step_number(answers: Answers, _facts: Facts) -> str:
    """Which step of the hint is due, from 1."""
    return str(hints.step(answers))


def step_count(answers: Answers, facts: Facts) -> str:
    """How many steps the hint has."""
    return str(hints.steps(answers, facts))


def step_text(answers: Answers, facts: Facts) -> str:
    """The step that is due."""
    found = hints.hint(answers, facts)
    return found.steps[min(hints.step(answers), len(found.steps)) - 1] if found else ""


def commands(answers: Answers, facts: Facts) -> str:
    """The commands whose output is wanted, a line each, set off by four spaces."""
    return "\n".join(f"    {command}" for command in hints.log_commands(answers, facts))


def submitted(_answers: Answers, facts: Facts) -> str:
    """When the report was received."""
    return say_moment(facts.now, facts.now)


def deadlines(answers: Answers, facts: Facts) -> str:
    """The engineer's call, then what a confirmation would start: for each service, with its condition."""
    case, _ = open_case(draft(answers, facts), facts.now)
    several = len(case.services) > 1
    lines = [*reactions(case, facts, several), *promises(case, facts, several)]
    return "\n".join(f"• {line}" for line in lines)


def reactions(case: Case, facts: Facts, several: bool) -> Iterable[str]:
    """„Inżynier zadzwoni: dziś do 15:20 (godzina w oknie …)”; once when several services promise the same hour."""
    clocks = [c for c in case.clocks if c.kind == "reaction"]
    does = "inżynier zadzwoni" if case.phone else "inżynier odpisze tutaj"
    if not clocks:
        yield "Tego urządzenia nie obejmuje nasza usługa, więc terminu kontaktu nie obiecujemy."
    apart = len({c.due for c in clocks}) > 1
    for clock in clocks if apart else clocks[:1]:
        due = f"{does}: {say_until(clock.due, facts.now)}{hours_of(clock) if apart or not several else ''}."
        yield _of(clock.service, apart, due)


def hours_of(clock: Clock) -> str:
    """The window in which the hour is counted, unless it is the whole day."""
    calendar = CATALOGUE.calendars[clock.calendar]
    if not calendar.off.weekdays:
        return ""
    return f" (godzina w oknie {calendar.opens.hour}:00–{calendar.closes.hour}:00 w dni robocze)"


def promises(case: Case, facts: Facts, several: bool) -> Iterable[str]:
    """What each service promises after confirmation; of an unsettled entitlement nothing is promised."""
    if not case.verified:
        yield "Uprawnienie sprawdzi inżynier; od tego zależy termin dostawy."
        return
    for service in case.services:
        for promise in outlook(service, case.urgency, facts.now):
            yield _of(service, several, promise.sentence)


def _of(service: str | None, several: bool, sentence: str) -> str:
    """„HEZO PartnerWorks AHB: urządzenie dojedzie…” where several services promise, else the sentence alone."""
    rest = sentence[1:]
    name = f"{service_name(service)}: " if several and service else ""
    return f"{name}{sentence[0].lower()}{rest}" if name else f"{sentence[0].upper()}{rest}"


def short(text: str, at_most: int) -> str:
    """On one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else line[:at_most].rsplit(" ", 1)[0] + "…"
