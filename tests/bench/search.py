"""Knowledge search beside `rapidfuzz.process.extract` over the same texts, as the number of articles grows.

The two rank differently (`tests.search.measure` has our recall), so only the time and the memory are compared.
Short copies of the shipped articles stand for growth: each keeps a part of the words and gets some of its own.
Every size is measured in a process of its own, so that its memory is what the system says of that process.
"""

import random
import resource
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz, process

from bot.search import Article, Index, load
from bot.search.evidence import load_signals
from bot.search.words import load_words
from tests.bench import Figure
from tests.search.measure import read

KNOWLEDGE = Path("knowledge")
QUESTIONS = Path("tests/search/seen")
SEED = 20261120
COMPARED = 8  # questions asked of rapidfuzz, which takes a third of a second for each at 100 000
WANTED = {60: 0.5, 1_000: 1.0, 10_000: 4.0, 100_000: 10.0}  # articles: how many times faster
SLOWEST = 10.0  # milliseconds, of ninety-nine questions in a hundred
LARGEST = 1_000.0  # megabytes, the whole process at its peak


@dataclass(frozen=True)
class Measured:
    """Milliseconds a question, and megabytes of the process at its peak with bare texts and with our index."""

    usual: float
    slow: float
    floor: float
    texts: float
    peak: float


def figures() -> Iterable[Figure]:
    """Milliseconds a question and megabytes a process."""
    for size, wanted in WANTED.items():
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found = alone.submit(_measured, size).result()
        name = f"{size} articles: a question"
        yield Figure(name, found.usual, "ms", "rapidfuzz", found.floor, found.floor / found.usual, wanted)
        yield Figure(f"{name}, slowest of 100", found.slow, "ms", "at most", SLOWEST, SLOWEST / found.slow, 1.0)
        texts = f"texts alone {found.texts:.0f}, at most"
        yield Figure(f"{size} articles: memory", found.peak, "MB", texts, LARGEST, LARGEST / found.peak, 1.0)


def _measured(size: int) -> Measured:
    articles, questions = _grown(size), _questions()
    texts = [" ".join((article.title, *article.keywords, *article.symptoms)) for article in articles]
    bare = _peak()
    floor = _times(
        lambda asked: process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=3),
        questions[:: len(questions) // COMPARED],
    )
    index = _index(articles)
    ours = sorted(_times(index.search, questions))
    return Measured(median(ours), ours[len(ours) * 99 // 100], median(floor), bare, _peak())


def _times(answer: Callable[[str], object], questions: Iterable[str]) -> list[float]:
    """Milliseconds for each question, asked once: nothing is remembered from the time before."""
    times = []
    for asked in questions:
        started = perf_counter()
        answer(asked)
        times.append((perf_counter() - started) * 1e3)
    return times


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _index(articles: list[Article]) -> Index:
    lists = KNOWLEDGE / "_slowa.yaml"
    return Index(articles, load_words(lists), load_signals(lists))


def _grown(size: int) -> list[Article]:
    """As many articles as wanted, the same each time."""
    shipped, dice = load(KNOWLEDGE), random.Random(SEED)  # noqa: S311  not for secrets
    originals = [shipped.article(topic) for topic in shipped.topics]
    return [_copy(originals[number % len(originals)], number, dice) for number in range(size)]


def _copy(original: Article, number: int, dice: random.Random) -> Article:
    own = tuple("".join(dice.choices("abcdefghijklmnoprstuwyz", k=7)) for _ in range(3))
    kept = tuple(dice.sample(original.keywords, 6))
    return replace(original, topic=f"{original.topic}-{number}", keywords=kept + own, guides=())


def _questions() -> list[str]:
    """Every question of the seen sets, in an order that mixes their topics."""
    asked = [question["text"] for path in sorted(QUESTIONS.glob("*.jsonl")) for question in read(path)]
    return random.Random(SEED).sample(asked, len(asked))  # noqa: S311  not for secrets
