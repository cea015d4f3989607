"""Words of a caller -> stems the articles know: folding, jargon, Polish stems, repair of typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]  # the package ships no types
import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

MARKS = re.compile("[\u0300-\u036f]")  # the combining marks of European letters
TOKEN = re.compile(r"[a-z0-9]+")
NUMBERED = re.compile(r"(?<=[a-z]{2})[0-9]+[a-z]?$")  # psu2, vlanif30, ap410c
SHORTEST_REPAIRED = 4  # letters
SHORTEST_NUMBER = 3  # digits: 802 and 169 say something, 0/0/24 does not
SOFT_R, SOFT_K = re.compile(r"(?<=[^i]er)ze$"), re.compile(r"(?<=[dmnrt])ce$")
STEMMER = snowballstemmer.stemmer("polish")
ONE_AT_A_TIME = Lock()  # a stemmer keeps the word it works on in itself


def fold(text: str) -> str:
    """Lower case without diacritics; `ł` has no Unicode decomposition, so it is replaced by hand."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    return MARKS.sub("", unicodedata.normalize("NFKD", plain))


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """Stem of a folded token; the stemmer does not know that „routerze” is a router and „drukarce” a printer."""
    with ONE_AT_A_TIME:
        return str(STEMMER.stemWord(SOFT_K.sub("ka", SOFT_R.sub("", token))))


@dataclass(frozen=True)
class Word:
    """A word as the caller wrote it (folded), the stem it stands for, and whether a typing error was repaired."""

    written: str
    stem: str
    repaired: bool = False


class Words:
    """The house vocabulary: what people write and what the articles call it."""

    def __init__(
        self, jargon: Mapping[str, Iterable[str]], phrases: Mapping[str, Iterable[str]], skipped: Iterable[str]
    ) -> None:
        self._jargon = {stem(fold(said)): stem(fold(name)) for name, all_said in jargon.items() for said in all_said}
        self._phrases = {" ".join(tokens(said)): fold(name) for name, all_said in phrases.items() for said in all_said}
        self._phrase = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, self._phrases), key=len)[::-1]) + r")\b")
        self._skipped = frozenset(fold(word) for word in skipped)
        self._known: dict[tuple[str, int], list[str]] = {}
        self._stems: frozenset[str] = frozenset()
        self._word = lru_cache(50_000)(self._meant)

    def learn(self, texts: Iterable[str]) -> None:
        """Remember the words of the articles: typing errors are repaired only to these."""
        surface = {token for text in texts for token in tokens(text)}
        self._stems = frozenset(self._canonical(token) for token in surface)
        self._known = {}
        for token in sorted(surface):
            if len(token) >= SHORTEST_REPAIRED and not token.isdigit():
                for part in _parts(token):
                    self._known.setdefault((part, len(token)), []).append(token)
        self._word.cache_clear()

    def read(self, text: str) -> list[Word]:
        """The words of a text that carry meaning, in order."""
        joined = self._phrase.sub(lambda said: self._phrases[said.group()], " ".join(tokens(text)))
        return [self._word(token) for token in joined.split() if not self._is_noise(token)]

    def _is_noise(self, token: str) -> bool:
        """Words without meaning, and the short numbers of ports and counts."""
        return token in self._skipped or (token.isdigit() and len(token) < SHORTEST_NUMBER)

    def _meant(self, token: str) -> Word:
        name = self._canonical(token)
        if name in self._stems or not self._stems:
            return Word(token, name)
        if (bare := self._canonical(NUMBERED.sub("", token))) in self._stems:
            return Word(token, bare)
        near = self._repair(token)
        return Word(token, self._canonical(near), repaired=True) if near else Word(token, name)

    def _canonical(self, token: str) -> str:
        return self._jargon.get(stem(token), stem(token))

    def _repair(self, token: str) -> str | None:
        """The nearest known word with the same beginning or end: one edit up to seven letters, two beyond."""
        if len(token) < SHORTEST_REPAIRED or any(letter.isdigit() for letter in token):
            return None
        allowed = 1 if len(token) <= 7 else 2
        lengths = range(len(token) - allowed, len(token) + allowed + 1)
        near = [word for part in _parts(token) for length in lengths for word in self._known.get((part, length), ())]
        found = process.extractOne(token, near, scorer=OSA.distance, score_cutoff=allowed)
        return str(found[0]) if found else None


def _parts(token: str) -> tuple[str, str]:
    """One typing error leaves the first two letters or the first and the last two as they were."""
    return token[:2], f"{token[0]}*{token[-2:]}"


def tokens(text: str) -> list[str]:
    """Folded runs of letters and digits."""
    return TOKEN.findall(fold(text))


def load_words(path: Path) -> Words:
    """Read the vocabulary of `knowledge/_slowa.yaml`."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    return Words(data["żargon"], data["zwroty"], data["pomijane"].split())
