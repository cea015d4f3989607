"""The rules of questions to the register: whose data is asked for, is it one's own, and what the list holds."""

from datetime import date

from bot.domain.contracts import Cover, Device, Entitlement, contract_key, entitle
from bot.domain.people import Role
from bot.domain.serials import key
from bot.domain.worktime import local
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, CountRefusal, Effect, Remind, Value
from flows.status_umowy.asked import about

SHOWN = 8
"""So many lines of a list fit a phone."""


def not_linked(_answers: Answers, facts: Facts) -> bool:
    """konto nie jest powiązane z organizacją"""
    return facts.scope is None


def no_contracts(_answers: Answers, facts: Facts) -> bool:
    """organizacja nie ma umów w rejestrze"""
    return not facts.contracts


def is_partner(facts: Facts) -> bool:
    """Does the person look after contracts of other organisations?"""
    return facts.scope is not None and facts.scope.role is Role.PARTNER


def about_reminders(answers: Answers, _facts: Facts) -> bool:
    """mowa o przypomnieniach"""
    return about(answers).startswith("reminders")


def who_may(answers: Answers, _facts: Facts) -> bool:
    """pytanie o to, kto może zgłaszać"""
    return about(answers) == "who_may"


def by_number(answers: Answers, _facts: Facts) -> bool:
    """pytanie o numer albo nazwę"""
    return bool({"contract", "serial", "stranger"} & set(answers))


def locked(answers: Answers, facts: Facts) -> bool:
    """było już pięć pytań o cudze lub nieistniejące numery"""
    return facts.tries_left <= 0 and by_number(answers, facts)


def not_own(answers: Answers, facts: Facts) -> bool:
    """pytanie o coś spoza własnych danych"""
    return bool(missing(answers, facts))


def missing(answers: Answers, facts: Facts) -> str:
    """Which of the things named is not one's own, or is not there at all: nobody can tell the two apart."""
    if answers.get("contract") and not rows_of(answers, facts):
        return "contract"
    if answers.get("serial") and not own_device(answers, facts):
        return "device"
    return "customer" if answers.get("stranger") and "serial" not in answers and "contract" not in answers else ""


def refused(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """What was asked for is written down."""
    if not by_number(answers, facts):
        return ()
    return (CountRefusal(answers.get("serial", ""), answers.get("contract", ""), answers.get("stranger", "")),)


def remind(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """Only partners are reminded at all."""
    return (Remind(about(answers) == "reminders_on"),) if is_partner(facts) else ()


def several_customers(answers: Answers, _facts: Facts) -> bool:
    """nazwa pasuje do kilku klientów"""
    return len(answers.get("named") or ()) > 1


def about_device(answers: Answers, _facts: Facts) -> bool:
    """pytanie o jedno urządzenie"""
    return about(answers) == "covered"


def about_contract(answers: Answers, _facts: Facts) -> bool:
    """pytanie o jedną umowę"""
    return about(answers) == "contract"


def not_empty(answers: Answers, facts: Facts) -> bool:
    """lista nie jest pusta"""
    return bool(devices(answers, facts) if about(answers) == "devices" else listed(answers, facts))


def reminders_wording(answers: Answers, facts: Facts) -> str:
    """Switched on or off; nobody but partners has any."""
    return about(answers).removeprefix("reminders_") if is_partner(facts) else "none"


def who_wording(_answers: Answers, facts: Facts) -> str:
    """A partner reports for customers."""
    return "partner" if is_partner(facts) else ""


def as_file(answers: Answers, _facts: Facts) -> bool:
    """odpowiedź ma być plikiem"""
    return bool(answers.get("file"))


# --- what is asked about ---------------------------------------------------------------------


def today(facts: Facts) -> date:
    """The local day."""
    return local(facts.now).date()


def customer(answers: Answers) -> str | None:
    """The customer whose data is asked for; None for all of them."""
    named: list[str] = answers.get("named") or []
    return answers.get("customer") or (named[0] if len(named) == 1 else None)


def rows_of(answers: Answers, facts: Facts) -> tuple[Cover, ...]:
    """The rows of the contract asked about, when it is one's own."""
    wanted = contract_key(str(answers.get("contract", "")))
    return tuple(c for c in facts.contracts if c.key == wanted)


def candidates(answers: Answers, facts: Facts) -> tuple[Device, ...]:
    """The own devices that may be meant: at the place or of the model said, of the customer named."""
    meant = answers.get("several") or answers.get("at")
    found = [d for d in of_customer(answers, facts) if not meant or d.serial in meant]
    return tuple(found)


def of_customer(answers: Answers, facts: Facts) -> tuple[Device, ...]:
    """One's own devices; with a customer named, those on that customer's contracts."""
    wanted = customer(answers)
    return tuple(d for d in facts.own if wanted is None or any(c.customer == wanted for c in d.covers))


def own_device(answers: Answers, facts: Facts) -> Device | None:
    """The device asked about, when it is one's own."""
    return entitled(answers, facts).device


def entitled(answers: Answers, facts: Facts) -> Entitlement:
    """What the device asked about is entitled to."""
    serial = answers.get("serial") or only_candidate(answers, facts)
    return entitle(serial, None, facts.register, facts.scope, today(facts))


def only_candidate(answers: Answers, facts: Facts) -> Value | None:
    """With one that can be meant there is nothing to ask."""
    said = "at" in answers or "several" in answers
    found = candidates(answers, facts)
    return found[0].serial if len(found) == 1 and (said or len(facts.own) == 1) else None


def listed(answers: Answers, facts: Facts) -> list[Cover]:
    """The contract rows asked for, the ones that end first on top; of ended ones the latest."""
    first, last = (date.fromisoformat(d) for d in answers.get("days") or (date.min.isoformat(), date.max.isoformat()))
    wanted, ended, day = customer(answers), about(answers) == "ended", today(facts)
    rows = [c for c in facts.contracts if wanted is None or c.customer == wanted]
    rows = [c for c in rows if first <= c.valid_to <= last and (c.valid_to < day) == ended]
    return sorted(rows, key=lambda c: (c.valid_to, c.customer, c.key, c.service), reverse=ended)


def devices(answers: Answers, facts: Facts) -> list[Device]:
    """The devices asked for, by place."""
    wanted = contract_key(str(answers.get("contract", "")))
    found = [d for d in candidates(answers, facts) if not wanted or any(c.key == wanted for c in d.covers)]
    return sorted(found, key=lambda d: (d.site, d.model, key(d.serial)))
