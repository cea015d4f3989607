"""Tables of words by their beginnings: a line is `name: beginning beginning whole$`, and a # makes it a remark.

A name that ends with a $ says of its whole line that the words are whole ones.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

SHORTEST = 2
"""Letters of a beginning."""


def kinds_in(path: Path, word: str) -> frozenset[str]:
    """The names under which a folded word stands in the table of this file."""
    known = table(path)
    found = known.get(f"{word}$", frozenset())
    return found.union(*(known.get(word[:size], frozenset()) for size in range(SHORTEST, len(word) + 1)))


@cache
def table(path: Path) -> Mapping[str, frozenset[str]]:
    """Beginning of a word (or the whole word and a $) -> names."""
    known: dict[str, frozenset[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(":")
            for word in words.split():
                whole = f"{word}$" if name.endswith("$") and not word.endswith("$") else word
                known[whole] = known.get(whole, frozenset()) | {name.rstrip("$")}
    return known
