"""The articles as they stand on the disk now: a file added, changed or removed counts without a restart."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic

import yaml

from bot.search.article import Article, ArticleError, read
from bot.search.index import Index, article_paths, load_index

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"
LOOK_AGAIN = 2.0
"""Seconds: no more often than this are the files looked at."""
WORDS = "_slowa.yaml"
log = logging.getLogger(__name__)

Stamp = tuple[int, int]


class Library:
    """An index over a folder; threads may share it. What cannot be read is told and leaves the last good state."""

    def __init__(self, folder: Path = FOLDER, clock: Callable[[], float] = monotonic) -> None:
        self._folder, self._clock = folder, clock
        self._stamps: dict[Path, Stamp] = {}
        self._articles: dict[Path, Article] = {}
        self._one_reader, self._looked = Lock(), clock()
        self.problems: tuple[str, ...] = ()
        self._seen = _stamps(folder)
        self._index = self._read(self._seen)

    def index(self) -> Index:
        """The index over the articles of now; who comes while it is being made anew gets the one before."""
        if self._clock() >= self._looked + LOOK_AGAIN and self._one_reader.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._one_reader.release()
        return self._index

    def _look(self) -> None:
        self._looked = self._clock()
        try:
            stamps = _stamps(self._folder)
            if stamps != self._seen:
                self._seen = stamps
                self._index = self._read(stamps)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
            self.problems = (f"{WORDS}: {error}",)
            log.warning("the knowledge base stays as it was: %s", str(error))

    def _read(self, stamps: dict[Path, Stamp]) -> Index:
        """Read what has changed; of an article that cannot be read the version before stays."""
        problems = []
        kept: dict[Path, Article] = {}
        for path in article_paths(self._folder):
            try:
                fresh = stamps.get(path) == self._stamps.get(path) and path in self._articles
                kept[path] = self._articles[path] if fresh else read(path)
            except (ArticleError, OSError) as error:
                problems.append(str(error))
                log.warning("an article cannot be read: %s", str(error))
                if path in self._articles:
                    kept[path] = self._articles[path]
        index = load_index(self._folder, list(kept.values()))
        self._articles, self._stamps, self.problems = kept, stamps, tuple(problems)
        return index


def _stamps(folder: Path) -> dict[Path, Stamp]:
    """What tells that a file has changed."""
    found = {path: path.stat() for path in (*article_paths(folder), folder / WORDS)}
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found.items()}
