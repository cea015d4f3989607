"""The knowledge base as a flow sees it: fitting hints, and the commands that help with any fault."""

from collections.abc import Callable
from functools import lru_cache

from bot.flow.facts import Hint
from bot.search import Hit, Index, default_logs

STEPS = 6
"""A caller is not led through more steps than this; the rest is the engineer's."""
RIVAL = 0.6
"""An article with at least this share of the best one's score is worth trying when the best is wrong."""


class Guide:
    """Finds the articles for a symptom; the same question is not searched again while the articles stay the same."""

    def __init__(self, articles: Callable[[], Index]) -> None:
        self._articles = articles
        self._remembered = lru_cache(1024)(_hints)

    def find(self, symptom: str, vendor: str | None, platform: str | None) -> tuple[Hint, ...]:
        """The best article first, then its rivals; nothing when nothing fits."""
        return self._remembered(self._articles(), symptom, vendor, platform)

    def article(self, topic: str, vendor: str | None, platform: str | None) -> Hint | None:
        """The article of a topic, unless it is for other devices than this one."""
        index = self._articles()
        return (
            _hint(index, Hit(topic, "", 1.0, ()), vendor, platform) if index.fits(topic, platform or vendor) else None
        )

    def usual_logs(self, platform: str | None, vendor: str | None) -> tuple[str, ...]:
        """Commands whose output helps with any fault."""
        return default_logs(platform, vendor)


def _hints(index: Index, symptom: str, vendor: str | None, platform: str | None) -> tuple[Hint, ...]:
    hits = index.search(symptom, vendor=vendor, platform=platform)
    return tuple(_hint(index, hit, vendor, platform) for hit in hits if hit.score >= RIVAL * hits[0].score)


def _hint(index: Index, hit: Hit, vendor: str | None, platform: str | None) -> Hint:
    article = index.article(hit.topic)
    steps = article.steps(platform, vendor)[:STEPS]
    return Hint(article.topic, article.title, steps, article.logs(platform, vendor), hit.evidence)
