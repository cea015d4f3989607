"""Readers of free text: the symptom, the place, whatever is said."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.flow.facts import Facts
from bot.flow.hearing import ASIDES, intent_of
from bot.flow.picking import plain
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value

QUESTION = re.compile(
    r"^(?:a |ale )?(?:(?:o|w|na|do|od|za) (?=ktor|ile))?"
    r"(?:ktor(?:a|y|e|ej|ym|ego)|czy|gdzie|kiedy|jak|jaki|jakie|ile|co|kto|po co|dlaczego)\b"
)


class Symptom(Reading):
    """What is wrong, in the caller's own words."""

    greedy = True

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Any words with letters in them that are no question about something else."""
        if FreeText.asks(said) and not said.understood.mentions.symptom:
            return None
        return said.text.strip() if re.search(r"[^\W\d_]{3}", said.text) else None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """A message that describes a fault; the first description stays."""
        if not said.understood.mentions.symptom or intent_of(said) in ("dont_know", "affirm", "deny", "talk_to_human"):
            return None
        return answers.get("symptom", said.text.strip())


@dataclass(frozen=True)
class FreeText(Reading):
    """A few words of any kind."""

    at_least: int = 2
    greedy: ClassVar[bool] = True
    may_look_like: ClassVar[frozenset[str]] = ASIDES - {"unsure"}

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The words, when there are enough letters in them and they do not ask for anything."""
        return (
            said.text.strip()
            if len(re.findall(r"[^\W_]", said.text)) >= self.at_least and not self.asks(said)
            else None
        )

    @staticmethod
    def asks(said: Said) -> bool:
        """A question is no answer."""
        return bool(QUESTION.search(plain(said.text)) or "?" in said.text)


class Change(FreeText):
    """What is to be put right in what we hold about somebody: it sounds like a correction of an answer."""

    may_look_like: ClassVar[frozenset[str]] = frozenset(
        {"correct_slot", "unsure", "help_where_serial", "help_where_contract", "help_priority"}
    )

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Not that something works again."""
        return None if said.understood.intent == "problem_solved" else super().read(said, answers, facts)


class Place(FreeText):
    """Where the device stands; „jednak adres: …” puts it right at any time."""

    may_look_like: ClassVar[frozenset[str]] = ASIDES

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Words that tell a place; an order is none („zadzwoń do brata”), nor is what belongs elsewhere."""
        named = said.understood.mentions.place and not said.understood.elsewhere
        told = named or re.search(r"\d", said.text) or PLACE.search(plain(said.text))
        if said.understood.wants or (intent_of(said) in ("out_of_scope", "unsure") and not told):
            return None
        return super().read(said, answers, facts)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """What follows „adres to…”, „miejsce ma być…”, when it has a number as addresses have."""
        found = ADDRESS.search(said.text)
        return found[1].strip(" .,") if found and re.search(r"\d", found[1]) and not self.asks(said) else None


PLACE = re.compile(
    r"\b(?:pietr\w*|parter\w*|pok[oó]j|hal[aieęy]\w*|magazyn\w*|serwerown\w*|biur\w*|recepcj\w*|piwnic\w*|budyn\w*|sal[aie]"
    r"|ul|ulic\w*|al|alej\w*|plac\w*|os|osiedl\w*|hotel\w*|szko\w*|szpital\w*|urzad\w*|zaklad\w*|rondo|wies|miast\w*)\b"
)


ADDRESS = re.compile(
    r"\b(?:adres\w*|miejsc\w*|lokalizacj\w*|dostaw\w*)\b[^\n:]{0,40}?(?::|\bto\b|\bna\b|\bbyć\b|\bbyc\b|\bjest\b)\s*(\S[^\n]{4,120})",
    re.I,
)
