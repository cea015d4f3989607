"""Knowledge search beside `rapidfuzz.process.extract` over the same texts, as the number of articles grows.

The two rank differently (`tests.search.measure` has our recall), so only the time and the memory are compared.
Short copies of the shipped articles stand for growth: each keeps a part of the words and gets some of its own.
"""

import json
import random
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.search import Article, Index, load
from bot.search.evidence import load_signals
from bot.search.words import load_words
from tests.bench import Figure, fastest

KNOWLEDGE = Path("knowledge")
QUESTIONS = Path("tests/search/seen/trzeci.jsonl")
ASKED, ROUNDS, SEED = 8, 2, 20261120
WANTED = {60: 0.5, 1_000: 1.0, 10_000: 4.0, 100_000: 10.0}  # articles: how many times faster
WEIGHED_UP_TO = 10_000  # counting every allocation of more would take an hour


def figures() -> Iterable[Figure]:
    """Milliseconds a question and megabytes an index."""
    shipped = load(KNOWLEDGE)
    for size, wanted in WANTED.items():
        articles = _grown([shipped.article(topic) for topic in shipped.topics], size)
        yield _latency(articles, wanted)
        if size <= WEIGHED_UP_TO:
            yield _memory(articles)


def _latency(articles: list[Article], wanted: float) -> Figure:
    index, texts, questions = _index(articles), _texts(articles), _questions()
    ours, theirs = (
        seconds / len(questions) * 1e3
        for seconds in fastest(
            ROUNDS,
            lambda: [index.search(asked) for asked in questions],
            lambda: [process.extract(asked, texts, scorer=fuzz.token_set_ratio, limit=3) for asked in questions],
        )
    )
    name = f"a question to {len(articles)} articles"
    return Figure(name, ours, "ms", "rapidfuzz", theirs, theirs / ours, wanted)


def _memory(articles: list[Article]) -> Figure:
    tracemalloc.start()
    texts = _texts(articles)
    theirs = tracemalloc.get_traced_memory()[0] / 1e6
    index = _index(articles)
    ours = tracemalloc.get_traced_memory()[0] / 1e6 - theirs
    tracemalloc.stop()
    name = f"an index of {len(index.topics)} articles"
    return Figure(name, ours, "MB", f"{len(texts)} bare texts", theirs, theirs / ours, 0.02)


def _index(articles: list[Article]) -> Index:
    lists = KNOWLEDGE / "_slowa.yaml"
    return Index(articles, load_words(lists), load_signals(lists))


def _texts(articles: list[Article]) -> list[str]:
    return [" ".join((article.title, *article.keywords, *article.symptoms)) for article in articles]


def _grown(originals: list[Article], size: int) -> list[Article]:
    """As many articles as wanted, the same each time."""
    dice = random.Random(SEED)  # noqa: S311  not for secrets
    return [_copy(originals[number % len(originals)], number, dice) for number in range(size)]


def _copy(original: Article, number: int, dice: random.Random) -> Article:
    own = tuple("".join(dice.choices("abcdefghijklmnoprstuwyz", k=7)) for _ in range(3))
    kept = tuple(dice.sample(original.keywords, 6))
    return replace(original, topic=f"{original.topic}-{number}", keywords=kept + own, guides=())


def _questions() -> list[str]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:: len(lines) // ASKED]]
