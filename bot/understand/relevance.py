"""Whether words that would act are about this conversation: „anuluj minutnik” must never cancel a case."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.understand import linear
from bot.understand.features import STEM, concepts_of

VOCABULARY = Path(__file__).with_name("vocabulary.json")
ACTING = (
    "affirm", "deny", "cancel", "restart", "correct_slot", "talk_to_human", "escalate",
    "problem_solved", "problem_not_solved", "repeat", "goodbye", "dont_know",
)  # fmt: skip
_OURS = frozenset("ordinary serial contract ticket software priority human phone mail channel complain yes".split())
_THINGS = frozenset(("device", "network"))
_ABOUT_THINGS = ("correct_slot", "problem_solved", "problem_not_solved", "dont_know")
_VALUES = ("xserial", "xcontract", "xphone", "xemail", "xmodel")
_ANNOUNCING = frozenset(("ordinary", "serial", "contract", "phone", "mail", "device"))
_ASKING = frozenset("where how which who when why whether many negation fails works correct".split())
_QUESTION = frozenset(("where", "how", "which", "many"))
_NOT_OURS = frozenset(("home", "office", "foreign"))
MAY_BE_FOREIGN = 0.1
SHORT = 7  # words of three letters and more in a command
_CLAUSE = re.compile(r"[,;.!?\n()]+")
_REASON = re.compile(r"\s*(?:bo|ze|poniewaz|gdyz|zeby|wiec|poki|dopoki|skoro|ktor\w*)\b")
_WORD = re.compile(r"[a-z]{3,}")


def is_ours(words: str, intent: str, scored: Mapping[str, float]) -> bool:
    """False for an acting intent that may as well be out of scope, or whose words name a thing that is not ours.

    A command is short; a reason („bo…”) and a long story may name anything.
    """
    if intent not in ACTING:
        return True
    if linear.softmax(scored)["out_of_scope"] > MAY_BE_FOREIGN:
        return False
    clauses = (_WORD.findall(clause) for clause in _CLAUSE.split(words) if not _REASON.match(clause))
    return not any(_foreign(word, intent) for clause in clauses if len(clause) <= SHORT for word in clause)


def names_a_stranger(words: str) -> bool:
    """Whether the words name a thing that is none of ours, at home or in an office."""
    meant = map(concepts_of, _WORD.findall(words))
    return any(found & _NOT_OURS and not found & (_OURS | _THINGS) for found in meant)


def is_bare(words: str) -> bool:
    """Whether the words are only values and what announces them („sn xserial”, „tu jest numer xserial”)."""
    said = re.findall(r"[a-z]+|\?", words)
    values = [word for word in said if word in _VALUES]
    return bool(values) and all(word in _VALUES or _announces(word) for word in said)


def asks(words: str) -> bool:
    """Whether the words ask where, how, which or how many."""
    return "?" in words or any(concepts_of(word) & _QUESTION for word in _WORD.findall(words))


def _announces(word: str) -> bool:
    meant = concepts_of(word)
    return bool(meant & _ANNOUNCING) and not meant & _ASKING


def names_a_thing(word: str) -> bool:
    """Whether a word names a device, ours or not: such a word is never a word of any talk."""
    return bool(concepts_of(word) & (_THINGS | _NOT_OURS))


def _foreign(word: str, intent: str) -> bool:
    """Whether a word, in whatever ending, is none of the intent's, none of any talk and no thing of ours."""
    known = _vocabulary()[intent]
    if word.startswith("x") or word[:STEM] in known:
        return False
    meant = concepts_of(word)
    ours = _OURS | _THINGS if intent in _ABOUT_THINGS else _OURS
    if meant & ours and not meant & _NOT_OURS:
        return False
    return len(word) < STEM or not any(stem[0] == word[0] and OSA.distance(word[:STEM], stem) <= 1 for stem in known)


@cache
def trade() -> frozenset[str]:
    """Beginnings of all words that our phrases and articles have."""
    return frozenset(json.loads(VOCABULARY.read_text("utf-8"))["trade"])


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Intent -> beginnings of the words of its phrases, and of the words common to many intents."""
    data = json.loads(VOCABULARY.read_text("utf-8"))
    return {intent: frozenset(data["common"]) | frozenset(data[intent]) for intent in ACTING}
