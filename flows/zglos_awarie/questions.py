"""The questions of the fault report."""

from bot.flow.readers import (
    Behalf,
    Choice,
    ConfigCopy,
    ContractNumber,
    Evidence,
    Impact,
    Model,
    Phone,
    Place,
    Printed,
    RepairedSerial,
    Serial,
    SerialChoice,
    Spot,
    StatedPriority,
    Stranger,
    Symptom,
    YesNo,
)
from bot.flow.readers.evidence import FROM_PASTE
from bot.flow.vocabulary import Ask, Option, both, neither, never
from flows.zglos_awarie import buttons, hints, rules, situations, trying
from flows.zglos_awarie.buttons import reopen
from flows.zglos_awarie.rules import UNKNOWN
from flows.zglos_awarie.trying import Helped, Rejected, Step, Tried

symptom = Ask(
    "symptom",
    Symptom(),
    more=buttons.printed_faults,
    variant=situations.SYMPTOM_AS,
    called=("objaw", "opis", "usterk", "problem", "awari"),
)
device = Ask(
    "device",
    Serial(),
    about=("several",),
    more=buttons.own_devices,
    options=(
        Option(does={"note": {"other": True}}, when=situations.one_offered, means=frozenset({"deny"})),
        Option(does={"aside": "help_where_serial"}),
    ),
    unknown=UNKNOWN,
    variant=situations.DEVICE_AS,
    called=("seryjn", "serial", "sn", "urzadz", "switch", "przelacznik"),
)
contract = Ask(
    "contract",
    ContractNumber(),
    when=rules.needs_contract,
    known=situations.asked_much,
    more=buttons.own_contracts,
    options=(Option(does={"aside": "help_where_contract"}), Option(does={"note": {"warranty": True}})),
    unknown=UNKNOWN,
    variant=situations.CONTRACT_AS,
    called=("umow", "kontrakt", "contract"),
)
unproven = Ask(
    "unproven",
    Choice(),
    when=rules.unproven,
    about=("device", "contract"),
    known=situations.handed_over_at_once,
    more=buttons.other_numbers,
    options=(
        Option(does={"reopen": ("device",)}),
        Option(does={"reopen": ("contract",)}),
        Option(does={"start": "link_account"}, when=rules.may_link),
        Option("hand_over", when=rules.may_give_in),
        Option(does={"command": "cancel"}),
    ),
    variant=situations.UNPROVEN_AS,
    asking=situations.refusal,
)
impact = Ask(
    "impact",
    Impact(rules.suggestion),
    when=rules.not_stated,
    options=(Option("P1"), Option("P2"), Option("P3"), Option("P4")),
    unknown=rules.likely_priority,
    called=("priorytet", "wplyw", "waznosc", "pilnosc"),
)
helped = Ask(
    "helped",
    Helped(),
    when=hints.worth_a_try,
    about=("device", "symptom", "signs", "step", "rejected"),
    more=trying.buttons,
    unknown="skipped",
    patience=0,
    variant=situations.HINT_AS,
    asking=hints.offered,
)
logs = Ask(
    "logs",
    Evidence(),
    when=neither(rules.urgent),
    known=hints.everything_sent,
    options=(Option("no_access"), Option("later")),
    unknown="no_access",
    patience=0,
    variant=situations.LOGS_AS,
    short=True,
    called=("log", "plik", "wynik"),
)
config = Ask(
    "config",
    ConfigCopy(),
    when=both(rules.engineer_comes, neither(rules.urgent)),
    options=(Option("later"), Option("no_access")),
    unknown="no_access",
    patience=0,
    called=("konfigurac", "kopi", "backup"),
)
phone = Ask(
    "phone",
    Phone(),
    more=buttons.own_phone,
    unknown=UNKNOWN,
    called=("telefon", "kontakt", "komork", "tel"),
)
place = Ask(
    "place",
    Place(),
    known=situations.place_on_record,
    unknown=UNKNOWN,
    called=("miejsc", "adres", "lokaliz", "dostaw"),
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
        Option(does={"reopen": ("agreed",)}, means=frozenset({"affirm", "deny"})),
    ),
)
agreed = Ask(
    "agreed",
    YesNo("send", "fix"),
    about=("device", "contract", "symptom", "impact", "stated", "logs", "phone", "place", "unproven"),
    options=(Option("send"), Option("fix"), Option(does={"command": "cancel"})),
    short=True,
)
read_right = Ask(
    "read_right",
    YesNo("yes", "no"),
    when=rules.doubtful,
    about=("device",),
    options=(Option("yes"), Option(does={"reopen": ("device", "repaired")})),
)
differs = Ask(
    "differs",
    Choice(),
    when=rules.other_number,
    about=("device", "printed"),
    more=buttons.printed_devices,
    unknown="other",
    variant=situations.DIFFERS_AS,
)
mismatch = Ask(
    "mismatch",
    YesNo("same", "other"),
    when=rules.other_model,
    about=("device", "evidence"),
    options=(Option("same"), Option("other"), Option(does={"reopen": ("device",)})),
    unknown="same",
)
same_case = Ask(
    "same_case",
    YesNo("same", "other"),
    when=rules.reported_already,
    about=("device",),
    options=(Option("same"), Option("other")),
    unknown="other",
)
behalf = Ask("behalf", Behalf(), when=never)
stranger = Ask("stranger", Stranger(), when=never, about=("device",))
repaired = Ask("repaired", RepairedSerial(), when=never)
several = Ask("several", SerialChoice(), when=never)
printed = tuple(Ask(name, Printed(name), when=never) for name in FROM_PASTE)
spot = Ask("spot", Spot(), when=never)
stated = Ask("stated", StatedPriority(), when=never, called=("priorytet",))
step = Ask("step", Step(), when=never, about=("device", "symptom", "signs", "rejected"))
rejected = Ask("rejected", Rejected(), when=never, about=("device", "symptom"))
tried = Ask("tried", Tried(), when=never)
model = Ask("model", Model(), when=never, called=("model",))
