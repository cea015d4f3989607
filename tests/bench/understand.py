"""Understanding one message beside `rapidfuzz` looking for the nearest phrase, and its import beside scikit-learn's.

The two understand differently (`tests.understand.measure` has our figures), so only the time is compared.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles

from rapidfuzz import fuzz, process

from bot.understand import understand
from tests.bench import Figure, fastest

SEEN = Path("tests/understand/seen")
PHRASES = Path("bot/understand/phrases")
ROUNDS, IMPORTS = 3, 5
Work = Callable[[], object]


def figures() -> Iterable[Figure]:
    """Milliseconds a message in the middle and at the slow end, and milliseconds of the import."""
    ours, theirs = _milliseconds(_messages(), _phrases())
    for name, at in (("p50", 49), ("p99", 98)):
        value, floor = quantiles(ours, n=100)[at], quantiles(theirs, n=100)[at]
        yield Figure(f"understanding one message, {name}", value, "ms", "rapidfuzz", floor, floor / value, 2.0)
    empty, here, there = fastest(IMPORTS, *map(_python, ("pass", "import bot.understand", "import sklearn")))
    value, floor = (here - empty) * 1e3, (there - empty) * 1e3
    yield Figure("its import in a fresh process", value, "ms", "scikit-learn", floor, floor / value, 3.0)


def _milliseconds(messages: list[str], phrases: list[str]) -> tuple[list[float], list[float]]:
    """The best of some rounds for each message, ours and the nearest phrase's, in turn."""
    understand("the first message loads the weights")
    best = [fastest(ROUNDS, *_ways(said, phrases)) for said in messages]
    return [ours * 1e3 for ours, _ in best], [theirs * 1e3 for _, theirs in best]


def _ways(said: str, phrases: list[str]) -> tuple[Work, Work]:
    return lambda: understand(said), lambda: process.extractOne(said, phrases, scorer=fuzz.token_set_ratio)


def _messages() -> list[str]:
    lines = [line for path in sorted(SEEN.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()[1:]]
    return [json.loads(line)["text"] for line in lines]


def _phrases() -> list[str]:
    return [line for path in sorted(PHRASES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


def _python(code: str) -> Work:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)
