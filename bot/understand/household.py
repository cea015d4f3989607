"""Whether words are a wish to a home or to the wide world („zgaś światło”, „ile to jest…”): it changes no report.

What counts is in household.txt: orders, things of a home, and words of our trade, which keep a sentence ours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.flow.mentions import Mentions
from bot.understand import relevance, typos
from bot.understand.beginnings import kinds_in, table
from bot.understand.features import concepts_of
from bot.understand.sheet import clean, fold

TABLE = Path(__file__).with_name("household.txt")
FOREIGN = "out_of_scope"
ACT = 0.5
ENOUGH = 0.3
"""So likely foreign, words that name a thing of a home are."""
CERTAIN = 0.7
"""So likely foreign, they are even when they could tell of a fault („żarówka nadal nie świeci”)."""
HEAD = 500
"""Characters read: what is wanted is said at the start."""
SURE = 0.8
"""From here words mean what they seem to, though they name something new to us."""
LONG = 6
"""Letters of a word that one slip leaves recognisable."""
_WORD = re.compile(r"[a-z]+")
_CLAUSE = re.compile(r"[,;.!?:\n]+")
_IMPERATIVE = re.compile(r"[a-z]{2,}(?:[aiu]j|yj)(?:my)?")
_BEFORE_ASKING = frozenset("a i no to hej ok o w na od do z za po".split())
_NETWORK = frozenset(("device", "network"))
_OURS = _NETWORK | frozenset("serial contract ticket software priority human phone mail channel complain".split())
_NO_THINGS = frozenset(("lead", "polite", "order", "look", "both", "ask", "trade"))


@dataclass(frozen=True)
class Words:
    """What stands in a message: the kinds of its words, what it tells or asks, and whether anything is new to us."""

    kinds: frozenset[str]
    told: frozenset[str]
    asks: bool
    network: bool
    ours: bool
    strange: bool

    @property
    def things(self) -> bool:
        """Something that is only at home, or out in the world, is named."""
        return bool(self.kinds - _NO_THINGS)

    @property
    def wants(self) -> bool:
        """Something is to be done, or said."""
        return bool(self.told) or self.asks


def is_elsewhere(words: Words, found: Mentions, intent: str, likely: float, confidence: float) -> bool:
    """`intent` is the likeliest without the open question; a number, a phone or a priority is always ours."""
    if found.numbers or found.phones or found.priority or words.network:
        return False
    foreign = likely if intent == FOREIGN else 0.0
    order, both = "order" in words.told, "both" in words.kinds
    if found.symptom:
        if order and (words.things or both or foreign >= CERTAIN):
            return True
        return words.things and not words.ours and (words.asks or foreign >= CERTAIN)
    acting = intent in relevance.ACTING
    new = not acting and (words.things or words.strange)
    if confidence >= (SURE if new else ACT) and intent not in (FOREIGN, "report_fault"):
        return order and (words.things or (both and not acting)) and not (words.ours and acting)
    if words.things and (words.told or not words.ours) and (words.wants or foreign >= ENOUGH or confidence < ACT):
        return True
    if both and words.told and confidence < ACT + foreign:
        return True
    if words.ours or not words.wants:
        return False
    return order or foreign >= ENOUGH or (confidence < SURE and (words.strange or "look" in words.told))


def read(text: str) -> Words:
    """The words of a message by the table."""
    clauses = [_WORD.findall(clause) for clause in _CLAUSE.split(fold(clean(text[:HEAD])))]
    said = {word: typos.meant(word) if not _kinds(word) else word for clause in clauses for word in clause}
    kinds = {word: kinds_of(meant) for word, meant in said.items()}
    told = frozenset(wish for clause in clauses for wish in [_told(clause, kinds)] if wish)
    meant = frozenset().union(*(concepts_of(said[word]) for word, found in kinds.items() if not found))
    named = frozenset().union(*kinds.values())
    return Words(
        kinds=named,
        told=told,
        asks="?" in text or _asks(next((c for c in clauses if c), []), kinds),
        network=bool(meant & _NETWORK),
        ours=bool(meant & _OURS) or "trade" in named,
        strange=any(not found and _is_strange(said[word]) for word, found in kinds.items()),
    )


def _told(clause: Sequence[str], kinds: Mapping[str, frozenset[str]]) -> str | None:
    """What a clause tells somebody to do: an „order” to work a thing, to „look” or say, or a „wish” asked politely."""
    polite = False
    for word in clause:
        if kinds[word] & {"order", "chore"}:
            return "order"
        if "look" in kinds[word]:
            return "look"
        polite = polite or "polite" in kinds[word]
        if not kinds[word] & {"lead", "polite"} and word != "czy":
            if _IMPERATIVE.fullmatch(word) and typos.meant(word) == word:
                return "look" if word in typos.known() else "order"
            return "wish" if polite else None
    return None


def _asks(clause: Sequence[str], kinds: Mapping[str, frozenset[str]]) -> bool:
    asking = clause[1:2] if clause and clause[0] in _BEFORE_ASKING else clause[:1]
    return any("ask" in kinds[word] for word in asking)


def _is_strange(word: str) -> bool:
    """None of our phrases or articles has such a word."""
    return len(word) > 3 and word[: typos.STEM] not in relevance.trade()


@lru_cache(maxsize=4096)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds a word belongs to, by its beginnings or as a whole; in a longer one a slip is undone."""
    if (found := _kinds(word)) or len(word) < LONG or word in typos.known():
        return found
    near = process.extractOne(word, _long(), scorer=OSA.distance, score_cutoff=1)
    return _kinds(near[0]) if near else found


def _kinds(word: str) -> frozenset[str]:
    return kinds_in(TABLE, word)


@cache
def _long() -> tuple[str, ...]:
    return tuple(word.rstrip("$") for word in table(TABLE) if len(word) >= LONG)
