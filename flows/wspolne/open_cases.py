"""Which of the person's own open cases is meant: asked only when there are several."""

import re
from collections.abc import Callable, Mapping

from bot.domain.cases import Case
from bot.flow.facts import Facts
from bot.flow.readers import CaseNumber
from bot.flow.vocabulary import Answers, Ask, Option, Stop, Value

SHOWN = 5
"""So many cases are offered as buttons, the newest first."""


def open_cases(facts: Facts) -> list[Case]:
    """The cases that are still somebody's work, the newest first."""
    return sorted((c for c in facts.cases if c.open), key=lambda c: -c.number)


def chosen(answers: Answers, facts: Facts) -> Case | None:
    """The case meant, if it is one of them; the only one there is when none was named."""
    found, wanted = open_cases(facts), answers.get("which")
    if wanted is None:
        return found[0] if len(found) == 1 else None
    return next((c for c in found if c.number == wanted), None)


def none_open(_answers: Answers, facts: Facts) -> bool:
    """nie ma otwartego zgłoszenia"""
    return not open_cases(facts)


def not_among_them(answers: Answers, facts: Facts) -> bool:
    """podany numer nie jest numerem własnego otwartego zgłoszenia"""
    return "which" in answers and chosen(answers, facts) is None


def number(answers: Answers, facts: Facts) -> str:
    """The number of the case."""
    found = chosen(answers, facts)
    return str(found.number if found else answers.get("which", ""))


def subject(answers: Answers, facts: Facts) -> str:
    """What the case is about, for one line."""
    found = chosen(answers, facts)
    return " ".join(filter(None, (found.model, found.serial))) or found.symptom[:60] if found else ""


Wish = Callable[[str], Mapping[str, Value] | None]


def wished(pattern: re.Pattern[str], **known: Value) -> Wish:
    """A wish in words that leave no doubt; its named groups are answers: `which` case, and how much `worse` it is."""

    def wish(text: str) -> Mapping[str, Value] | None:
        found = pattern.fullmatch(text.strip(" .!\n"))
        if not found:
            return None
        said = {name: value.upper() for name, value in found.groupdict().items() if value}
        return {**known, **said, **({"which": int(said["which"])} if "which" in said else {})}

    return wish


def numbered(wish: Wish) -> Wish:
    """The same wish, when it names its case: then it is meant even in the middle of something else."""

    def shortcut(text: str) -> Mapping[str, Value] | None:
        answers = wish(text)
        return answers if answers and "which" in answers else None

    return shortcut


def _only_one(_answers: Answers, facts: Facts) -> Value | None:
    found = open_cases(facts)
    return found[0].number if len(found) == 1 else None


def _offered(_answers: Answers, facts: Facts) -> tuple[Option, ...]:
    return tuple(
        Option(c.number, f"{c.number}: {c.model or c.serial or 'urządzenie'}") for c in open_cases(facts)[:SHOWN]
    )


WORDS = {"number": number, "subject": subject}
which = Ask("which", CaseNumber(), known=_only_one, more=_offered)
CHOOSING = (Stop("no_open", when=none_open), Stop("no_such", when=not_among_them), which)
"""The steps by which a flow comes to one case; its texts are `no_open`, `no_such` and `which`."""
