"""The weights belong to the phrases: whoever changes phrases must train again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.understand import intents, linear, priority, relevance
from bot.understand.sheet import Sheet

HERE = Path(intents.__file__).parent
EVERY = 5  # every fifth phrase is enough to notice


def phrases(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((HERE / folder).glob("*.txt")):
        for line in path.read_text("utf-8").splitlines()[::EVERY]:
            yield path.stem.removesuffix("_symptom"), Sheet(line).masked()


@pytest.mark.parametrize(("folder", "weights"), [("phrases", intents.WEIGHTS), ("phrases_priority", priority.WEIGHTS)])
def test_phrases_get_their_own_class(folder: str, weights: Path) -> None:
    model = linear.load(weights)
    pairs = list(phrases(folder))
    right = sum(_best(model.scores(words)) == label for label, words in pairs)
    assert right / len(pairs) > 0.97


def _best(scores: dict[str, float]) -> str:
    return max(scores, key=scores.__getitem__)


def test_there_is_a_class_for_every_file_of_phrases() -> None:
    assert {label for label, _ in phrases("phrases")} == set(linear.load(intents.WEIGHTS).classes)


def test_every_acting_intent_has_a_vocabulary() -> None:
    assert set(json.loads(relevance.VOCABULARY.read_text("utf-8"))) == {"common", *relevance.ACTING, "trade"}


def test_chances_add_up_to_one() -> None:
    chances = linear.softmax(linear.load(intents.WEIGHTS).scores("padl switch"))
    assert sum(chances.values()) == pytest.approx(1)
