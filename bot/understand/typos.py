"""Slips of the keyboard: a longer word that nobody knows is read as the known word one slip away."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORDS = Path(__file__).with_name("words.txt")
LONG = 5  # letters of a word that one slip leaves recognisable
STEM = 6  # letters that stand for a word whatever its ending
MOST = 80  # unknown words looked at in one message; a log has more, and is no talk
# A word by itself: no piece of a number, a model, a name of a host, or an address, said („jan małpa firma”) or written;
# and none that is stretched („nieeee”).
_WORD = re.compile(
    rf"(?<![\w@./\\-])(?<!malpa )(?<!kropka )(?![a-z]*?([a-z])\1\1)"
    rf"[a-z]{{{LONG - 1},24}}(?![\w@/\\-]|\.\w| ?(?:@|\(at)| malpa| kropka)"
)


@dataclass(frozen=True)
class Undone:
    """A slip that was undone: where the word now stands, and what was typed."""

    start: int
    end: int
    typed: str


def undo(text: str, folded: str) -> tuple[str, tuple[Undone, ...]]:
    """The text with its slips undone: a letter lost, added, changed, or two swapped, or „nie” glued to a word."""
    pieces, undone, done, shift = [], [], 0, 0
    for match, word in _slips(folded):
        typed, start = text[match.start() : match.end()], match.start() + shift
        pieces += [text[done : match.start()], word.capitalize() if typed[0].isupper() else word]
        done, shift = match.end(), shift + len(word) - len(typed)
        undone.append(Undone(start, start + len(word), typed))
    return "".join((*pieces, text[done:])), tuple(undone)


def _slips(folded: str) -> Iterator[tuple[re.Match[str], str]]:
    left = MOST
    for match in _WORD.finditer(folded):
        if match.group() not in known():
            left -= 1
            if (word := meant(match.group())) != match.group():
                yield match, word
        if not left:
            return


@lru_cache(maxsize=4096)
def meant(word: str) -> str:
    """The known word that is one slip away, or the word itself; the first letter is hardly ever the wrong one."""
    if word[:3] == "nie" and word[3:] in known():
        return f"nie {word[3:]}"
    found = _nearest(word, _by_letter()[word[0]])
    if not found and len(word) > LONG:
        found = _nearest(word, _by_letter()[word[1]]) or _nearest(word, _by_second()[word[1]])
    return found or _with_its_stem(word)


def _with_its_stem(word: str) -> str:
    """The word, in an ending nobody knows, with a slip in its known stem undone."""
    stems = _stems()[word[0]]
    if len(word) <= STEM or word[:STEM] in stems:
        return word
    cuts = ((cut, _nearest(word[:cut], stems)) for cut in (STEM, STEM + 1, STEM - 1))
    return next((f"{stem}{word[cut:]}" for cut, stem in cuts if stem), word)


def _nearest(word: str, words: Mapping[str, None]) -> str | None:
    """The likeliest word one slip away, of equally likely ones the most usual."""
    near = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return min(near, key=lambda found: (_rareness(word, found[0]), found[2]))[0] if near else None


def _rareness(typed: str, meant: str) -> int:
    """Two letters swapped are the most usual slip, then one lost or added; „kontarktu” is not „kontaktu”."""
    if len(typed) != len(meant):
        return 1
    return 0 if sorted(typed) == sorted(meant) else 2


@cache
def known() -> frozenset[str]:
    """Every word of the phrases; of these the long ones are what a slip is undone to."""
    return frozenset(WORDS.read_text("utf-8").split())


def _long() -> Iterator[str]:
    """The long words, the most usual first."""
    return (word for word in WORDS.read_text("utf-8").split() if len(word) >= LONG)


@cache
def _by_letter() -> Mapping[str, Mapping[str, None]]:
    return _grouped((word[0], word) for word in _long())


@cache
def _by_second() -> Mapping[str, Mapping[str, None]]:
    return _grouped((word[1], word) for word in _long())


@cache
def _stems() -> Mapping[str, Mapping[str, None]]:
    return _grouped((word[0], word[:STEM]) for word in _long() if len(word) >= STEM)


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, Mapping[str, None]]:
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for key, word in pairs:
        groups[key][word] = None
    return groups
