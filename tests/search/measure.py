"""Recall and false suggestions on questions the search has not seen: `python -m tests.search.measure [FILE…]`.

Without a file it measures those of `unseen/`. They were written after the code was frozen, by somebody else; the first
line of each holds the date, every other a question: `text`, `topic` (null when it is not for us) and perhaps `vendor`.
One that has been looked at while tuning is no longer unseen: it goes to `seen/` and a newer one takes its place.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

from bot.search import Index, load
from bot.search.words import fold

UNSEEN = Path(__file__).parent / "unseen"
SEED = 20261120


def main() -> None:
    """Print a line for each file and each way of spoiling the text."""
    index = load(Path("knowledge"))
    print(f"{'zbiór':14}{'pisownia':22}{'recall@1':>9}{'recall@3':>9}{'fałszywe':>9}")
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(UNSEEN.glob("*.jsonl")):
        questions = read(path)
        for name, spoil in WAYS.items():
            print(f"{path.stem:14}{name:22}" + "".join(f"{figure:9.3f}" for figure in figures(index, questions, spoil)))


def read(path: Path) -> list[dict[str, str]]:
    """The questions of a file, without its header."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if "text" in line]


def figures(index: Index, questions: list[dict[str, str]], spoil: Callable[[str], str]) -> tuple[float, float, float]:
    """Recall at one and at three, and the share of foreign questions that got a suggestion."""
    found = [
        (asked.get("topic"), [hit.topic for hit in index.search(spoil(asked["text"]), asked.get("vendor"))])
        for asked in questions
    ]
    ours = [(topic, hits) for topic, hits in found if topic]
    strange = [hits for topic, hits in found if not topic]
    first = sum(hits[:1] == [topic] for topic, hits in ours) / len(ours)
    third = sum(topic in hits for topic, hits in ours) / len(ours)
    return first, third, sum(map(bool, strange)) / max(1, len(strange))


def misspell(text: str, share: float = 1.0) -> str:
    """A share of the longer words get one typing error each; the same text always gets the same errors."""
    dice = random.Random(f"{SEED}{text}")  # noqa: S311 - nothing secret here
    return " ".join(_slip(word, dice) if len(word) > 4 and dice.random() < share else word for word in text.split())


def _slip(word: str, dice: random.Random) -> str:
    spot = dice.randrange(1, len(word) - 1)
    swapped = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    return dice.choice([swapped, word[:spot] + word[spot + 1 :], word[: spot + 1] + word[spot:]])


WAYS: dict[str, Callable[[str], str]] = {
    "jak napisano": str,
    "bez ogonków": fold,
    "literówka co trzecia": lambda text: misspell(text, 0.35),
    "literówka w każdym": misspell,
}


if __name__ == "__main__":
    main()
