"""„Jest gorzej”: the impact is asked anew, and a more urgent case gets a new clock and a new page."""

import re

from bot.flow.facts import Facts
from bot.flow.readers import Impact
from bot.flow.vocabulary import Answers, Ask, Done, Effect, Flow, MakeUrgent, Option, Stop
from flows.wspolne import open_cases as own
from flows.wspolne.flow import CONTACT_WORDS
from flows.wspolne.open_cases import numbered, wished

wish = wished(
    re.compile(
        r"(?:prosz\w*\s+(?:o\s+)?|chc\w*\s+)?(?:podnie[śs]\w*\s+priorytet|podniesieni\w+\s+priorytetu"
        r"|zmie[ńn]\w*\s+priorytet|priorytet|pogorszy[łl]o\s+si[ęe]|jest\s+(?:coraz\s+)?gorzej)"
        r"(?:\s+(?:w\s+|dla\s+|na\s+)?(?:spraw\w*|zg[łl]oszeni\w*)?\s*(?:nr\s*)?(?P<which>\d{4,9}))?"
        r"(?:\s+(?:na\s+)?(?P<worse>[Pp][1-4]))?",
        re.I,
    )
)
"""„Podnieście priorytet 1011”, „pogorszyło się”, „priorytet 1011 P1”."""


def not_worse(answers: Answers, facts: Facts) -> bool:
    """nowa odpowiedź nie jest pilniejsza od obecnego priorytetu"""
    case = own.chosen(answers, facts)
    return bool(case and answers.get("worse") and str(answers["worse"]) >= case.urgency)


def raised(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """A new clock, and the engineers are paged again."""
    case = own.chosen(answers, facts)
    return (MakeUrgent(case.number, str(answers["worse"])),) if case else ()


def priority(answers: Answers, facts: Facts) -> str:
    """The priority that counts after the answer."""
    case = own.chosen(answers, facts)
    return min(str(answers.get("worse", "P4")), case.urgency) if case else ""


worse = Ask(
    "worse",
    Impact(),
    about=("which",),
    options=(Option("P1"), Option("P2"), Option("P3"), Option("P4")),
)

more_urgent = Flow(
    "more_urgent",
    shortcut=numbered(wish),
    wish=wish,
    steps=(
        *own.CHOOSING,
        worse,
        Stop("not_worse", when=not_worse),
        Done("made_urgent", then=raised),
    ),
    words={**CONTACT_WORDS, **own.WORDS, "priority": priority},
)
