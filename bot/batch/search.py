"""`dyspozytor batch search`: a caller's words to articles of the knowledge base."""

from functools import cache
from typing import Any

from bot.batch.lines import BatchError
from bot.search import FOLDER, Index, load

VENDORS = ("extreme", "huawei")


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """At most three hits of topic, title and score (0..1), best first; raises BatchError."""
    text, vendor = request.get("text"), request.get("vendor")
    if not isinstance(text, str):
        raise BatchError("missing_field", "Brakuje pola text z treścią pytania.")
    if vendor is not None and vendor not in VENDORS:
        raise BatchError("unsupported_type", "Pole vendor przyjmuje wartości: extreme, huawei albo null.")
    hits = _index().search(text, vendor)
    return {"hits": [{"topic": hit.topic, "title": hit.title, "score": hit.score} for hit in hits]}


@cache
def _index() -> Index:
    return load(FOLDER)
