"""Names as Polish sentences bend them: „Akordu”, „w Akordzie”, „z Łodzi” all mean the name in the register."""

import re
from collections.abc import Iterable

from bot.flow.picking import plain

LONGEST_ENDING = 3
SHORTEST = 3
"""Shorter words of a name („i”, „z o.o.”) tell nothing."""
LEGAL = frozenset({"spolka", "akcyjna", "oraz"})
SOFTENED = (("ch", "sz"), ("t", "c"), ("k", "c"), ("g", "dz"))
"""How the end of a stem changes before „-ie”, „-e”: Port → w Porcie, Klinika → Klinice."""
FLEETING = re.compile(r"(?<=[^aeiouy])i?e([^aeiouy])$")
"""„Zamek” → „Zamku”."""


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from another."""
    return tuple(w for w in plain(name).split() if len(w) >= SHORTEST and w not in LEGAL and not w[0].isdigit())


def named(name: str, said: Iterable[str]) -> int:
    """How many words of the name were said, in whatever case; `said` in plain lower case."""
    words = tuple(said)
    stems = (tuple(_stems(word)) for word in words_of(name))
    return sum(any(_is_form(word, known) for word in words) for known in stems)


def best(names: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """Those of the names of which most was said; none when nothing was."""
    words = tuple(said)
    scores = {name: named(name, words) for name in dict.fromkeys(names)}
    most = max(scores.values(), default=0)
    return tuple(name for name, score in scores.items() if most and score == most)


def _is_form(said: str, stems: tuple[str, ...]) -> bool:
    return any(said.startswith(stem) and len(said) - len(stem) <= LONGEST_ENDING for stem in stems)


def _stems(word: str) -> Iterable[str]:
    """What all forms of the word begin with, one or the other."""
    bare = re.sub(r"[aeiouy]+$", "", word)
    stem = bare if len(bare) >= SHORTEST else word
    yield stem
    for hard, soft in SOFTENED:
        if stem.endswith(hard):
            yield stem.removesuffix(hard) + soft
    if len(stem) > SHORTEST + 1 and FLEETING.search(stem):
        yield FLEETING.sub(r"\1", stem)
