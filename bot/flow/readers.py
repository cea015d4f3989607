"""Readers turn words into values: a serial, a contract number, yes or no, one of a few, a phone, free text."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.domain.people import dialled
from bot.domain.serials import key
from bot.flow import cues, own
from bot.flow.facts import Facts
from bot.flow.hearing import ASIDES, intent_of
from bot.flow.picking import plain
from bot.flow.vocabulary import Answers, Said, Value

QUESTION = re.compile(r"^(?:a |ale )?(?:czy|gdzie|kiedy|jak|jaki|jakie|ile|co|kto|po co|dlaczego)\b")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".heic")
LINES = 3
CHARS = 120
LATER = re.compile(
    r"\b(?:do|po|prze|wy)?(?:sle|slemy|slac)\b|\b(?:pozniej|potem|wieczorem|jutro|za (?:chwile|moment|godzin\w*))\b"
)
NO_ACCESS = re.compile(
    r"\b(?:nie (?:mam|ma|moge|da|dam|wejde)|brak)\b.{0,15}"
    r"\b(?:jak|dostep\w*|sie|rady|konsol\w*|logow|hasl\w*|laptop\w*)\b"
)
PRINTED = re.compile(r"[:#=<>\[|]\S|\d{2}:\d{2}:\d{2}|\S\s{3,}\S|-{4,}")
"""Signs of a device's output: prompts, times, columns, rules."""


class Reading:
    """The usual reader: nothing is noticed unless it was asked for."""

    greedy: ClassVar[bool] = False
    whole: ClassVar[bool] = False
    may_look_like: ClassVar[frozenset[str]] = frozenset()

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Nothing."""
        return self.notice(said, answers, facts)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002 - the port's shape
        """Nothing."""
        return None


class Serial(Reading):
    """A serial number; when asked for, also the end of one's own or the place where only one stands."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """A whole number, a piece that fits exactly one own device, or „tak” when only one was offered."""
        found = own.fitting(answers, facts) if intent_of(said) == "affirm" else own.meant(said, facts)
        return self.notice(said, answers, facts) or (found[0].serial if len(found) == 1 else None)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """One serial, or another own device that a correction points at; None when there are several."""
        found = said.understood.mentions.serials
        if not found and "device" in answers and (other := own.meant_instead(said, answers, facts)):
            return other.serial
        return found[0] if len(found) == 1 else None


class Spot(Reading):
    """The own devices at the place where the fault is said to be; only until one is known."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Their serials."""
        return None if "device" in answers else [d.serial for d in own.standing(said, facts)] or None


class SerialChoice(Reading):
    """Several serials in one message: which one is this report about?"""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """All of them, when there is more than one."""
        found = said.understood.mentions.serials
        return list(found) if len(found) > 1 else None


class RepairedSerial(Reading):
    """A serial that was read by repairing a slip of the keyboard."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The only one said, when a character of it was read as another; spaces and dashes are no slip."""
        mentions = said.understood.mentions
        if not mentions.repaired or len(mentions.serials) != 1:
            return None
        serial = mentions.serials[0]
        return None if key(serial) in key(said.text) else serial


class ContractNumber(Reading):
    """A contract number in its canonical form."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The last contract number said."""
        found = said.understood.mentions.contracts
        return found[-1] if found else None


class Model(Reading):
    """The model of the device, as named in passing."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The first model said."""
        found = said.understood.mentions.models
        return found[0] if found else None


class StatedPriority(Reading):
    """A priority the caller states outright („to jest P1”)."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """P1 to P4; when it corrects the answer to the impact question, it is that answer."""
        return None if _corrects_impact(said, answers) else said.understood.mentions.priority


class Impact(Reading):
    """What the fault does to the work: a described effect is weighed against the definitions."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The priority stated, the one the words describe, or with „tak” the one that was suggested."""
        if stated := said.understood.mentions.priority:
            return stated
        if intent_of(said) == "affirm" and answers.get("symptom") and (found := facts.suggest(answers["symptom"])):
            return found[0]
        return said.suggested[0] if said.understood.mentions.symptom and said.suggested else None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """A priority that corrects the answer given before: „zmień priorytet na P2”."""
        return said.understood.mentions.priority if _corrects_impact(said, answers) else None


def _corrects_impact(said: Said, answers: Answers) -> bool:
    return "impact" in answers and bool(CHANGES.search(plain(said.text)))


CHANGES = re.compile(r"\b(?:zmien|zmian|popraw|pomyl)\w*")
"""„Zmień na P2” replaces; „to ma być P2!” insists, and both are kept."""


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


class Place(FreeText):
    """Where the device stands; „jednak adres: …” puts it right at any time."""

    may_look_like: ClassVar[frozenset[str]] = ASIDES

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Words that tell a place; an order is none („zadzwoń do brata”), nor is what belongs elsewhere."""
        told = re.search(r"\d", said.text) or said.understood.mentions.place or PLACE.search(plain(said.text))
        if cues.ORDER.search(plain(said.text)) or (intent_of(said) in ("out_of_scope", "unsure") and not told):
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


class Evidence(Reading):
    """A file, or pasted output of commands; everything in it is evidence and nothing is conversation."""

    whole = True

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """„file”, „paste”, „later” for a promise, or „no_access” for a no."""
        if said.files:
            return "file"
        if is_output(said.text):
            return "paste"
        words = plain(said.text)
        if LATER.search(words) and not FreeText.asks(said):
            return "later"
        return "no_access" if intent_of(said) == "deny" or NO_ACCESS.search(words) else None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """A file sent without being asked for; a picture may show anything."""
        return "file" if any(not name.lower().endswith(PICTURES) for name in said.files) else None


class ConfigCopy(Evidence):
    """A copy of the configuration, as a file or pasted; never taken from what was sent for something else."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """As evidence is read; several lines are the copy itself."""
        return "paste" if is_copy(said.text) and not said.files else super().read(said, answers, facts)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Only when asked for."""
        return None


def is_copy(text: str) -> bool:
    """Several lines, where a copy of the configuration was asked for."""
    return sum(bool(line.strip()) for line in text.splitlines()) >= LINES


def is_output(text: str) -> bool:
    """Does it look like what a device printed, not like what a person wrote?"""
    lines = [line for line in text.splitlines() if line.strip()]
    printed = sum(bool(PRINTED.search(line)) for line in lines)
    return printed * 2 > len(lines) >= LINES or (printed > 0 and len(text) >= CHARS)


class YesNo(Reading):
    """Yes or no, also as „no”, „ta”, „nieee” or 👍; the values may be named."""

    def __init__(self, yes: Value = True, no: Value = False) -> None:
        self.yes, self.no = yes, no

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """By the intent, read as an answer to a question of this kind."""
        match intent_of(said):
            case "affirm":
                return self.yes
            case "deny":
                return self.no
            case _:
                return None


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


class CaseNumber(Reading):
    """The number of a case, one's own when it is said in passing."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Whatever number looks like one of a case."""
        found = _case_numbers(said.text)
        return self.notice(said, answers, facts) or (found[0] if found else None)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Only that of an own case."""
        own = {c.number for c in facts.cases}
        return next((n for n in _case_numbers(said.text) if n in own), None)


def _case_numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"(?<![\w/-])\d{4,9}(?![\w/-])", text)]


class Choice(Reading):
    """Only a shown button, its label or its number."""
