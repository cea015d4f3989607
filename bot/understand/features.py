"""Folded words -> features of a linear model: stems, pairs of stems, pieces of words, and concepts."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bot.understand.beginnings import kinds_in

STEM = 6  # letters that stand for a word whatever its ending
READ = 60  # words read of a message; what a message is for is said at its start
CONCEPTS = Path(__file__).with_name("concepts.txt")
_WORD = re.compile(r"[a-z]+\d*|\d+|\?")


def features(words: str) -> dict[str, float]:
    """Features with their values; each kind has the same length, however long the message is."""
    tokens = _WORD.findall(words)[:READ]
    kinds = ((_stems, 1.0), (_pairs, 1.0), (_pieces, 1.0), (_concepts, 0.5))
    found: dict[str, float] = {}
    for kind, length in kinds:
        names = dict.fromkeys(kind(tokens))
        found |= dict.fromkeys(names, length / math.sqrt(max(len(names), 1)))
    return found


def concepts_of(token: str) -> frozenset[str]:
    """The concepts that a word belongs to, by its beginnings or as a whole."""
    return kinds_in(CONCEPTS, token)


def _stems(tokens: list[str]) -> Iterator[str]:
    yield from (f"={token[:STEM]}" for token in tokens)
    yield f"^{tokens[0][:STEM]}" if tokens else "^"


def _pairs(tokens: list[str]) -> Iterator[str]:
    yield from (f"{left[:5]} {right[:5]}" for left, right in pairwise(tokens))
    yield f"#{min(len(tokens), 7)}"


def _pieces(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        padded = f"_{token[:16]}_"
        for size in (3, 4, 5):
            yield from (padded[i : i + size] for i in range(len(padded) - size + 1))


def _concepts(tokens: list[str]) -> Iterator[str]:
    """Concepts, and whether a longer word belongs to none."""
    meant = [concepts_of(token) for token in tokens]
    present = sorted(frozenset().union(*meant))
    yield from (f"@{name}" for name in present)
    if any(len(token) > 3 and not known for token, known in zip(tokens, meant, strict=True)):
        yield "@?"
    if not present:
        yield "@"
