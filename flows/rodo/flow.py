"""„Jakie dane o mnie macie”, „usuńcie moje dane”, „popraw moje dane”: one's own only, from one's own account."""

from bot.domain.dates import say_date
from bot.domain.worktime import local
from bot.flow.facts import Facts
from bot.flow.readers import Change, YesNo
from bot.flow.vocabulary import Answers, Ask, Done, Effect, Flow, GiveData, Option, RequestData, Rule, Stop, Variant
from flows.rodo.wishes import ACCESS, CORRECT, ERASE, OTHERS, wish
from flows.wspolne.flow import CONTACT_WORDS


def _wishes(kind: str, told: str) -> Rule:
    def rule(answers: Answers, _facts: Facts) -> bool:
        return answers.get("wish") == kind

    rule.__doc__ = told
    return rule


others = _wishes(OTHERS, "chodzi o dane innej osoby")
access = _wishes(ACCESS, "pytanie, jakie dane są przechowywane")
erase = _wishes(ERASE, "prośba o usunięcie danych")
correct = _wishes(CORRECT, "prośba o poprawienie danych")


def given_today(answers: Answers, facts: Facts) -> bool:
    """dane wydano już dzisiaj"""
    return access(answers, facts) and ACCESS in facts.requests


def asked_before(answers: Answers, facts: Facts) -> bool:
    """o usunięcie już poproszono i prośba czeka"""
    return erase(answers, facts) and ERASE in facts.requests


def kept(answers: Answers, _facts: Facts) -> bool:
    """dane mają jednak zostać"""
    return answers.get("forget") == "no"


def unmended(answers: Answers, _facts: Facts) -> bool:
    """nie wiadomo, co poprawić"""
    return answers.get("what") == "nothing"


def _still_open(_answers: Answers, facts: Facts) -> str:
    return "open" if any(case.open for case in facts.cases) else ""


def _give(_answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    return (GiveData(),)


def _request_erasing(_answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    return (RequestData(ERASE),)


def _request_mending(answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    return (RequestData(CORRECT, str(answers.get("what", ""))),)


def due(answers: Answers, facts: Facts) -> str:
    """Until when it is done: what was asked before keeps its day."""
    known = facts.requests.get(str(answers.get("wish")))
    return say_date(local(known or facts.request_due).date(), facts.now)


VARIANTS = Variant(("", "open"), _still_open)

privacy = Flow(
    "privacy",
    shortcut=wish,
    steps=(
        Stop("not_yours", when=others),
        Stop("given_today", when=given_today),
        Done("given", when=access, then=_give),
        Stop("asked_before", when=asked_before),
        Ask("what", Change(at_least=3), when=correct, unknown="nothing"),
        Stop("unmended", when=unmended),
        Done("mending", when=correct, then=_request_mending),
        Ask("forget", YesNo("yes", "no"), variant=VARIANTS, options=(Option("yes"), Option("no")), unknown="no"),
        Stop("staying", when=kept),
        Done("erasing", then=_request_erasing),
    ),
    words={**CONTACT_WORDS, "due": due},
)
