"""The report counts what came of the articles, and lists the questions that have none."""

from datetime import UTC, datetime
from pathlib import Path

from bot.board.knowledge_page import page
from bot.knowledge_report import report, told
from bot.search import Library
from bot.store import hints
from bot.store.engine import Store

AT = datetime(2026, 11, 17, 9, tzinfo=UTC)
ROWS = (
    *(("psu-failure", f"p{n}", "helped") for n in range(2)),
    *(("fan-failure", f"f{n}", "not_helped") for n in range(3)),
    ("fan-failure", "f9", None),
    *(("", f"q{n}", "none") for n in range(2)),
)


def test_counts_and_order(any_store: Store) -> None:
    with any_store.begin() as c:
        for topic, about, result in ROWS:
            question = "zalane <b>kawą</b>"
            hints.record(
                c, "web:waldek", 1, AT, topic=topic, about=about, question=question, vendor=None, result=result
            )
    with any_store.read() as c:
        found = report(hints.since(c, AT), Library(Path("knowledge")))
    assert (found.solved, found.offered) == (2, 6)
    assert [article.topic for article in found.articles] == ["fan-failure", "psu-failure"]
    assert found.unanswered == (("zalane <b>kawą</b>", 2),)
    assert "4 × podpowiedziany: 3 nie pomogło, 1 bez odpowiedzi" in told(found)
    assert "<b>kawą</b>" not in page(found)
