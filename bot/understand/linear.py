"""A linear model over words and their pieces, scored in plain Python from weights kept as JSON."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

READ = 60  # words read of a message; what a message is for is said at its start
_WORD = re.compile(r"[a-z]+\d*|\d+|\?")
_SCALE = 100


@dataclass(frozen=True)
class Model:
    """Classes, a bias for each, and for each feature its weights in hundredths by the index of the class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[int, int]]

    def scores(self, words: str) -> dict[str, float]:
        """A score for every class; the higher, the likelier."""
        totals = [0.0] * len(self.classes)
        for feature, value in features(words).items():
            for index, weight in self.weights.get(feature, _NONE).items():
                totals[index] += weight * value
        return {name: bias + total / _SCALE for name, bias, total in zip(self.classes, self.bias, totals, strict=True)}


_NONE: Mapping[int, int] = {}


def features(words: str) -> dict[str, float]:
    """Features of folded words: stems, pairs of stems, pieces of words; each kind has the length one."""
    tokens = _WORD.findall(words)[:READ]
    parts = (list(_stems(tokens)), list(_pairs(tokens)), list(_pieces(tokens)))
    return {feature: 1 / math.sqrt(len(part)) for part in map(dict.fromkeys, parts) for feature in part}


def softmax(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores as probabilities that add up to one."""
    top = max(scores.values())
    powers = {name: math.exp(score - top) for name, score in scores.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}


@cache
def load(path: Path) -> Model:
    """The model of a weights file, read once; raises ValueError or KeyError when the file is malformed."""
    data = json.loads(path.read_text("utf-8"))
    weights = {feature: dict(zip(row[::2], row[1::2], strict=True)) for feature, row in data["weights"].items()}
    return Model(tuple(data["classes"]), tuple(data["bias"]), weights)


def _stems(tokens: list[str]) -> Iterator[str]:
    yield from (f"={token[:6]}" for token in tokens)
    yield f"^{tokens[0][:6]}" if tokens else "^"


def _pairs(tokens: list[str]) -> Iterator[str]:
    yield from (f"{left[:5]} {right[:5]}" for left, right in pairwise(tokens))
    yield f"#{min(len(tokens), 7)}"


def _pieces(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        padded = f"_{token[:16]}_"
        for size in (3, 4, 5):
            yield from (padded[i : i + size] for i in range(len(padded) - size + 1))
