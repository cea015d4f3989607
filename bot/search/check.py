"""What is wrong with the articles, in Polish sentences for the person who edits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.search.article import FENCE, Article, ArticleError, Step, commands, plain, read
from bot.search.index import Index, article_paths, load_index
from bot.search.platforms import PLATFORMS

SCREEN = 600  # characters a phone shows without scrolling far
COMMAND = re.compile(r"\b(?:display|show|undo|configure|unconfigure) [a-z][\w-]+")
READING = re.compile(r"(?:display|show|dir|ls|top|ping)\b")  # any other command may interrupt, change or erase
BY_HAND = re.compile(r"[Pp]roszę (?:\w+ )?(odłączyć|przepiąć|wyjąć|wymienić|zrestartować|wyłączyć (?:prąd|urządzenie))")
NAME = {code: name for name, code in PLATFORMS.items()}


def problems(folder: Path) -> list[str]:
    """Polish sentences, one for each problem of the articles in a folder; empty when all is well."""
    topics = _topics(folder)
    found: list[str] = []
    articles: list[Article] = []
    for path in article_paths(folder):
        try:
            articles.append(read(path))
        except ArticleError as error:
            found.append(str(error))
    known = {article.topic for article in articles}
    for article in articles:
        found += [f"{article.topic}.md: {sentence}" for sentence in _of(article, topics, known)]
    return found + list(_not_found(load_index(folder, articles)))


def _topics(folder: Path) -> frozenset[str]:
    lines = (folder / "_tematy.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(line.partition("\t")[0] for line in lines)


def _of(article: Article, topics: frozenset[str], known: set[str]) -> Iterator[str]:
    if article.topic not in topics:
        yield f"tematu „{article.topic}” nie ma w _tematy.tsv."
    if not 10 <= len(article.keywords) <= 15:
        yield f"linii słów kluczowych powinno być od 10 do 15, a jest {len(article.keywords)}."
    yield from (f"odsyłacz „{topic}.md” nie prowadzi do artykułu." for topic in article.see_also if topic not in known)
    yield from _platforms(article)
    for guide in article.guides:
        if not guide.steps:
            yield "część z krokami jest pusta."
        for step in guide.steps:
            yield from (f"krok „{step.title}” {sentence}" for sentence in _of_step(step))


def _platforms(article: Article) -> Iterator[str]:
    guided = {code for guide in article.guides for code in guide.platforms}
    logged = {code for logs in article.log_lists for code in logs.platforms}
    alien = (guided | logged) - set(article.platforms)
    yield from (f"platformy „{NAME[code]}” nie ma w nagłówku." for code in sorted(alien))
    yield from (f"brakuje poleceń do zebrania dla „{NAME[code]}”." for code in sorted(guided - logged))


def _of_step(step: Step) -> Iterator[str]:
    if len(step.text()) > SCREEN:
        yield f"ma {len(step.text())} znaków; na ekranie telefonu mieści się {SCREEN}."
    prose = re.sub(r"`[^`]*`", "", FENCE.sub("", step.body))
    yield from (f"ma polecenie poza blokiem: „{said}”." for said in COMMAND.findall(prose))
    typed = [line for block in FENCE.findall(step.body) for line in commands(block)]
    risky = [line for line in typed if not READING.match(line)] + BY_HAND.findall(prose)
    if risky and not step.risky:
        yield f"może coś przerwać lub zmienić („{risky[0]}”), a nie ma oznaczenia [uwaga]."
    if step.risky and not step.body.startswith("> **Uwaga:**"):
        yield "jest oznaczony [uwaga], a nie zaczyna się od ostrzeżenia „> **Uwaga:** …”."


def _not_found(index: Index) -> Iterable[str]:
    """Articles that their own title or keyword does not bring up among the first three."""
    for topic in index.topics:
        article = index.article(topic)
        for said in (article.title, *article.keywords):
            if topic not in {hit.topic for hit in index.search(said, article.vendors[0])}:
                yield f"{topic}.md: wyszukiwarka nie znajduje artykułu po słowach „{plain(said)}”."
