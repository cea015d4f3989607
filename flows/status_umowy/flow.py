"""„Jaka jest moja umowa?”: one's own contracts, for people linked to an organisation."""

from bot.domain.worktime import local
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Done, Flow, Stop
from flows.wspolne.flow import CONTACT_WORDS
from flows.zglos_awarie.words import say_day, service_name

SHOWN = 8


def not_linked(_answers: Answers, facts: Facts) -> bool:
    """konto nie jest powiązane z organizacją"""
    return facts.scope is None


def no_contracts(_answers: Answers, facts: Facts) -> bool:
    """organizacja nie ma umów w rejestrze"""
    return not facts.contracts


def contracts(_answers: Answers, facts: Facts) -> str:
    """One contract and service a line, the ones that end first on top."""
    today = local(facts.now).date()
    rows = sorted((c for c in facts.contracts if c.valid_to >= today), key=lambda c: c.valid_to)
    lines = [f"• {c.contract}: {service_name(c.service)}, ważna do {say_day(c.valid_to)}" for c in rows[:SHOWN]]
    rest = len(rows) - SHOWN
    return "\n".join([*lines, *([f"… i jeszcze {rest}"] if rest > 0 else [])]) or "• brak umów, które są lub będą ważne"


contract_status = Flow(
    "contract_status",
    title="Moje umowy",
    starts=frozenset({"contract_status"}),
    steps=(Stop("not_linked", when=not_linked), Stop("none", when=no_contracts), Done("list")),
    words={**CONTACT_WORDS, "contracts": contracts},
)
