"""A linear model scored in plain Python from weights kept as JSON."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.understand.features import features

SCALE = 10  # weights are kept in tenths


@dataclass(frozen=True)
class Model:
    """Classes, a bias for each, and for each feature its weights in tenths by the index of the class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[int, int]]

    def scores(self, words: str) -> dict[str, float]:
        """A score for every class; the higher, the likelier."""
        totals = [0.0] * len(self.classes)
        for feature, value in features(words).items():
            for index, weight in self.weights.get(feature, _NONE).items():
                totals[index] += weight * value
        return {name: bias + total / SCALE for name, bias, total in zip(self.classes, self.bias, totals, strict=True)}


_NONE: Mapping[int, int] = {}


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
