"""The search: a caller's words -> at most three articles, or nothing when nothing fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

from bot.search.article import Article, read
from bot.search.bm25 import Bm25
from bot.search.evidence import Signals, load_signals
from bot.search.grams import gram_scores
from bot.search.platforms import PLATFORMS, vendors_of
from bot.search.relevance import leaning
from bot.search.words import Word, Words, fold, load_words, stem

MAKERS = frozenset(map(stem, vendors_of(PLATFORMS.values())))  # a maker's name says nothing of the fault
WEIGHTS = {"title": 3.0, "keywords": 3.0, "symptoms": 2.0}
MENTIONED = 0.3  # weight of a word found only in the steps
CANDIDATES = 40  # the letter stage looks only at the best of the word stage
TELLING = 24  # words of a long question that are searched for: the rarest
REPAIRED_WEIGHT = 0.8  # of a word whose typing error was repaired
NUMBERS = re.compile(
    r"(?:\bumow\w*\s+)?\b[a-z]{2,3}(?:[/-]\w+)*[/-]\d{4}[/-]\d+"
    r"|(?:\b(?:tel|kom)\w*\W*)?(?<!\w)\+?\d(?:[ -]?\d){8,}(?!\w)",
    re.I,
)  # contracts and phones say nothing of the fault
LONGEST = 1000  # characters read: a pasted log is no question


@dataclass(frozen=True)
class Hit:
    """An article that may help; `score` is 0..1, `evidence` are the caller's words found in it."""

    topic: str
    title: str
    score: float
    evidence: tuple[str, ...]


