"""The case as the answers make it, before it has a number."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.casework.reporting import MOST_FINDINGS
from bot.domain.contracts import Entitlement, Outcome
from bot.domain.findings import from_json
from bot.flow.facts import Facts
from bot.flow.vocabulary import AddToCase, Answers, CompleteCase, Effect, JoinCase, MakeUrgent, OpenCase
from flows.zglos_awarie import evidence, hints, rules

NEEDED = {
    "device": "numer seryjny",
    "contract": "numer umowy",
    "symptom": "objaw",
    "site": "miejsce",
    "phone": "telefon",
    "logs": "logi",
    "config": "kopia konfiguracji",
}


def draft(answers: Answers, facts: Facts) -> Case:
    """Everything collected; number 0. Of an unproven device only what the caller said goes on the case."""
    found, phone = rules.entitlement(answers, facts), answers.get("phone") or {}
    case = Case(
        number=0,
        submitted_at=facts.now,
        priority=rules.priority(answers, facts),
        priority_stated=answers.get("stated"),
        symptom=str(answers.get("symptom", "")),
        entitlement="",
        customer=rules.behalf(answers) or (facts.person.organisation if facts.person else None),
        contract=answers.get("contract") or None,
        serial=answers.get("device") or None,
        vendor=rules.vendor(answers, facts),
        model=rules.model(answers, facts) or None,
        reporter=facts.person.id if facts.person else None,
        reporter_name=facts.person.name if facts.person else "",
        reporter_from=facts.person.organisation if facts.person else "",
        phone=phone.get("shown"),
        contact=phone.get("contact", ""),
        site=_site(answers, facts),
        logs=str(answers.get("logs") or ("paste" if evidence.is_log(answers) else "")),
        config=str(answers.get("config", "")),
        findings=_findings(answers, facts),
        tried=hints.on_the_case(answers, facts),
        related=_related(answers, facts),
    )
    return with_gaps(settled(case, found))


def _findings(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """What was read, also when it does not belong to this device."""
    if "evidence" not in answers:
        return ()
    device = rules.known_device(answers, facts)
    found, registered = from_json(answers["evidence"]), device.model if device else None
    if evidence.set_aside(answers) and not found.serials:
        return (evidence.STRANGE,)
    return evidence.summary(found, answers.get("device"), registered)[:MOST_FINDINGS]


def _related(answers: Answers, facts: Facts) -> int | None:
    """The open case of the same device which the caller says is another fault."""
    twin = rules.twin(answers, facts)
    return twin.number if twin else None


def opened(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The case is opened, or completed when it is out already."""
    case = draft(answers, facts)
    out = CompleteCase(answers["handed"], case) if answers.get("handed") else OpenCase(case)
    return (*hints.counted(answers, facts), out)


def joined(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The report becomes part of the case that is open; a more urgent priority comes with it."""
    twin = rules.twin(answers, facts)
    if twin is None:
        return ()
    said = str(answers.get("symptom", "")) or "bez opisu"
    priority = answers.get("impact") or answers.get("stated")
    worse = (MakeUrgent(twin.number, str(priority)),) if priority and str(priority) < twin.urgency else ()
    found = evidence.findings(answers)
    read = (AddToCase(twin.number, "", found),) if found else ()
    return (*hints.counted(answers, facts), JoinCase(twin.number, said), *read, *worse)


def sent_incomplete(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """A critical case goes out as it is, submitted when phone and symptom were both known (docs/terminy.md R32)."""
    ready = datetime.fromisoformat(answers["ready"])
    return (OpenCase(replace(draft(answers, facts), submitted_at=ready, incomplete=True)),)


def _site(answers: Answers, facts: Facts) -> str | None:
    if answers.get("place"):
        return str(answers["place"])
    device = rules.known_device(answers, facts)
    return device.place if device and facts.scope else None


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
    later = [NEEDED[n] for n, value in (("logs", case.logs or "later"), ("config", case.config)) if value == "later"]
    return replace(case, incomplete=bool(gaps), missing=(*gaps, *later))
