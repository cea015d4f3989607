"""Which situation a question or a text of the fault report is in: what is known already, and which wording fits."""

from bot.domain.cases import PRIORITIES, UNPROVEN
from bot.domain.contracts import Outcome
from bot.domain.findings import from_json
from bot.domain.serials import key
from bot.flow import own
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, CountRefusal, Effect, Value, Variant
from flows.zglos_awarie import evidence, hints, rules, words
from flows.zglos_awarie.rules import UNKNOWN


def refusal(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """What is not the caller's own, or does not go together, counts against the tries."""
    if facts.scope and rules.outcome(answers, facts) not in (Outcome.DEVICE_UNKNOWN, Outcome.CONTRACT_UNKNOWN):
        return ()
    return (CountRefusal(answers.get("device") or "", answers.get("contract") or ""),)


def stranger_refused(answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    """So does a name that is none of the partner's customers'."""
    return (CountRefusal(other=str(answers["stranger"])),)


def place_on_record(answers: Answers, facts: Facts) -> Value | None:
    """Nothing to ask when the register knows the place, or when it is urgent; unless it is to be put right."""
    if answers.get("reopened") == "place":
        return None
    return UNKNOWN if rules.urgent(answers, facts) or words.site(answers, facts) else None


def handed_over_at_once(answers: Answers, facts: Facts) -> Value | None:
    """A P1 does not wait for the numbers to be put right."""
    return "hand_over" if rules.urgent(answers, facts) else None


def asked_much(answers: Answers, facts: Facts) -> Value | None:
    """A P1 is asked four questions at most: the contract gives way when the fault itself had to be asked for."""
    return UNKNOWN if rules.urgent(answers, facts) and answers.times("symptom") and answers.times("device") else None


def the_other_device(answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG001 - the shape of an end
    """Of several serials said at once, the next one gets a report of its own; what was said of the caller stays."""
    rest = [serial for serial in answers.get("several") or () if serial != answers.get("device")]
    if not rest:
        return None
    kept = {name: answers[name] for name in SHARED if name in answers}
    return {**kept, "device": rest[0], **({"several": rest} if len(rest) > 1 else {})}


SHARED = ("contract", "symptom", "stated", "phone")
"""What two reports of one caller have in common."""


def outcome_name(answers: Answers, facts: Facts) -> str:
    """Which text tells about the entitlement."""
    locked = facts.scope is None and facts.tries_left <= 0
    return "locked" if locked else str(rules.outcome(answers, facts))


def only_support(answers: Answers, facts: Facts) -> str:
    """Several contracts, or support without hardware, are told differently."""
    found = rules.entitlement(answers, facts)
    return "support" if found.support_only else "several" if len(found.covers) > 1 else ""


def device_wording(answers: Answers, facts: Facts) -> str:
    """Which of several serials, or is it the only device it can be?"""
    if answers.get("several"):
        return "several"
    if printed := evidence.offered(answers):
        return "printed" if len(printed) == 1 else "members"
    if only_one_fits(answers, facts):
        return "one"
    return "own" if 1 < len(own.fitting(answers, facts)) <= OWN_SHOWN else ""


def only_one_fits(answers: Answers, facts: Facts) -> bool:
    """pasuje tylko jedno własne urządzenie"""
    alone = not answers.get("several") and not answers.get("other") and not evidence.offered(answers)
    return alone and len(own.fitting(answers, facts)) == 1


def one_offered(answers: Answers, facts: Facts) -> bool:
    """wskazano jedno urządzenie"""
    return only_one_fits(answers, facts) or bool(evidence.offered(answers))


def seen_wording(answers: Answers, _facts: Facts) -> str:
    """Does the output show a fault that may be the one?"""
    return "seen" if evidence.faults(answers) and not answers.get("unseen") else ""


def read_wording(answers: Answers, facts: Facts) -> str:
    """Is there nothing in the paste that can be read, or nothing that is new?"""
    if words.read(answers, facts):
        return ""
    return "fine" if answers.get("device") or from_json(answers["latest"]) else "nothing"


def differs_wording(answers: Answers, facts: Facts) -> str:
    """The number was never told; or it is that of another own device; or it is simply another."""
    if not answers.get("device"):
        return "missing"
    printed = {key(serial) for serial in evidence.findings(answers).serials}
    return "own" if any(key(d.serial) in printed for d in facts.own) else ""


OWN_SHOWN = 6
"""A caller with at most so many devices or contracts sees them as buttons."""


def contract_wording(_answers: Answers, facts: Facts) -> str:
    """With one's own contracts as buttons it is a choice."""
    return "own" if 0 < len({c.contract for c in facts.contracts}) <= OWN_SHOWN else ""


def known_logs(answers: Answers, facts: Facts) -> str:
    """Without a known platform no command can be named."""
    return "" if hints.log_commands(answers, facts) else "any"


def priority_name(answers: Answers, facts: Facts) -> str:
    """The definition that goes with the priority."""
    return rules.priority(answers, facts)


def opened_wording(answers: Answers, facts: Facts) -> str:
    """A case whose entitlement is unsettled, or which will be completed later, is told differently."""
    if not rules.covered(answers, facts):
        return "unverified"
    return "urgent" if rules.urgent(answers, facts) else ""


def hint_wording(answers: Answers, facts: Facts) -> str:
    """The first step says what it is about, the first of another article also that the one before was wrong."""
    if not hints.first_step(answers, facts):
        return "next"
    return "other" if answers.get("rejected") else ""


HINT_AS = Variant(("", "next", "other"), hint_wording)
UNPROVEN_AS = Variant(
    (*(str(o) for o in Outcome if o in UNPROVEN - {Outcome.EXTREMEWORKS, Outcome.INCOMPLETE}), "locked"), outcome_name
)
COVERED_AS = Variant(("", "several", "support"), only_support)
DEVICE_AS = Variant(("", "several", "printed", "members", "one", "own"), device_wording)
READ_AS = Variant(("", "fine", "nothing"), read_wording)
SYMPTOM_AS = Variant(("", "seen"), seen_wording)
DIFFERS_AS = Variant(("", "own", "missing"), differs_wording)
CONTRACT_AS = Variant(("", "own"), contract_wording)
LOGS_AS = Variant(("", "any"), known_logs)
PRIORITY_AS = Variant(PRIORITIES[1:], priority_name)
OPENED_AS = Variant(("", "unverified", "urgent"), opened_wording)
WARRANTY_AS = Variant(("", "extreme"), rules.extreme_device)
