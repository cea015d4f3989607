"""„Co z moim zgłoszeniem?”: its state, its deadlines, and on demand how they came about."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.clocks import Clock
from bot.domain.dates import say_moment, say_until
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.readers import CaseNumber
from bot.flow.vocabulary import Answers, Ask, CountRefusal, Done, Effect, Flow, Option, Stop, Value, Variant
from flows.wspolne.flow import CONTACT_WORDS
from flows.wspolne.open_cases import open_cases
from flows.zglos_awarie.words import service_name, short

STATUS = re.compile(
    r"\s*(?:co z|co ze|status|jaki jest status)\s+(?:zg[łl]oszeni\w+\s+)?(?:nr\s*)?(\d{4,9})\s*\??\s*", re.I
)
WHY = re.compile(r"\s*(?:sk[ąa]d\s+)?termin\s+(?:zg[łl]oszeni\w+\s+)?(\d{4,9})\s*\??\s*", re.I)
LIST = re.compile(
    r"(?:(?:pokaz|podaj|list[ae]|prosze o|jakie sa|wszystkie) )?(?:moj|nasz)\w+ (?:otwart\w+ )?zgloszen\w*"
    r"|(?:ile|jakie) (?:mam|mamy) (?:otwart\w+ )?zgloszen\w*|otwarte zgloszenia"
)
SHOWN = 8
STATES = {
    "opened": "przyjęte, czeka na inżyniera",
    "taken": "przyjęte przez inżyniera",
    "contacted": "w trakcie weryfikacji",
    "data_requested": "czeka na dane od Państwa",
    "confirmed": "usterka potwierdzona",
    "rejected": "odrzucone",
    "ordered": "sprzęt zamówiony",
    "dispatched": "sprzęt wysłany",
    "delivered": "sprzęt dostarczony",
    "onsite": "inżynier na miejscu",
    "returned": "uszkodzone urządzenie zwrócone",
    "closed": "zamknięte",
    "withdrawn": "wycofane",
}
KINDS = {
    "reaction": "Kontakt inżyniera",
    "dispatch": "Wysyłka sprzętu",
    "delivery": "Dostawa sprzętu",
    "onsite": "Przyjazd inżyniera",
    "return": "Zwrot uszkodzonego urządzenia",
}


def shortcut(text: str) -> Mapping[str, Value] | None:
    """„co z 1011”, „status 1011”, „termin 1011”, „moje zgłoszenia”."""
    if found := STATUS.fullmatch(text):
        return {"case": int(found[1])}
    if found := WHY.fullmatch(text):
        return {"case": int(found[1]), "explain": True}
    return {"list": True} if LIST.fullmatch(plain(text)) else None


def chosen(answers: Answers, facts: Facts) -> Case | None:
    """The case asked about, if it is one of the person's own."""
    wanted = answers.get("case")
    return next((c for c in facts.cases if wanted is None or c.number == wanted), None)


def no_cases(answers: Answers, facts: Facts) -> bool:
    """nie ma żadnego zgłoszenia"""
    return not facts.cases and "case" not in answers


def whose(_answers: Answers, facts: Facts) -> str:
    """Somebody unknown may have reported it elsewhere."""
    return "unlinked" if facts.linking and facts.person is None else ""


def not_own(answers: Answers, facts: Facts) -> bool:
    """podany numer nie jest numerem własnego zgłoszenia"""
    return "case" in answers and chosen(answers, facts) is None


def locked(answers: Answers, facts: Facts) -> bool:
    """było już pięć pytań o cudze lub nieistniejące numery"""
    return facts.tries_left <= 0 and "case" in answers


