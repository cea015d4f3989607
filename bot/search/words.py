"""Words of a caller -> stems the articles know: folding, jargon, Polish stems, repair of typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
SHORTEST_STRANGER = 5  # letters of a foreign thing that a slip leaves recognisable
SHORTEST_BEGINNING = 5  # letters that name a foreign thing in whatever ending: „wtryskarkę”
SHORTEST_NUMBER = 3  # digits: 802 and 169 say something, 0/0/24 does not
ENDINGS = (  # the stemmer misses „routerze”, „drukarce”, „drukarek”, „porcie” and „portów” once they are folded
    (re.compile(r"(?<=[^i][eo]r)ze$"), ""),
    (re.compile(r"(?<=[dmnrt])ce$"), "ka"),
    (re.compile(r"(?<=\w{2}[^ie])ek$"), "ka"),
    (re.compile(r"(?<=[aeor])cie$"), "t"),
    (re.compile(r"(?<=\w{4})ow$"), ""),
)
STEMMER = snowballstemmer.stemmer("polish")
ONE_AT_A_TIME = Lock()  # a stemmer keeps the word it works on in itself


def fold(text: str) -> str:
    """Lower case without diacritics; `ł` has no Unicode decomposition, so it is replaced by hand."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    return MARKS.sub("", unicodedata.normalize("NFKD", plain))


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """Stem of a folded token."""
    for ending, plain in ENDINGS:
        token = ending.sub(plain, token)
    with ONE_AT_A_TIME:
        return str(STEMMER.stemWord(token))


@dataclass(frozen=True)
class Word:
    """A word as the caller wrote it (folded), the stem it stands for, and whether a typing error was repaired."""

    written: str
    stem: str
    repaired: bool = False


class Words:
    """The house vocabulary: what people write and what the articles call it."""

    def __init__(
        self,
        jargon: Mapping[str, Iterable[str]],
        phrases: Mapping[str, Iterable[str]],
        skipped: Iterable[str],
        ours: Iterable[str] = (),
        strangers: Iterable[str] = (),
    ) -> None:
        self._jargon = {stem(fold(said)): stem(fold(name)) for name, all_said in jargon.items() for said in all_said}
        self._phrases = {" ".join(tokens(said)): fold(name) for name, all_said in phrases.items() for said in all_said}
        self._phrase = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, self._phrases), key=len)[::-1]) + r")\b")
        self._skipped = frozenset(fold(word) for word in skipped)
        self._ours = (*map(fold, ours), *self._jargon)
        self._strangers = frozenset(fold(word) for word in strangers)
        self._foreign = self._strangers.union(map(stem, self._strangers))
        self._names: dict[str, str] = {}
        self._known: dict[tuple[str, int], list[str]] = {}
        self._stems: frozenset[str] = frozenset()
        self._word = lru_cache(50_000)(self._meant)

    def learn(self, texts: Iterable[str]) -> None:
        """Remember the words of the articles: typing errors are repaired to these, to noise or to foreign things."""
        counted = Counter(token for text in texts for token in tokens(text))
        counted.update(self._ours)
        self._stems = frozenset(self._canonical(token) for token in counted)
        self._names = {}
        for token, _ in counted.most_common():
            for word in (token, stem(token)):
                self._names.setdefault(word, self._canonical(token))
        for token in sorted(self._skipped.union(word for word in self._strangers if len(word) >= SHORTEST_STRANGER)):
            self._names.setdefault(token, self._canonical(token))
        self._known = {}
        for word in self._names:
            if len(word) >= SHORTEST_REPAIRED and not word.isdigit():
                for part in _parts(word):
                    self._known.setdefault((part, len(word)), []).append(word)
        self._word.cache_clear()

    def read(self, text: str) -> list[Word]:
        """The words of a text that carry meaning, in order."""
        joined = self._phrase.sub(lambda said: self._phrases[said.group()], " ".join(tokens(text)))
        read = (self._word(token) for token in joined.split() if not self._is_noise(token))
        return [word for word in read if word]

    def _is_noise(self, token: str) -> bool:
        """Words without meaning, and the short numbers of ports and counts."""
        return token in self._skipped or (token.isdigit() and len(token) < SHORTEST_NUMBER)

    def _meant(self, token: str) -> Word | None:
        name = self._canonical(token)
        if name in self._stems or not self._stems or self._foreign.intersection(beginnings(token)):
            return Word(token, name)
        if (bare := self._canonical(NUMBERED.sub("", token))) in self._stems:
            return Word(token, bare)
        near = self._repair(token) or self._repair(stem(token))
        if near in self._skipped:
            return None
        return Word(token, self._names[near], repaired=True) if near else Word(token, name)

    def _canonical(self, token: str) -> str:
        return self._jargon.get(stem(token), stem(token))

    def _repair(self, token: str) -> str | None:
        """The nearest known word with the same beginning or end: one edit up to seven letters, two beyond."""
        if len(token) < SHORTEST_REPAIRED or any(letter.isdigit() for letter in token):
            return None
        allowed = 1 if len(token) <= 7 else 2
        lengths = range(len(token) - allowed, len(token) + allowed + 1)
        near = [word for part in _parts(token) for length in lengths for word in self._known.get((part, length), ())]
        found = process.extract(token, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return min(found, key=lambda one: (one[1], _rareness(token, one[0])))[0] if found else None


def _rareness(typed: str, meant: str) -> int:
    """Of equally distant words: two letters swapped are the most usual slip, then one lost or added."""
    if len(typed) != len(meant):
        return 1
    return 0 if sorted(typed) == sorted(meant) else 2


def _parts(token: str) -> tuple[str, str]:
    """One typing error leaves the first two letters or the first and the last two as they were."""
    return token[:2], f"{token[0]}*{token[-2:]}"


def beginnings(token: str) -> Iterator[str]:
    """The stem, with and without a number, and every beginning long enough to name a thing in whatever ending."""
    yield from (stem(token), stem(NUMBERED.sub("", token)))
    yield from (token[:size] for size in range(SHORTEST_BEGINNING, len(token) + 1))


def tokens(text: str) -> list[str]:
    """Folded runs of letters and digits."""
    return TOKEN.findall(fold(text))


def load_words(path: Path) -> Words:
    """Read the vocabulary of `knowledge/_slowa.yaml`."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    ours = tokens(" ".join((data["sieć"], data["dziedzina"], data["nasze marki"], data["ogólne"])))
    strangers = tokens(" ".join((data["obce marki"], *data["obce rzeczy"].values(), data["osobiste"])))
    return Words(data["żargon"], data["zwroty"], data["pomijane"].split(), ours, strangers)
