"""„Jaka jest moja umowa?”: one's own contracts and devices, for people linked to an organisation."""

from bot.flow.readers import ContractNumber, Serial, SerialChoice
from bot.flow.vocabulary import Ask, Done, Flow, Option, Stop, Variant, both, never
from flows.status_umowy import asked, rules, words
from flows.wspolne.flow import CONTACT_WORDS

UNKNOWN_AS = Variant(("contract", "device", "customer"), rules.missing)
REMINDERS_AS = Variant(("on", "off", "none"), rules.reminders_wording)
WHO_AS = Variant(("", "partner"), rules.who_wording)

kind = Ask("kind", asked.Kind(), when=never)
days = Ask("days", asked.Days(), when=never)
file = Ask("file", asked.AsFile(), when=never)
named = Ask("named", asked.Named(), when=never)
stranger = Ask("stranger", asked.Stranger(), when=never)
at = Ask("at", asked.Standing(), when=never)
several = Ask("several", SerialChoice(), when=never)
contract = Ask("contract", ContractNumber(), when=never)
customer = Ask("customer", asked.Customer(), when=rules.several_customers, about=("named",), more=words.customers)
serial = Ask(
    "serial",
    Serial(),
    when=rules.about_device,
    known=rules.only_candidate,
    more=words.device_choices,
    options=(Option(does={"aside": "help_where_serial"}),),
)

contract_status = Flow(
    "contract_status",
    title="Moje umowy",
    starts=frozenset({"contract_status"}),
    shortcut=asked.shortcut,
    steps=(
        *(kind, days, file, named, stranger, at, several, contract),
        Stop("not_linked", when=rules.not_linked, then=rules.refused),
        Stop("reminders", when=rules.about_reminders, then=rules.remind, variant=REMINDERS_AS),
        Stop("who_may", when=rules.who_may, variant=WHO_AS),
        Stop("none", when=rules.no_contracts),
        Stop("locked", when=rules.locked),
        Stop("unknown", when=rules.not_own, then=rules.refused, variant=UNKNOWN_AS),
        customer,
        serial,
        Stop("cover", when=rules.about_device, variant=words.DEVICE_AS),
        Stop("terms", when=rules.about_contract),
        Stop("file", when=both(rules.as_file, rules.not_empty), then=words.table),
        Done("list", variant=words.LIST_AS, more=words.more),
    ),
    said=("reminder",),
    words={
        **CONTACT_WORDS,
        "lines": words.shown,
        "where": words.where,
        "count": words.count,
        "whose": words.whose,
        "days": words.days,
        "contract": words.contract,
        "contract_levels": words.contract_levels,
        "on_contract": words.on_contract,
        "device": words.device,
        "device_levels": words.device_levels,
        "device_contract": words.device_contract,
        "device_since": words.device_since,
        "device_until": words.device_until,
        "representatives": words.representatives,
    },
)
