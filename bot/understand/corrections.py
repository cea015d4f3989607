"""Corrections: which of several values is denied in „X, nie Y”, „Y zamiast X”, „podałem X, poprawny to Y”."""

import re
from collections.abc import Sequence
from typing import Generic, TypeVar

from bot.understand.sheet import Found

T = TypeVar("T")

_FILLER = (
    r"(?:\W*(?:to|ten|ta|tego|jest|byl[oaey]?|numer\w*|nr|sn|s/n|serial|seryjn\w*|umow\w*|kontrakt\w*|tel\w*|model\w*|"
    r"na|z|ze|od|w|switch\w*|przelacznik\w*|priorytet\w*|mail\w*|adres\w*|wpisal\w*|podal\w*|chyba|przez pomylke|"
    r"omylkowo|blednie)\b){0,4}[\s:„\"'=-]*$"
)
_DENIED_BEFORE = re.compile(
    r"\b(?:(?<!ja )nie|zamiast|nieprawidlow\w*|bledn\w*|zl[aeyi]\w{0,2}|star[aeyi]\w{0,2}|poprzedni\w*|dotychczasow\w*|"
    r"wczesniej|omylkowo|przez pomylke|podal\w*|podan\w*|wpisal\w*|wpisan\w*|napisal\w*|bylo|byl)" + _FILLER
)
_CHANGED_FROM = re.compile(r"\b(?:zmie\w*|zamie\w*|popraw\w*|podmie\w*|zmian\w*|korekt\w*)\b(?:\W+\w+){0,3}\W*$")
_CHANGED_TO = re.compile(r"^\W*(?:na|->|=>)\W*(?:\w+\W+){0,2}$")
_DENIED_AFTER = re.compile(
    r"^\W{0,4}(?:to |jest |byl[oaey]? |byla to |ten )*(?:bled|pomylk|nieprawidl|zly|zla|zle|stary|stare|nieaktualn|literowk|"
    r"omylk|pomylon|niewazn|nie ten|nie ta\b|nie to\b)"
)
_AFFIRMED_BEFORE = re.compile(
    r"\b(?:poprawn\w*|prawidlow\w*|wlasciw\w*|powinn[oay]|powinien|ma byc|mialo byc|mial byc|miala byc|jednak|tylko|lecz|"
    r"aktualn\w*|now[aeyi]\w{0,2}|dobr[aey]\w{0,2}|faktyczn\w*|naprawde)\b(?:\W*(?:to|jest|byc|sn|nr|numer\w*|model\w*|tel\w*|na|"
    r"seryjn\w*|umow\w*|kontrakt\w*|na)\b){0,4}[\s:„\"'=-]*$"
)
_SAYS_SO = re.compile(
    r"\b(?:pomyl\w*|pomylk\w*|sorki|sorry|sory|przepraszam|zle (?:poda|wpisa|przepisa|napisa|spisa)\w*|blednie|bledny|korekt\w*|"
    r"popraw(?:ka|iam|ic|cie|my)?|jednak|mialo byc|ma byc|powinno byc|zamiast|nie ten|nie ta|zamienil\w*|literowk\w*|edycja|"
    r"zmien\w*|zmiana|aktualizacj\w*|skoryg\w*)\b"
)


class Denials(Generic[T]):
    """Values of one kind in one message, parted into the denied and the kept."""

    def __init__(self, words: str, values: Sequence[Found[T]]) -> None:
        self._words = words
        self._values = values
        self._denied = self._find()

    def kept(self) -> tuple[Found[T], ...]:
        denied = {self._values[i].value for i in self._denied}
        return tuple(v for i, v in enumerate(self._values) if i not in self._denied and not self._again(i, denied))

    def denied(self) -> tuple[T, ...]:
        return tuple(self._values[i].value for i in sorted(self._denied))

    def _again(self, index: int, denied: set[T]) -> bool:
        """A value denied later in the message („X… nie, X to stary numer”) is denied wherever it stands."""
        return self._values[index].value in denied and any(i > index for i in self._denied)

    def _find(self) -> set[int]:
        sides = [self._sides(i) for i in range(len(self._values))]
        negative = {i for i, (left, right) in enumerate(sides) if _DENIED_AFTER.search(right) or _denies(left)}
        if len(self._values) > 1:
            negative |= {i for i in range(len(sides) - 1) if self._changed(i, sides)}
            affirmed = {i for i, (left, _) in enumerate(sides) if _AFFIRMED_BEFORE.search(left)} - negative
            if affirmed and not negative:
                negative = set(range(min(affirmed)))
        return negative if len(negative) < len(self._values) or len(self._values) == 1 else set()

    def _sides(self, index: int) -> tuple[str, str]:
        """The words before (since the value before) and after (until the next value), a sentence at most."""
        value = self._values[index]
        before = self._values[index - 1].end if index else 0
        after = self._values[index + 1].start if index + 1 < len(self._values) else len(self._words)
        return self._words[max(before, value.start - 60) : value.start], self._words[
            value.end : min(after, value.end + 40)
        ]

    def _changed(self, index: int, sides: list[tuple[str, str]]) -> bool:
        return bool(_CHANGED_TO.search(sides[index + 1][0])) and bool(_CHANGED_FROM.search(sides[index][0]))


def is_correction(words: str) -> bool:
    """Whether the words say that something said before was wrong."""
    return bool(_SAYS_SO.search(words))


def _denies(left: str) -> bool:
    match = _DENIED_BEFORE.search(left)
    return bool(match) and not _AFFIRMED_BEFORE.search(left)
