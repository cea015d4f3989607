"""/panel/wiedza: what the articles did and did not do, as bars, and the questions that have no article."""

import asyncio
from datetime import timedelta

from nicegui import ui

from bot.board.frame import frame
from bot.board.house import House, Staff
from bot.knowledge_report import ArticleCount, Report, report, said
from bot.markup import esc
from bot.search import Library
from bot.store import hints

PATH = "/panel/wiedza"
SHOWN = timedelta(days=90)


async def build(house: House, staff: Staff, library: Library) -> None:
    """Lay out the page and fill it."""
    found = await asyncio.to_thread(_load, house, library)
    with frame(staff, PATH, house.clock.now()):
        ui.html("Baza wiedzy", tag="h1", sanitize=False)
        ui.html(page(found), sanitize=False)


def _load(house: House, library: Library) -> Report:
    with house.store.read() as c:
        return report(hints.since(c, house.clock.now() - SHOWN), library)


def page(found: Report) -> str:
    """The page as HTML."""
    articles = "".join(_article(article) for article in found.articles) or "<p>Jeszcze nic nie podpowiedziano.</p>"
    asked = "".join(f"<li>{count} × {esc(question)}</li>" for question, count in found.unanswered)
    broken = "".join(f"<li>{esc(problem)}</li>" for problem in found.problems)
    return (
        f'<p class="sub">Ostatnie 90 dni. Rozwiązane bez zgłoszenia: <b>{found.solved}</b>, '
        f"podpowiedzi razem: <b>{found.offered}</b>.</p>"
        + (_panel("Pliki, których nie da się odczytać", f"<ul>{broken}</ul>") if broken else "")
        + _panel("Artykuły, od tych, które najczęściej nie pomogły", articles)
        + _panel("Pytania bez artykułu", f"<ul>{asked}</ul>" if asked else "<p>Brak.</p>")
    )


def _panel(title: str, inside: str) -> str:
    return f'<section class="panel"><h2>{title}</h2>{inside}</section>'


def _article(article: ArticleCount) -> str:
    """A title, its bar (the share that helped) and the counts in words."""
    share = round(100 * article.results["helped"] / article.offered)
    bar = f'<div class="bar" role="img" aria-label="pomogło {share} %"><i style="width:{share}%"></i></div>'
    return f'<div class="met"><b>{esc(article.title)}</b>{bar}<p class="sub">{esc(said(article))}</p></div>'
