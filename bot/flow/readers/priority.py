"""Readers of how urgent it is: stated outright, or what the fault does to the work."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.picking import plain
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value


class StatedPriority(Reading):
    """A priority the caller states outright („to jest P1”)."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """P1 to P4; when it corrects the answer to the impact question, it is that answer."""
        return None if _corrects_impact(said, answers) else said.understood.mentions.priority


def by_description(answers: Answers, facts: Facts) -> tuple[str, str] | None:
    """The priority that the description sounds like, with its definition."""
    return facts.suggest(answers["symptom"]) if answers.get("symptom") else None


@dataclass(frozen=True)
class Impact(Reading):
    """What the fault does to the work: a described effect is weighed against the definitions.

    `suggestion` is the priority that was suggested, with its reason: „tak” takes it.
    """

    suggestion: Callable[[Answers, Facts], tuple[str, str] | None] = by_description

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The priority stated, the one the words describe, or with „tak” the one that was suggested."""
        if stated := said.understood.mentions.priority:
            return stated
        if intent_of(said) == "affirm" and (found := self.suggestion(answers, facts)):
            return found[0]
        return said.suggested[0] if said.understood.mentions.symptom and said.suggested else None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """A priority that corrects the answer given before: „zmień priorytet na P2”."""
        return said.understood.mentions.priority if _corrects_impact(said, answers) else None


def _corrects_impact(said: Said, answers: Answers) -> bool:
    return "impact" in answers and bool(CHANGES.search(plain(said.text)))


CHANGES = re.compile(r"\b(?:zmien|zmian|popraw|pomyl)\w*")
"""„Zmień na P2” replaces; „to ma być P2!” insists, and both are kept."""
