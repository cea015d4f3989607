"""Which shown button was typed: by its label, its number or its place in the row."""

import re

from rapidfuzz.distance import OSA

from bot.flow.conversation import Shown
from bot.flow.cues import LEAD_IN

LONG_ENOUGH = 6
"""A label of so many characters may be typed with one slip."""
ORDINALS = ("pierwsz", "drug", "trzec", "czwart", "piat", "szost")
ORDINAL = re.compile(rf"(?:ten |ta |tego |opcja )?({'|'.join(ORDINALS)})[aeiy]\w{{0,2}}(?: opcja)?")
NUMBER = re.compile(r"(\d{1,2})(?: opcja)?")
_FOLD = str.maketrans("ąćęłńóśźż", "acelnoszz")


def plain(text: str) -> str:
    """Lower case, without Polish diacritics and punctuation: for comparing labels only."""
    return " ".join(re.sub(r"[^\w\s/+-]", " ", text.lower().translate(_FOLD)).split())


def pick(text: str, shown: tuple[Shown, ...]) -> Shown | None:
    """The button meant, also after „no to…”."""
    words = plain(text)
    bare = LEAD_IN.sub("", f"{words} ", count=1).strip() or words
    if (place := _place(bare)) is not None:
        return shown[place] if place < len(shown) else None
    return next((s for s in shown if _same(plain(s.label), words) or _same(plain(s.label), bare)), None)


def _place(words: str) -> int | None:
    if (number := NUMBER.fullmatch(words)) and int(number[1]):
        return int(number[1]) - 1
    return ORDINALS.index(which[1]) if (which := ORDINAL.fullmatch(words)) else None


def _same(label: str, words: str) -> bool:
    if label == words:
        return True
    close = len(label) >= LONG_ENOUGH and label[:1] == words[:1] and not re.search(r"\d", label)
    return close and OSA.distance(label, words, score_cutoff=1) <= 1
