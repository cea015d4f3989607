"""Whether words are about somebody's home or anything else that is not ours: „zgaś światło” changes no report."""

import re

from bot.flow.cues import ORDER
from bot.understand import ACT, understand
from bot.understand.features import concepts_of
from bot.understand.relevance import ACTING
from bot.understand.sheet import fold

FOREIGN = "out_of_scope"
ENOUGH = 0.3
"""So likely foreign, words that name a thing of a home are."""
CERTAIN = 0.7
"""So likely foreign, they are even when they could tell of a fault („zgaś światło”; not „telewizor bez sieci”)."""
_WORD = re.compile(r"[a-z]{3,}")
_NOT_A_HOME = re.compile(r"\b(?:temperatur|alarm|czujnik|telefon|gniazd)\w*|\bjak \w+")
"""Things that hang on a network too, and what a fault is likened to („huczy jak odkurzacz”)."""
_OURS = frozenset("serial contract ticket software priority human phone mail channel complain device network".split())


def is_elsewhere(text: str) -> bool:
    """Read without the open question, which would make an answer of anything; numbers and phones are always ours."""
    found = understand(text)
    mentions = found.mentions
    if mentions.numbers or mentions.phones or mentions.priority or not found.ranked:
        return False
    intent, likely = found.ranked[0]
    foreign = likely if intent == FOREIGN else 0.0
    held_back = found.confidence < ACT <= likely  # would act, but not on a thing of ours
    home, order, words = names_a_home(text), bool(ORDER.search(fold(text))), fold(text)
    if mentions.symptom:
        told = ORDER.match(words) or (order and not _concepts(text) & {"device", "network"})
        return (bool(told) and not re.search(r"\bnie\b", words)) or (home and (foreign >= CERTAIN or order))
    if foreign >= ACT or (home and (order or held_back or foreign >= ENOUGH)):
        return True
    return order and found.confidence < 1 and not _concepts(text) & _OURS and intent not in ACTING


def names_a_home(text: str) -> bool:
    """A thing of a home is named, and none of a network."""
    meant = _concepts(_NOT_A_HOME.sub("", fold(text)))
    return "home" in meant and not meant & {"device", "network"}


def _concepts(text: str) -> frozenset[str]:
    return frozenset().union(*(concepts_of(word) for word in _WORD.findall(fold(text))))
