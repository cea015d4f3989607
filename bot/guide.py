"""The knowledge base as a flow sees it: one fitting hint, and the commands that help with any fault."""

from functools import lru_cache

from bot.flow.facts import Hint
from bot.search import Index, default_logs

STEPS = 6
"""A caller is not led through more steps than this; the rest is the engineer's."""


class Guide:
    """Finds the article for a symptom; the same question within a turn, or a rule later, is not searched again."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.find = lru_cache(1024)(self._find)

    def _find(self, symptom: str, vendor: str | None, platform: str | None) -> Hint | None:
        hits = self._index.search(symptom, vendor=vendor, platform=platform, limit=1)
        if not hits:
            return None
        article = self._index.article(hits[0].topic)
        steps = article.steps(platform, vendor)[:STEPS]
        return Hint(article.topic, article.title, steps, article.logs(platform, vendor))

    def usual_logs(self, platform: str | None, vendor: str | None) -> tuple[str, ...]:
        """Commands whose output helps with any fault."""
        return default_logs(platform, vendor)
