"""„Rozwiązaliśmy u siebie”: a case is withdrawn after one question, and its clocks are called off."""

import re

from bot.flow.facts import Facts
from bot.flow.readers import YesNo
from bot.flow.vocabulary import Answers, Ask, Done, Effect, Flow, Option, Stop, Withdraw
from flows.wspolne import open_cases as own
from flows.wspolne.flow import CONTACT_WORDS
from flows.wspolne.open_cases import numbered, wished

wish = wished(
    re.compile(
        r"(?:prosz\w*\s+|chc\w*\s+|mo[żz]na\s+)?(?:wycof\w*|odwo[łl]\w*|anuluj\w*|anulowa[ćc]|rezygnuj\w*|zamkn\w*)"
        r"(?:\s+(?:z\s+)?(?:spraw\w*|zg[łl]oszeni\w*))?(?:\s+(?:nr\s+)?(?P<which>\d{4,9}))?",
        re.I,
    )
)
"""„Wycofuję zgłoszenie 1011”, „wycofaj 1011”, „anuluj”."""


def kept(answers: Answers, _facts: Facts) -> bool:
    """zgłaszający nie chce jednak wycofać"""
    return answers.get("sure") == "no"


def withdrawn(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The clocks are called off, the owner is told."""
    case = own.chosen(answers, facts)
    return (Withdraw(case.number),) if case else ()


sure = Ask(
    "sure",
    YesNo("yes", "no"),
    about=("which",),
    options=(Option("yes", means=frozenset({"problem_solved", "cancel"})), Option("no")),
    unknown="no",
)

withdrawal = Flow(
    "withdrawal",
    starts=frozenset({"problem_solved"}),
    shortcut=numbered(wish),
    wish=wish,
    steps=(
        *own.CHOOSING,
        sure,
        Stop("kept", when=kept),
        Done("called_off", then=withdrawn),
    ),
    words={**CONTACT_WORDS, **own.WORDS},
)
