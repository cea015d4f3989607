"""Slips of the keyboard: a longer word that nobody knows becomes the known word one slip away."""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORDS = Path(__file__).with_name("words.json")
LONG = 6  # letters of a word that one slip leaves recognisable
MOST = 120  # longer words looked at in one message
_WORD = re.compile(rf"(?<![a-z])(?!x(?:serial|contract|phone|email|model|number)\b)[a-z]{{{LONG},}}(?![a-z])")


def repair(words: str) -> str:
    """Folded words with one slip in a longer word undone: a letter lost, added, changed, or two swapped."""
    return _WORD.sub(lambda match: _known(match.group()), words, count=MOST)


def _known(word: str) -> str:
    """The word itself when it is known or like none; the first letter is hardly ever the wrong one."""
    candidates = _by_letter()[word[0]]
    if word in candidates:
        return word
    found = process.extractOne(word, candidates.keys(), scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word


@cache
def _by_letter() -> dict[str, dict[str, None]]:
    """First letter -> known words, the most usual first."""
    by_letter: dict[str, dict[str, None]] = defaultdict(dict)
    for word in json.loads(WORDS.read_text("utf-8")):
        by_letter[word[0]][word] = None
    return by_letter
