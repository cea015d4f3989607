"""What somebody's words mean at this point of the conversation: answers, corrections, an aside, or a command."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flow.conversation import Run, Shown
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Ask, Flow, Said, Value

ACT = 0.5
"""From this confidence an intent is acted on (measured: notes of the understanding package)."""

COMMANDS = frozenset({"cancel", "restart", "repeat", "talk_to_human", "correct_slot", "dont_know"})
ASIDES = frozenset(
    {
        "help_where_serial", "help_where_contract", "help_priority", "escalate", "faq_hours", "faq_contact",
        "faq_return", "faq_delivery_time", "faq_software_download", "thanks", "greeting", "goodbye", "out_of_scope",
        "are_you_human", "serial_length", "rude",
    }
)  # fmt: skip
WHY = re.compile(r"(?:(?:ale|a|no) )*(?:po co|dlaczego|czemu|w jakim celu|do czego)\b(?!.*\bnie\b).{0,40}$")
"""„A po co?”: a question about the question."""
BACK = re.compile(
    r"(?:prosze )?(?:wstecz|cofnij|krok wstecz|(?:wroc|cofnij)(?: sie| mnie)? (?:o krok|do poprzedniego(?: pytania)?))"
)
"""„Wstecz”: the question before."""
ANOTHER = re.compile(
    r"\b(?:drug\w+|kolejn\w+|inn\w+|now\w+|osobn\w+|nastepn\w+|oprocz tego|poza tym|przy okazji|jeszcze jed\w+)\b"
    r".{0,40}\b(?:awari\w*|uster\w*|zgloszeni\w*|spraw\w*|klient\w*|problem\w*|urzadze\w*|switch\w*|przelacznik\w*)"
)
"""„Mam jeszcze jedną awarię, u innego klienta”: another report, not a correction of this one."""
RUDE = re.compile(
    r"\b(?:kurw\w*|c?huj\w*|jeb\w*|pierdol\w*|spierdal\w*|debil\w*|idiot\w*|kretyn\w*|durn\w*|beznadziejn\w*|zenada)\b"
)
"""Anger: met with calm, and nothing else is taken from it."""
ARE_YOU_HUMAN = re.compile(
    r"(?:a |ale )?(?:czy )?(?:ty |pan |pani )?(?:jest(?:es)?|rozmawiam z|pisze z|mam do czynienia z|to)"
    r"(?: (?:ty|pan|pani|tu))?(?: \w+)?"
    r" (?:(?:chat)?bot\w*|robot\w*|automat\w*|czlowiek\w*|maszyn\w*|ai|sztuczn\w+ inteligencj\w+|zyw\w+ osob\w+)"
    r"(?: czy \w+)?"
)
"""„Rozmawiam z botem?”: answered with the truth, at once."""
HUMAN = re.compile(r"\b(?:czlowiek|konsultan|operator|pracownik)")
"""Words that call a person; „proszę dzwonić na 600…” only gives a number."""
CHANGE = re.compile(
    r"(?:(?:prosze|chce|chcialbym|chcialabym|musze|trzeba) )?(?:zmien|popraw|skoryg)(?:ic|my|cie|iam|uj|owac)?\b"
)
"""„Zmień telefon”: a wish to correct, whatever it looks like otherwise."""
SKIP = frozenset({"pomin", "pomijam", "pominmy"})
"""Typed where there is no such button, they mean „nie wiem”."""
ASKING = re.compile(r"\?|\b(?:co|jak\w*|kiedy|kto|status|stan|etap|wiadomo)\b", re.I)
"""Without any of these a number is no question about a case."""
LEADS = frozenset({"correct_slot", "case_status", "contract_status", "help_priority"})
"""Words that only lead up to a value („umowa PW-…”)."""
WEAK = LEADS | {"thanks", "greeting", "goodbye", "dont_know", "repeat", "out_of_scope"}
"""No reply of their own beside an answer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard: values by question name, and at most one thing that is not an answer."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    aside: str | None = None
    command: str | None = None
    does: Mapping[str, Any] | None = None
    known: bool = False
    """Only values that had been given before, or that there is a fault to report."""
    later: Mapping[str, Value] | None = None
    """What was said of another fault, for a report of its own."""

    @property
    def nothing(self) -> bool:
        """Nothing at all was understood."""
        return not (self.answers or self.aside or self.command or self.does or self.known or self.later)


