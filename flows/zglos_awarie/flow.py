"""„Zgłoś awarię”: from the first sentence to a case in front of an engineer."""

from bot.domain.cases import PRIORITIES, UNPROVEN
from bot.domain.contracts import Outcome
from bot.domain.people import dialled
from bot.flow.facts import Facts
from bot.flow.readers import (
    Choice,
    ContractNumber,
    Evidence,
    FreeText,
    Helped,
    Impact,
    Model,
    Phone,
    Serial,
    SerialChoice,
    StatedPriority,
    Symptom,
    YesNo,
)
from bot.flow.vocabulary import (
    Answers,
    Ask,
    CountRefusal,
    Done,
    Effect,
    Flow,
    Option,
    Stop,
    Tell,
    Value,
    Variant,
    both,
    neither,
    never,
    only,
)
from flows.wspolne.flow import CONTACT_WORDS
from flows.zglos_awarie import rules, words
from flows.zglos_awarie.draft import opened
from flows.zglos_awarie.rules import UNKNOWN

OWN_SHOWN = 6
"""A caller with at most so many devices sees them as buttons."""
OUTCOMES = tuple(str(o) for o in Outcome if o in UNPROVEN - {Outcome.EXTREMEWORKS, Outcome.INCOMPLETE})
COVERED = ("", "several", "support")