class Index:
    """All articles, ready to be searched; immutable, so threads may share it."""

    def __init__(self, articles: Sequence[Article], words: Words, signals: Signals) -> None:
        self._articles = tuple(articles)
        self._by_topic = {article.topic: article for article in articles}
        self._words = words
        self._signals = signals
        words.learn(text for article in articles for text in _fields(article).values())
        self._letters: list[str] = []
        self._bm25 = Bm25(self._read(article) for article in articles)
        self._allowed = {name: bytearray() for article in articles for name in (*article.vendors, *article.platforms)}
        for name, mask in self._allowed.items():
            mask.extend(name in article.vendors or name in article.platforms for article in articles)

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics that have an article."""
        return tuple(self._by_topic)

    def article(self, topic: str) -> Article:
        """The article of a topic; `KeyError` when there is none."""
        return self._by_topic[topic]

    def fits(self, topic: str, device: str | None) -> bool:
        """Is there an article of this topic, for devices of this maker or platform if one is named?"""
        article = self._by_topic.get(topic)
        return article is not None and device in (None, *article.vendors, *article.platforms)

    def search(
        self, text: str, vendor: str | None = None, platform: str | None = None, limit: int = 3
    ) -> tuple[Hit, ...]:
        """The best articles for a text, best first; empty when nothing fits."""
        said = self._telling(self._words.read(NUMBERS.sub(" ", text[:LONGEST])))
        fault = [word for word in said if word.stem not in MAKERS]
        by_word = self._by_word(fault, platform or vendor)
        if not by_word:
            return ()
        device_known = bool(vendor or platform)
        sure = self._sure(by_word, said, device_known, 0.0 if device_known else leaning(text[:LONGEST]))
        ranked = self._ranked(by_word, fault)[:limit] if sure else []
        written = _as_written(text)
        return tuple(self._hit(doc, sure * share, fault, written) for doc, share in ranked)

    def _read(self, article: Article) -> dict[str, float]:
        """The words of an article for the word stage; its spelling is kept for the letter stage."""
        fields = {field: self._words.read(text) for field, text in _fields(article).items()}
        self._letters.append(_spelled(fields))
        return _bag(fields)

    def _telling(self, said: list[Word]) -> list[Word]:
        """The words of a question without numbers no article knows; of a long one only the rarest, as said."""
        said = [word for word in said if self._bm25.idf(word.stem) or not word.written[0].isdigit()]
        if len(said) <= TELLING:
            return said
        rarest = set(nlargest(TELLING, range(len(said)), key=lambda place: self._bm25.idf(said[place].stem)))
        return [word for place, word in enumerate(said) if place in rarest]

    def _by_word(self, said: list[Word], device: str | None) -> dict[int, float]:
        """Document -> score of the word stage, best first, for articles that fit the maker or platform."""
        if device is not None and device not in self._allowed:
            return {}
        query = [(word.stem, REPAIRED_WEIGHT if word.repaired else 1.0) for word in said]
        return self._bm25.best(query, CANDIDATES, self._allowed[device] if device else None)

    def _sure(self, by_word: dict[int, float], said: list[Word], device_known: bool, wording: float) -> float:
        """How sure it is that the best article of the word stage fits at all, 0..1."""
        best, score = next(iter(by_word.items()))
        covered = sum(self._bm25.has(word.stem, best) for word in said if word.stem not in MAKERS)
        unknown = sum(not self._bm25.idf(word.stem) and word.written.isalpha() for word in said)
        return self._signals.weigh(said, self._bm25.per_word(score), covered, unknown, device_known, wording)

    def _ranked(self, by_word: dict[int, float], said: list[Word]) -> list[tuple[int, float]]:
        """Documents with their share of the best, by words and letters together."""
        query = f" {' '.join(word.written for word in said)} "
        by_letter = gram_scores(query, self._letters, by_word)
        top_word, top_letter = max(by_word.values()), max(by_letter.values()) or 1.0
        total = {doc: score / top_word + by_letter[doc] / top_letter for doc, score in by_word.items()}
        ranked = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(doc, score / ranked[0][1]) for doc, score in ranked]

    def _hit(self, doc: int, score: float, said: list[Word], written: Mapping[str, str]) -> Hit:
        article = self._articles[doc]
        telling = (word.written for word in said if self._bm25.has(word.stem, doc))
        found = dict.fromkeys(written.get(word, word) for word in telling)
        return Hit(article.topic, article.title, round(score, 3), tuple(found))


def _as_written(text: str) -> dict[str, str]:
    """Folded word -> the word as the caller wrote it."""
    return {fold(word): word for word in re.findall(r"\w+", text)}


def _bag(fields: Mapping[str, list[Word]]) -> dict[str, float]:
    """Stems with their weights; what the steps mention counts once, however often they repeat it."""
    bag = {word.stem: MENTIONED for word in fields["rest"]}
    for field, weight in WEIGHTS.items():
        for word in fields[field]:
            bag[word.stem] = bag.get(word.stem, 0.0) + weight
    return bag


def _spelled(fields: Mapping[str, list[Word]]) -> str:
    """The telling words of an article in a row, for the letter stage."""
    return f" {' '.join(word.written for field in WEIGHTS for word in fields[field])} "


def _fields(article: Article) -> dict[str, str]:
    steps = (step.body for guide in article.guides for step in guide.steps)
    return {
        "title": article.title,
        "keywords": " ".join(article.keywords),
        "symptoms": " ".join(article.symptoms),
        "rest": " ".join((*steps, *article.report_when)),
    }


def load(folder: Path) -> Index:
    """Read every article of a folder; `ArticleError` names the first one that cannot be read."""
    return load_index(folder, [read(path) for path in article_paths(folder)])


def load_index(folder: Path, articles: Sequence[Article]) -> Index:
    """An index over articles already read, with the vocabulary of their folder."""
    words = folder / "_slowa.yaml"
    return Index(articles, load_words(words), load_signals(words))


def article_paths(folder: Path) -> list[Path]:
    """The files that hold an article, sorted by topic; README.md and files beginning with `_` hold none."""
    return sorted(path for path in folder.glob("*.md") if path.stem != "README" and not path.stem.startswith("_"))