def refused(answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    """The number asked for is written down."""
    return (CountRefusal(other=str(answers["case"])),)


def lists(answers: Answers, facts: Facts) -> bool:
    """pytanie o wszystkie zgłoszenia, a jest ich więcej niż jedno"""
    return bool(answers.get("list")) and len(open_cases(facts)) > 1


def lines(answers: Answers, facts: Facts) -> str:
    """The open cases of this page, the newest first."""
    start = int(answers.get("page", 0)) * SHOWN
    return "\n".join(f"• {_line(c)}" for c in open_cases(facts)[start : start + SHOWN])


def _line(case: Case) -> str:
    whose = f", {case.customer}" if case.on_behalf else ""
    what = short(" ".join(filter(None, (case.model, case.serial))) or case.symptom, 60)
    return f"{case.number}{whose}: {what}, {STATES[case.state]}"


def count(_answers: Answers, facts: Facts) -> str:
    """How many are open."""
    return str(len(open_cases(facts)))


def more(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """„Dalej” while there are more."""
    page = int(answers.get("page", 0)) + 1
    following = {"start": "case_status", "answers": {"list": True, "page": page}}
    return (Option(label="Dalej", does=following),) if len(open_cases(facts)) > page * SHOWN else ()


def explains(answers: Answers, _facts: Facts) -> bool:
    """pytanie o wyjaśnienie terminu"""
    return bool(answers.get("explain"))


def only_one(_answers: Answers, facts: Facts) -> Value | None:
    """With a single case there is nothing to choose."""
    return facts.cases[0].number if len(facts.cases) == 1 else None


def own_cases(_answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The newest cases as buttons."""
    newest = sorted(facts.cases, key=lambda c: -c.number)[:5]
    return tuple(
        Option(c.number, f"{c.number}: {c.model or c.serial or 'urządzenie'}, {short(c.symptom, 30)}") for c in newest
    )


def number(answers: Answers, facts: Facts) -> str:
    """The number of the case."""
    case = chosen(answers, facts)
    return str(case.number if case else answers.get("case", ""))


def state(answers: Answers, facts: Facts) -> str:
    """Its state in words, and who has it."""
    case = chosen(answers, facts)
    if not case:
        return ""
    return STATES[case.state] + (f"; prowadzi {case.owner_name}" if case.owner_name else "")


def subject(answers: Answers, facts: Facts) -> str:
    """What it is about."""
    case = chosen(answers, facts)
    if not case:
        return ""
    serial = None if (case.serial or "") in case.symptom else case.serial
    return ", ".join(p for p in (case.model, serial, short(case.symptom, 60)) if p)


def deadlines(answers: Answers, facts: Facts) -> str:
    """Each clock in a line."""
    case = chosen(answers, facts)
    several = bool(case and len(case.services) > 1)
    return "\n".join(f"• {clock_line(c, facts.now, several)}" for c in case.clocks) if case else ""


def clock_line(clock: Clock, now: datetime, several: bool, late: str = "termin minął, przepraszamy") -> str:
    """„Kontakt inżyniera: dziś do 15:20” or „… dziś, 15:05”; `late` is said of a deadline that has passed."""
    name = KINDS[clock.kind] + (f" ({service_name(clock.service)})" if several and clock.service else "")
    if clock.met_at:
        return f"{name}: {say_moment(clock.met_at, now)}"
    if clock.state == "cancelled":
        return f"{name}: nie dotyczy"
    passed = f" – {late}" if clock.due < now else ""
    return f"{name}: {say_until(clock.due, now, clock.by_date)}{passed}"


def explanation(answers: Answers, facts: Facts) -> str:
    """How each deadline came about, as computed when its clock was started."""
    case = chosen(answers, facts)
    return "\n".join(line for c in case.clocks for line in c.explanation) if case else ""


case = Ask("case", CaseNumber(), known=only_one, more=own_cases)

case_status = Flow(
    "case_status",
    title="Status zgłoszenia",
    starts=frozenset({"case_status"}),
    shortcut=shortcut,
    steps=(
        Stop("locked", when=locked),
        Stop("not_found", when=not_own, then=refused),
        Stop("none", when=no_cases, variant=Variant(("", "unlinked"), whose)),
        Done("list", when=lists, more=more),
        case,
        Done("explained", when=explains),
        Done("status"),
    ),
    words={
        **CONTACT_WORDS,
        "number": number,
        "count": count,
        "lines": lines,
        "state": state,
        "subject": subject,
        "deadlines": deadlines,
        "explanation": explanation,
    },
)
