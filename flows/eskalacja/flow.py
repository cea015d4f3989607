"""„Eskaluję”: the contact at once, and owner and manager of the case hear of it."""

import re

from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Done, Effect, Escalate, Flow, Stop
from flows.wspolne import open_cases as own
from flows.wspolne.flow import CONTACT_WORDS
from flows.wspolne.open_cases import numbered, wished

wish = wished(
    re.compile(
        r"(?:chc\w*\s+|prosz\w*\s+(?:o\s+)?|zg[łl]aszam\s+)?(?:eskaluj\w*|eskalacj\w+|eskalowa[ćc])"
        r"(?:\s+(?:spraw\w*|zg[łl]oszeni\w*|nr|numer))*\s*(?P<which>\d{4,9})?",
        re.I,
    ),
    wanted=True,
)
"""„Eskaluję”, „proszę o eskalację 1011”: a wish; a question how to escalate is answered with the contact alone."""


def only_asks(answers: Answers, _facts: Facts) -> bool:
    """pytanie o eskalację, a nie życzenie"""
    return not answers.get("wanted")


def escalated(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """Owner and manager are told."""
    case = own.chosen(answers, facts)
    return (Escalate(case.number),) if case else ()


escalation = Flow(
    "escalation",
    starts=frozenset({"escalate"}),
    shortcut=numbered(wish),
    wish=wish,
    steps=(
        Stop("contact", when=only_asks),
        *own.CHOOSING,
        Done("passed_up", then=escalated),
    ),
    words={**CONTACT_WORDS, **own.WORDS},
)
