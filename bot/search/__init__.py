"""The knowledge base: articles of `knowledge/` and the search over them."""

from bot.search.article import Article, ArticleError, Guide, Logs, Step
from bot.search.check import problems
from bot.search.default_logs import default_logs
from bot.search.index import Hit, Index, load
from bot.search.library import FOLDER, Library

__all__ = [
    "FOLDER",
    "Article",
    "ArticleError",
    "Guide",
    "Hit",
    "Index",
    "Library",
    "Logs",
    "Step",
    "default_logs",
    "load",
    "problems",
]
