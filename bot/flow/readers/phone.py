"""The reader of a phone number and of who will answer it."""

import re

from bot.domain.people import dialled
from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.picking import plain
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value


class Phone(Reading):
    """A phone number; who will answer it is kept beside it."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The number and the words around it; „tak” takes the number on record."""
        if found := said.understood.mentions.phones:
            return {"shown": found[0], "contact": "" if said.understood.mentions.symptom else _around(said.text)}
        mine = intent_of(said) == "affirm" or MINE.fullmatch(plain(said.text))
        if mine and facts.person and facts.person.phone:
            return {"shown": dialled(facts.person.phone), "contact": facts.person.name}
        return None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """A phone number given in passing."""
        return self.read(said, answers, facts) if said.understood.mentions.phones else None


MINE = re.compile(
    r"(?:(?:to|na|pod|ja|tak|no|dzwoncie|ten|numer|do) )*"
    r"(?:moj\w*|mnie|ten sam|co zawsze|jak zawsze|to ja|ja|na moj)(?: (?:numer|nr|tel|telefon))?"
)
"""„Na mój”: the number on record."""


def _around(text: str) -> str:
    """Who: the words beside the number, when they are few enough to be a name and no other number is there."""
    if re.search(r"\d", re.sub(r"\+?\d(?:[ ()-]{0,2}\d){8,12}", "", text)):
        return ""
    words = [w for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text) if not _no_name(plain(w))]
    return " ".join(words) if 0 < len(words) <= 3 else ""


def _no_name(word: str) -> bool:
    return word in _NOT_NAMES or "dzwo" in word


_NOT_NAMES = frozenset(
    "ja do mnie moj moja telefon tel numer nr to jest pod na prosze i a kom kontakt komorka komorkowy odbierze ze z w "
    "pl plus jednak przepraszam sorry nie tak ok tylko teraz inny nowy zmiana zmieniam pomylka poprawka lepiej "
    "moze mozna najlepiej dla cie no chyba oddam podaje".split()
)
