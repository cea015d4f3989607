"""How people word what is about networks, and how anything else: a linear model over words and pieces of words.

The weights come from the questions in `tests/search/seen` (`python -m tests.search.train`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.search.words import fold

WEIGHTS = Path(__file__).with_name("relevance.json")
SCALE = 10  # weights are kept in tenths
SIZES = (3, 4, 5)  # letters of a piece
READ = 60  # words; what a question is about is said at its start


def leaning(text: str) -> float:
    """Above zero it sounds like ours, below like something else: a logarithm of the odds."""
    bias, weights = _model()
    return bias + sum(weights.get(name, 0) * value for name, value in features(text).items()) / SCALE


def features(text: str) -> dict[str, float]:
    """Words and pieces of words with their values; each kind has the same length, however long the text is."""
    tokens = re.findall(r"[a-z]+|\d+", fold(text))[:READ]
    kinds = (dict.fromkeys(f"={token}" for token in tokens), dict.fromkeys(_pieces(tokens)))
    return {name: 1 / math.sqrt(len(kind)) for kind in kinds for name in kind}


def _pieces(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        padded = f" {token[:20]} "
        yield from (padded[i : i + size] for size in SIZES for i in range(len(padded) - size + 1))


@cache
def _model() -> tuple[float, dict[str, int]]:
    data = json.loads(WEIGHTS.read_text("utf-8"))
    return data["bias"], data["weights"]
