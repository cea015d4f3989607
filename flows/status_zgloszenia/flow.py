"""„Co z moim zgłoszeniem?”: its state, its deadlines, and on demand how they came about."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.clocks import Clock
from bot.domain.dates import say_moment, say_until
from bot.flow.facts import Facts
from bot.flow.readers import CaseNumber
from bot.flow.vocabulary import Answers, Ask, Done, Flow, Option, Stop, Value, Variant
from flows.wspolne.flow import CONTACT_WORDS
from flows.zglos_awarie.words import service_name, short

STATUS = re.compile(
    r"\s*(?:co z|co ze|status|jaki jest status)\s+(?:zg[łl]oszeni\w+\s+)?(?:nr\s*)?(\d{4,9})\s*\??\s*", re.I
)
WHY = re.compile(r"\s*(?:sk[ąa]d\s+)?termin\s+(?:zg[łl]oszeni\w+\s+)?(\d{4,9})\s*\??\s*", re.I)
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
    """„co z 1011”, „status 1011”, „termin 1011”."""
    if found := STATUS.fullmatch(text):
        return {"case": int(found[1])}
    if found := WHY.fullmatch(text):
        return {"case": int(found[1]), "explain": True}
    return None


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
        Stop("none", when=no_cases, variant=Variant(("", "unlinked"), whose)),
        Stop("not_found", when=not_own),
        case,
        Done("explained", when=explains),
        Done("status"),
    ),
    words={
        **CONTACT_WORDS,
        "number": number,
        "state": state,
        "subject": subject,
        "deadlines": deadlines,
        "explanation": explanation,
    },
)
