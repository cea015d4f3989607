"""The case as the answers make it, before it has a number."""

from dataclasses import replace

from bot.domain.cases import Case
from bot.domain.contracts import Entitlement, Outcome
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Effect, OpenCase
from flows.zglos_awarie import rules

TRIED = {"helped": "pomogło", "not_helped": "nie pomogło", "skipped": "pominięto"}
NEEDED = {
    "device": "numer seryjny",
    "contract": "numer umowy",
    "symptom": "objaw",
    "site": "miejsce",
    "phone": "telefon",
    "logs": "logi",
}


def draft(answers: Answers, facts: Facts) -> Case:
    """Everything collected; number 0. Of an unproven device only what the caller said goes on the case."""
    found, phone = rules.entitlement(answers, facts), answers.get("phone") or {}
    case = Case(
        number=0,
        submitted_at=facts.now,
        priority=rules.priority(answers),
        priority_stated=answers.get("stated"),
        symptom=str(answers.get("symptom", "")),
        entitlement="",
        customer=facts.person.organisation if facts.person else None,
        contract=answers.get("contract") or None,
        serial=answers.get("device") or None,
        vendor=rules.vendor(answers, facts),
        model=answers.get("model"),
        reporter=facts.person.id if facts.person else None,
        reporter_name=facts.person.name if facts.person else "",
        phone=phone.get("shown"),
        contact=phone.get("contact", ""),
        site=_site(answers, facts),
        logs=str(answers.get("logs", "")),
        tried=_tried(answers, facts),
    )
    return with_gaps(settled(case, found))


def opened(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The case is opened."""
    return (OpenCase(draft(answers, facts)),)


def _site(answers: Answers, facts: Facts) -> str | None:
    if answers.get("place"):
        return str(answers["place"])
    device = rules.known_device(answers, facts)
    return ", ".join(p for p in (device.site, device.address) if p) or None if device and facts.scope else None


def _tried(answers: Answers, facts: Facts) -> tuple[str, ...]:
    hint, helped = rules.hint(answers, facts), str(answers.get("helped"))
    result = TRIED["not_helped"] if "step" in answers and rules.tried_all(answers, facts) else TRIED.get(helped)
    return (f"{hint.title}: {result}",) if hint and result else ()


def settled(case: Case, found: Entitlement) -> Case:
    """The case with what the register says of its device and contract."""
    device = found.device
    return replace(
        case,
        entitlement=str(found.outcome),
        customer=found.customer or case.customer,
        contract=found.contract or case.contract,
        serial=device.serial if device else case.serial,
        vendor=device.vendor if device else case.vendor,
        model=device.model if device else case.model,
        services=found.services if found.outcome in (Outcome.COVERED, Outcome.EXTREMEWORKS) else (),
    )


def with_gaps(case: Case) -> Case:
    """The case with the list of what is still missing."""
    has = {
        "device": case.serial,
        "contract": case.contract,
        "symptom": case.symptom,
        "site": case.site,
        "phone": case.phone,
    }
    gaps = [NEEDED[name] for name, value in has.items() if not value]
    logs = [NEEDED["logs"]] if case.logs in ("", "later") else []
    return replace(case, incomplete=bool(gaps), missing=(*gaps, *logs))
