"""The search: a caller's words -> at most three articles, or nothing when nothing fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.search.article import Article, read
from bot.search.bm25 import Bm25
from bot.search.evidence import Signals, load_signals
from bot.search.grams import gram_scores
from bot.search.words import Word, Words, load_words

WEIGHTS = {"title": 3.0, "keywords": 3.0, "symptoms": 2.0}
MENTIONED = 0.3  # weight of a word found only in the steps
CANDIDATES = 200  # the letter stage looks only at the best of the word stage
REPAIRED_WEIGHT = 0.8  # of a word whose typing error was repaired
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
        self._signals = signals.with_domain(article.technical for article in articles)
        words.learn(text for article in articles for text in _fields(article).values())
        read = [_read(article, words) for article in articles]
        self._bm25 = Bm25([_bag(fields) for fields in read])
        self._letters = [_spelled(fields) for fields in read]

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics that have an article."""
        return tuple(self._by_topic)

    def article(self, topic: str) -> Article:
        """The article of a topic; `KeyError` when there is none."""
        return self._by_topic[topic]

    def search(
        self, text: str, vendor: str | None = None, platform: str | None = None, limit: int = 3
    ) -> tuple[Hit, ...]:
        """The best articles for a text, best first; empty when nothing fits."""
        said = self._words.read(text[:LONGEST])
        by_word = self._by_word(said, vendor, platform)
        if not by_word:
            return ()
        best = self._bm25.per_word(max(by_word.values()))
        sure = self._signals.weigh(said, best, device_known=bool(vendor or platform))
        ranked = self._ranked(by_word, said)[:limit] if sure else []
        return tuple(self._hit(doc, sure * share, said) for doc, share in ranked)

    def _by_word(self, said: list[Word], vendor: str | None, platform: str | None) -> dict[int, float]:
        """Document -> score of the word stage, for articles that fit the device."""
        scores = self._bm25.scores((word.stem, REPAIRED_WEIGHT if word.repaired else 1.0) for word in said)
        return {doc: score for doc, score in scores.items() if _fits(self._articles[doc], vendor, platform)}

    def _ranked(self, by_word: dict[int, float], said: list[Word]) -> list[tuple[int, float]]:
        """Documents with their share of the best, by words and letters together."""
        best = sorted(by_word, key=lambda doc: (-by_word[doc], doc))[:CANDIDATES]
        query = f" {' '.join(word.written for word in said)} "
        by_letter = gram_scores(query, self._letters, best)
        top_word, top_letter = by_word[best[0]], max(by_letter.values()) or 1.0
        total = {doc: by_word[doc] / top_word + by_letter[doc] / top_letter for doc in best}
        ranked = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(doc, score / ranked[0][1]) for doc, score in ranked]

    def _hit(self, doc: int, score: float, said: list[Word]) -> Hit:
        article = self._articles[doc]
        found = dict.fromkeys(word.written for word in said if self._bm25.has(word.stem, doc))
        return Hit(article.topic, article.title, round(score, 3), tuple(found))


def _read(article: Article, words: Words) -> dict[str, list[Word]]:
    return {field: words.read(text) for field, text in _fields(article).items()}


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


def _fits(article: Article, vendor: str | None, platform: str | None) -> bool:
    if platform:
        return platform in article.platforms
    return vendor is None or vendor in article.vendors


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
