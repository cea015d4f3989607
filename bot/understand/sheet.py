"""A message as it is read: cleaned, folded position by position, and blanked where it has been read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.understand import typos

LONGEST = 10_000  # characters read; logs that are longer are evidence, not words
T = TypeVar("T")

_MARKS = {"̨": dict(zip("aeAE", "ąęĄĘ", strict=True)), "́": dict(zip("cnoszCNOSZ", "ćńóśźĆŃÓŚŹ", strict=True))}
_MARKS["̇"] = {"z": "ż", "Z": "Ż"}
_COMBINED = re.compile("([A-Za-z])([\u0328\u0301\u0307])")
_LONG_NUMBER = re.compile(r"(?<!\w)[\w/.-]{0,20}\d{3}[\w/.-]{0,20}")
_UNSEEN = re.compile("[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]")
_PLAIN = str.maketrans("‐‑‒–—−\u00a0\u202f\u2009\tİ", "------    I")
_FOLD = str.maketrans("ąćęłńóśźżäöüáéíčšžĄĆĘŁŃÓŚŹŻ", "acelnoszzaouaeicszacelnoszz")


def clean(text: str) -> str:
    """At most LONGEST characters, letters composed, unseen marks dropped, dashes and spaces made plain."""
    composed = _COMBINED.sub(lambda m: _MARKS[m[2]].get(m[1], m[1]), text[:LONGEST])
    return _UNSEEN.sub("", composed).translate(_PLAIN)


def fold(text: str) -> str:
    """Lower case without diacritics, of the same length as the text."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in folded)


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value and where in the cleaned text it stands."""

    value: T
    start: int
    end: int
    repaired: bool = False


class Sheet:
    """The text of one message, slips undone; what a reader has taken is blank for the readers after it."""

    def __init__(self, text: str) -> None:
        said = clean(text)
        self.text, self._undone = typos.undo(said, fold(said))
        self.words = fold(self.text)
        self.left = self.text
        self._marks: list[tuple[int, int, str]] = []

    def take(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], T | None]) -> tuple[Found[T], ...]:
        """Blank and return every match that `read` makes a value of."""
        found = tuple(self._values(pattern, read))
        self.blank((item.start, item.end) for item in found)
        return found

    def blank(self, spans: Iterable[tuple[int, int]]) -> None:
        characters = list(self.left)
        for start, end in spans:
            characters[start:end] = "\x00" * (end - start)
        self.left = "".join(characters)

    def as_said(self, start: int, end: int) -> str:
        """A piece of the text with its slips back in it."""
        pieces, done = [], start
        for slip in self._undone:
            if start <= slip.start and slip.end <= end:
                pieces += [self.text[done : slip.start], slip.typed]
                done = slip.end
        return "".join((*pieces, self.text[done:end]))

    def mark(self, name: str, found: Sequence[Found[T]]) -> None:
        """Remember that these values stand in the text as one word, such as `xserial`."""
        self._marks += [(item.start, item.end, name) for item in found]

    def masked(self) -> str:
        """The folded words with every marked value, and every other long number, as one word."""
        pieces, done = [], 0
        for start, end, name in sorted(self._marks):
            if start >= done:
                pieces += [self.words[done:start], f" {name} "]
                done = end
        return _LONG_NUMBER.sub(" xnumber ", "".join(pieces) + self.words[done:])

    def _values(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], T | None]) -> Iterator[Found[T]]:
        for match in pattern.finditer(self.left):
            value = read(match)
            if value is not None:
                yield Found(value, match.start(), match.end())