def own_devices(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The serials just mentioned, or the caller's own devices when they are few."""
    if several := answers.get("several"):
        return tuple(Option(serial, serial) for serial in several)
    model = str(answers.get("model", ""))
    fitting = [d for d in facts.own if d.model.upper().startswith(model.upper())] or list(facts.own)
    shown = fitting if len(fitting) <= OWN_SHOWN else []
    return tuple(Option(d.serial, ", ".join(p for p in (d.model, d.site) if p) + f" ({d.serial})") for d in shown)


def offered_contracts(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The contracts on which the device does stand, when the stated one was wrong."""
    offers = rules.entitlement(answers, facts).offers[:3]
    return tuple(Option(number, f"Użyj umowy {number}", question="contract") for number in offers)


def own_phone(_answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The number on record."""
    person = facts.person
    if not person or not person.phone:
        return ()
    number = dialled(person.phone)
    return (Option({"shown": number, "contact": person.name}, words.spaced(number)),)


def refusal(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """A wrong pair of an unlinked account counts against its tries."""
    return (CountRefusal(answers["device"], answers["contract"]),) if facts.scope is None else ()


def place_on_record(answers: Answers, facts: Facts) -> Value | None:
    """Nothing to ask when the register knows the place, or when it is urgent."""
    return UNKNOWN if rules.urgent(answers, facts) or words.site(answers, facts) else None


def handed_over_at_once(answers: Answers, facts: Facts) -> Value | None:
    """A P1 does not wait for the numbers to be put right."""
    return "hand_over" if rules.urgent(answers, facts) else None


def asked_much(answers: Answers, facts: Facts) -> Value | None:
    """A P1 is asked four questions at most: the contract gives way when the fault itself had to be asked for."""
    return UNKNOWN if rules.urgent(answers, facts) and answers.times("symptom") and answers.times("device") else None


def outcome_name(answers: Answers, facts: Facts) -> str:
    """Which text tells about the entitlement."""
    locked = facts.scope is None and facts.tries_left <= 0
    return "locked" if locked else str(rules.outcome(answers, facts))


def only_support(answers: Answers, facts: Facts) -> str:
    """Several contracts, or support without hardware, are told differently."""
    found = rules.entitlement(answers, facts)
    return "support" if found.support_only else "several" if len(found.covers) > 1 else ""


def device_wording(answers: Answers, _facts: Facts) -> str:
    """Which of several serials, or one's own devices as buttons."""
    return "several" if answers.get("several") else ""


def next_step(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """„Dalej” while there are steps left."""
    step = int(answers.get("step", 1)) + 1
    return (Option(label="Dalej", does={"note": {"step": step}}),) if rules.more_steps(answers, facts) else ()


def reopen(*names: str) -> Option:
    """A button that asks a question again, shown once it has an answer."""

    def answered(answers: Answers, _facts: Facts) -> bool:
        return names[0] in answers or (names[0] == "impact" and "stated" in answers)

    return Option(does={"reopen": names}, when=answered)


def known_logs(answers: Answers, facts: Facts) -> str:
    """Without a known platform no command can be named."""
    return "" if rules.log_commands(answers, facts) else "any"


def priority_name(answers: Answers, _facts: Facts) -> str:
    """The definition that goes with the priority."""
    return rules.priority(answers)


def opened_wording(answers: Answers, facts: Facts) -> str:
    """A case whose entitlement is unsettled, or which will be completed later, is told differently."""
    if not rules.covered(answers, facts):
        return "unverified"
    return "urgent" if rules.urgent(answers, facts) else ""


symptom = Ask("symptom", Symptom(), called=("objaw", "opis", "usterk", "problem", "awari"))
device = Ask(
    "device",
    Serial(),
    about=("several",),
    more=own_devices,
    options=(Option(does={"aside": "help_where_serial"}),),
    unknown=UNKNOWN,
    variant=Variant(("", "several"), device_wording),
    called=("seryjn", "serial", "sn", "urzadz", "switch", "przelacznik"),
)
contract = Ask(
    "contract",
    ContractNumber(),
    when=rules.needs_contract,
    known=asked_much,
    options=(Option(does={"aside": "help_where_contract"}), Option(does={"note": {"warranty": True}})),
    unknown=UNKNOWN,
    called=("umow", "kontrakt", "contract"),
)
unproven = Ask(
    "unproven",
    Choice(),
    when=rules.unproven,
    about=("device", "contract"),
    known=handed_over_at_once,
    more=offered_contracts,
    options=(
        Option(does={"reopen": ("device",)}),
        Option(does={"reopen": ("contract",)}),
        Option("hand_over", when=rules.may_give_in),
        Option(does={"command": "cancel"}),
    ),
    variant=Variant((*OUTCOMES, "locked"), outcome_name),
    asking=refusal,
)
impact = Ask(
    "impact",
    Impact(),
    when=rules.not_stated,
    options=(Option("P1"), Option("P2"), Option("P3"), Option("P4")),
    called=("priorytet", "wplyw", "waznosc", "pilnosc"),
)
helped = Ask(
    "helped",
    Helped(),
    when=rules.worth_a_try,
    about=("device", "symptom", "step"),
    more=next_step,
    options=(Option("helped"), Option("not_helped", when=rules.last_step), Option("skipped", when=rules.more_steps)),
    unknown="skipped",
    patience=0,
)
logs = Ask(
    "logs",
    Evidence(),
    when=neither(rules.urgent),
    options=(Option("no_access"), Option("later")),
    unknown="no_access",
    patience=0,
    variant=Variant(("", "any"), known_logs),
    called=("log", "plik", "wynik"),
)
phone = Ask("phone", Phone(), more=own_phone, called=("telefon", "kontakt", "komork", "tel"))
place = Ask(
    "place", FreeText(), known=place_on_record, unknown=UNKNOWN, called=("miejsc", "adres", "lokaliz", "dostaw")
)
choice = Ask(
    "choice",
    Choice(),
    when=rules.fixing,
    options=(
        reopen("device"),
        reopen("contract"),
        reopen("symptom"),
        reopen("impact", "stated"),
        reopen("logs"),
        reopen("phone"),
        reopen("place"),
        Option(does={"reopen": ("agreed",)}),
    ),
)
agreed = Ask(
    "agreed",
    YesNo("send", "fix"),
    about=("device", "contract", "symptom", "impact", "stated", "logs", "phone", "place", "unproven"),
    options=(Option("send"), Option("fix"), Option(does={"command": "cancel"})),
)
several = Ask("several", SerialChoice(), when=never)
stated = Ask("stated", StatedPriority(), when=never)
model = Ask("model", Model(), when=never)

report_fault = Flow(
    "report_fault",
    title="Zgłoś awarię",
    starts=frozenset({"report_fault"}),
    steps=(
        several,
        stated,
        model,
        Tell("noted", when=rules.already_noted),
        choice,
        Tell("human", when=rules.wants_human),
        only(phone, rules.wants_human),
        only(symptom, rules.wants_human),
        Done("handed_over", when=rules.wants_human, then=opened),
        Tell("urgent", when=rules.urgent),
        only(phone, rules.urgent),
        only(symptom, both(rules.urgent, rules.not_impact)),
        device,
        Stop("warranty_only", when=rules.warranty_only, variant=Variant(("", "extreme"), rules.extreme_device)),
        contract,
        Stop("hicare", when=rules.hicare),
        Stop("warranty_only", when=rules.warranty_only, variant=Variant(("", "extreme"), rules.extreme_device)),
        unproven,
        Tell("extremeworks", when=rules.extremeworks, about=("device", "contract")),
        Tell("incomplete", when=rules.incomplete, about=("device", "contract")),
        Tell(
            "covered",
            when=rules.covered,
            about=("device", "contract"),
            variant=Variant(COVERED, only_support),
        ),
        symptom,
        impact,
        Tell(
            "priority",
            when=rules.less_than_urgent,
            about=("impact",),
            variant=Variant(PRIORITIES[1:], priority_name),
        ),
        Tell("insisted", when=rules.insisted, about=("impact", "stated")),
        Tell("urgent", when=rules.urgent),
        only(phone, rules.urgent),
        helped,
        Stop("solved", when=rules.solved),
        logs,
        phone,
        place,
        agreed,
        Done("opened", then=opened, variant=Variant(("", "unverified", "urgent"), opened_wording)),
    ),
    words={
        **CONTACT_WORDS,
        "device": words.device,
        "contract": words.contract,
        "covers": words.covers,
        "offers": words.offers,
        "valid_from": words.valid_from,
        "valid_to": words.valid_to,
        "noted": words.noted,
        "summary": words.summary,
        "phone": words.phone,
        "site": words.site,
        "hint_title": words.hint_title,
        "step_number": words.step_number,
        "step_count": words.step_count,
        "step_text": words.step_text,
        "commands": words.commands,
        "submitted": words.submitted,
        "deadlines": words.deadlines,
        "impact": words.impact,
        "stated": words.stated,
    },
)
