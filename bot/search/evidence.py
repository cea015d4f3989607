"""How sure we are that a question is about our devices at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bot.search.words import Word, stem, tokens

# In units of one rare word found (`Bm25.per_word`).
DOMAIN_BONUS = 0.9  # for each word of the field, at most two
STRANGER_PENALTY = 1.5  # for each foreign brand or office thing; a penalty, never a veto
NEEDED = (1.6, 2.0, 2.4)  # below this nothing is offered: for one word, two, and more
CERTAIN = 7.0  # from here on the score is 1


@dataclass(frozen=True)
class Signals:
    """Stems that speak for and against a question being ours."""

    domain: frozenset[str]
    strangers: frozenset[str]

    def with_domain(self, texts: Iterable[str]) -> Signals:
        """The same with the words of commands and device outputs counted as words of the field."""
        return replace(self, domain=self.domain.union(*map(_stems, texts)))

    def weigh(self, words: Iterable[Word], best: float, device_known: bool) -> float:
        """Best score of the word stage with bonuses and penalties, as 0..1; 0 means nothing fits.

        A caller whose device is known asks about it more likely than about a printer, and another
        maker's name is then rather the other end of the cable.
        """
        said = list(words)
        stems = {stem(word.written) for word in said} | {word.stem for word in said}
        bonus = DOMAIN_BONUS * (min(2, len(stems & self.domain)) + device_known)
        penalty = STRANGER_PENALTY * len(stems & self.strangers) / (2 if device_known else 1)
        raw = best + bonus - penalty
        needed = NEEDED[min(len(said), len(NEEDED)) - 1]
        return min(1.0, raw / CERTAIN) if raw >= needed else 0.0


def load_signals(path: Path) -> Signals:
    """Read the lists of `knowledge/_slowa.yaml`."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    return Signals(_stems(data["dziedzina"]), _stems(f"{data['obce marki']} {data['biuro']}"))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(token) for token in tokens(words))