def intent_of(said: Said) -> str | None:
    """The intent, when it is sure enough to act on; signs alone mean only what is certain of them."""
    if ARE_YOU_HUMAN.fullmatch(plain(said.text)):
        return "are_you_human"
    if RUDE.search(plain(said.text)) and not _telling(said):
        return "rude"
    if not any(map(str.isalnum, said.text)) and said.understood.confidence < 1:
        return None
    if CHANGE.match(plain(said.text)) and "?" not in said.text:
        return "correct_slot"
    if said.understood.confidence < ACT and HUMAN.search(plain(said.text)):
        return "talk_to_human"
    return said.understood.intent if said.understood.confidence >= ACT else None


def _telling(said: Said) -> bool:
    """Angry words that still say something of use."""
    mentions = said.understood.mentions
    return mentions.symptom or bool(mentions.serials or mentions.contracts or mentions.phones)


def hear(said: Said, run: Run, flow: Flow, answers: Answers, facts: Facts) -> Heard:
    """Shown labels and numbers first, then the open question's own reading, then whatever else was mentioned."""
    if (picked := pick(said.text, run.shown)) is not None:
        return Heard(does=picked.does) if picked.does else Heard(answers={picked.question: picked.value})
    words = plain(said.text)
    if WHY.match(words) or BACK.fullmatch(words):
        return Heard(command="why" if WHY.match(words) else "back")
    another = run.asked and ANOTHER.search(words) and not said.understood.mentions.correction
    if another and (later := _noticed(flow, None, said, Answers({}), facts)):
        return Heard(later=later)
    if words in SKIP:
        return Heard(command="dont_know")
    ask, intent = flow.ask(run.asked) if run.asked else None, intent_of(said)
    other = intent if intent in COMMANDS | ASIDES | {"case_status", "contract_status"} else None
    if other in ("case_status", "contract_status") and not ASKING.search(said.text):
        other = None  # an address with its numbers, a name: nobody is asking
    own = _own(ask, said, answers, facts, None if other == "out_of_scope" and run.misses else other)
    if own and ask and ask.reader.whole:
        return Heard(answers=own)  # pasted output: what stands in it is evidence, not conversation
    noticed = _noticed(flow, ask, said, answers, facts)
    if ask and any(noticed.get(name) not in (None, answers.get(name)) for name in ask.about):
        own = {}  # „tak, ale telefon…”: nobody agrees to what has just been changed
    seen = {**noticed, **own}
    found = {name: value for name, value in seen.items() if name in own or value != answers.get(name)}
    if own and ask and other in ask.reader.may_look_like:
        other = None
    if (found and other in WEAK) or (seen and other in LEADS):
        other = None
    if "phone" in found and other == "talk_to_human" and not HUMAN.search(plain(said.text)):
        other = None
    if other in COMMANDS:
        return Heard(answers=found, command=other)
    if not seen and said.understood.mentions.incomplete:
        return Heard(aside="serial_length")
    return Heard(answers=found, aside=other, known=not found and (bool(seen) or intent == "report_fault"))


def _own(ask: Ask | None, said: Said, answers: Answers, facts: Facts, other: str | None) -> dict[str, Value]:
    """The open question's answer; free text is not taken for one when it clearly means something else."""
    if ask is None or (other and other not in ask.reader.may_look_like and ask.reader.greedy and not said.files):
        return {}
    value = ask.reader.read(said, answers, facts)
    return {} if value is None else {ask.name: value}


def _noticed(flow: Flow, ask: Ask | None, said: Said, answers: Answers, facts: Facts) -> dict[str, Value]:
    """What else was said that some question, asked or not, would want to know."""
    asks = {s.name: s for s in flow.steps if isinstance(s, Ask) and s is not ask}
    values = {name: a.reader.notice(said, answers, facts) for name, a in asks.items()}
    return {name: v for name, v in values.items() if v is not None}


def pick(text: str, shown: tuple[Shown, ...]) -> Shown | None:
    """The button whose label or number (from 1) was typed."""
    words = plain(text)
    if (number := re.fullmatch(r"(?:nr |numer |opcja )?(\d{1,2})", words)) and 0 < int(number[1]) <= len(shown):
        return shown[int(number[1]) - 1]
    if (which := ORDINAL.fullmatch(words)) and ORDINALS.index(which[1]) < len(shown):
        return shown[ORDINALS.index(which[1])]
    return next((s for s in shown if plain(s.label) == words), None)


ORDINALS = ("pierwsz", "drug", "trzec", "czwart", "piat", "szost")
ORDINAL = re.compile(rf"(?:to |ten |ta |tego )?({'|'.join(ORDINALS)})[aeiy]\w{{0,2}}")
_FOLD = str.maketrans("ąćęłńóśźż", "acelnoszz")


def plain(text: str) -> str:
    """Lower case, without Polish diacritics and punctuation: for comparing labels only."""
    return " ".join(re.sub(r"[^\w\s/+-]", " ", text.lower().translate(_FOLD)).split())
