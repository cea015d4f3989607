"""What the knowledge base did: talks solved, articles that did not help, questions without an article."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.search import Library
from bot.store.tables import Found

RESULTS = ("helped", "came_back", "not_helped", "cant", "wrong", "skipped", "left", "open")
"""In the order shown; „open”: offered, and nobody said what came of it."""
NAMES = {
    "helped": "pomogło",
    "came_back": "pomogło, ale wróciło",
    "not_helped": "nie pomogło",
    "cant": "nie umiem",
    "wrong": "to nie to",
    "skipped": "pominięto",
    "left": "przerwano",
    "open": "bez odpowiedzi",
}
NO_HELP = ("came_back", "not_helped", "cant", "wrong")


@dataclass(frozen=True, slots=True)
class ArticleCount:
    """How often an article was offered, and what came of it."""

    topic: str
    title: str
    results: Counter[str]

    @property
    def offered(self) -> int:
        """All of it."""
        return self.results.total()

    @property
    def no_help(self) -> int:
        """How often it was tried in vain, or was about something else."""
        return sum(self.results[name] for name in NO_HELP)


@dataclass(frozen=True, slots=True)
class Report:
    """Articles, those in vain most often first; masked questions without one; files that cannot be read."""

    articles: tuple[ArticleCount, ...]
    unanswered: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]

    @property
    def solved(self) -> int:
        """Conversations that ended with „pomogło”, and nobody came back."""
        return sum(article.results["helped"] for article in self.articles)

    @property
    def offered(self) -> int:
        """Articles offered in all."""
        return sum(article.offered for article in self.articles)


def report(rows: Iterable[Found], library: Library) -> Report:
    """Count the rows of `bot.store.hints.since`."""
    counts: dict[str, Counter[str]] = {}
    questions: Counter[str] = Counter()
    for row in rows:
        if row.topic:
            counts.setdefault(row.topic, Counter())[row.result or "open"] += 1
        else:
            questions[row.question] += 1
    index = library.index()
    titles = {topic: index.article(topic).title for topic in index.topics}
    articles = [ArticleCount(topic, titles.get(topic, topic), results) for topic, results in counts.items()]
    articles.sort(key=lambda article: (-article.no_help, -article.offered, article.topic))
    return Report(tuple(articles), tuple(questions.most_common()), library.problems)


def told(found: Report) -> str:
    """The report for a terminal."""
    lines = [f"Rozwiązane bez zgłoszenia: {found.solved}. Podpowiedzi razem: {found.offered}.", "", "Artykuły:"]
    lines += [f"  {a.title}: {said(a)}" for a in found.articles] or ["  jeszcze żadnego nie podpowiedziano"]
    lines += ["", "Pytania bez artykułu:"]
    lines += [f"  {count}× {question}" for question, count in found.unanswered] or ["  brak"]
    lines += ["", "Pliki, których nie da się odczytać:", *(f"  {p}" for p in found.problems)] if found.problems else []
    return "\n".join(lines)


def said(article: ArticleCount) -> str:
    """„5 razy: 2 pomogło, 3 nie pomogło”."""
    parts = ", ".join(f"{article.results[name]} {NAMES[name]}" for name in RESULTS if article.results[name])
    return f"{article.offered} × podpowiedziany: {parts}"
