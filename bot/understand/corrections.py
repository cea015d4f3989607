"""Corrections: which of several values is denied in „X, nie Y”, „Y zamiast X”, „podałem X, poprawny to Y”."""

import re
from collections.abc import Sequence
from typing import Generic, TypeVar

from bot.understand.patterns import any_of
from bot.understand.sheet import Found

T = TypeVar("T")
_BEFORE, _AFTER = 60, 40  # how far from a value its cue may stand

_THING = any_of(
    r"numer\w*|nr|sn|s/n|serial|seryjn\w*|umow\w*|kontrakt\w*|tel\w*|model\w*|switch\w*|przelacznik\w*|priorytet\w*|mail\w*",
    r"to|ten|ta|tego|jest|byl[oaey]?|byc|na|z|ze|od|w|chyba|przez pomylke|omylkowo|blednie|podal\w*|wpisal\w*|adres\w*",
)
_UP_TO_VALUE = rf"(?:\W*{_THING}\b){{0,4}}[\s:„\"'=-]*$"
_WRONG = any_of(
    r"blad\b(?! (?:na|w|crc|fcs)\b)",  # „błąd crc” is a fault of the device
    r"nieprawidl\w*|bledn\w*|bled\b|pomylk\w*|pomylon\w*|omylk\w*|literowk\w*|zl[aeyi]\w{0,2}|nieaktualn\w*|niewazn\w*",
)
_FORMER = any_of(r"star[aey]\w{0,2}|poprzedni\w*|dotychczasow\w*")
_DENIED_BEFORE = re.compile(
    rf"\b(?:nie|zamiast|{_WRONG}|{_FORMER}|wczesniej|podal\w*|podan\w*|wpisal\w*|napisal\w*|bylo|byl){_UP_TO_VALUE}"
)
_IS_FORMER = rf"{_FORMER}(?: {_THING})?\s*(?:[,.;)-]|$)"
_DENIED_AFTER = re.compile(rf"^\W{{0,4}}(?:(?:to|jest|byl[oaey]?|ten) ){{0,3}}(?:{_WRONG}|{_IS_FORMER}|nie t[eao]n?\b)")
_OH = any_of("o|oj|ojej|ups|a|ach|eh|no|to|chyba|chwila|moment|czekaj|zaraz|sorry|sorki|przepraszam|pardon|jednak")
# „X? nie, Y”, „X, nie, chwila, Y”: a „nie” with a mark behind it is about the value before it
_TAKEN_BACK = re.compile(
    rf"^\W*(?:{_OH}\W+)*(?:(?<=\?) ?(?:nie\b\W*)+|(?:nie )*nie ?[,.;:!…-]+\W*)(?:(?:{_OH}|{_THING}|raczej|tylko)\W+)*$"
)
_RIGHT = any_of(
    r"poprawn\w*|prawidlow\w*|wlasciw\w*|aktualn\w*|faktyczn\w*|naprawde|now[aey]\w{0,2}|dobr[aey]\w{0,2}",
    r"powinn[oay]|powinien|m(?:a|ial|iala|ialo) byc",
    r"(?:to|sn|numer\w*|chodzi o|jest) jednak|jednak (?:to|chodzi o)",
)
_AFFIRMED_BEFORE = re.compile(rf"\b{_RIGHT}{_UP_TO_VALUE}")
_CHANGED_FROM = re.compile(r"\b(?:zmie|zamie|popraw|podmie|zmian|korekt)\w*(?:\W+\w+){0,3}\W*$")
_CHANGED_TO = re.compile(r"^\W*(?:na|->|=>)\W*(?:\w+\W+){0,2}$")
_SAYS_SO = re.compile(
    any_of(
        r"\bpomyl\w*|\bpomylk\w*|\bzamienil\w*|\bliterowk\w*|\bkorekt\w*|\bskoryg\w*|\bedycj\w*|\bsprostowan\w*",
        r"\b(?:sorki|sorry|sory|przepraszam|jednak|zamiast|blednie|bledny)\b",
        r"\bzle (?:poda|wpisa|przepisa|napisa|spisa)\w*",
        r"\bpopraw(?:ka|ki|iam|ic|cie|my)?\b|\bzmie(?:n|ni|nic|nie|niam|ncie)\b|\bzmiana\b",
        r"\b(?:mialo|ma|powinno) byc\b|\bnie t(?:en|a)\b",
    )
)


class Denials(Generic[T]):
    """Values of one kind in one message, in the order said, parted into the denied and the kept."""

    def __init__(self, words: str, values: Sequence[Found[T]]) -> None:
        self._words = words
        self._values = values
        self._denied = self._find()

    def kept(self) -> tuple[Found[T], ...]:
        """Values that stand; one that is denied later in the message does not stand earlier in it either."""
        denied = set(self.denied())
        return tuple(item for item in self._values if item.value not in denied)

    def denied(self) -> tuple[T, ...]:
        return tuple(self._values[index].value for index in sorted(self._denied))

    def _find(self) -> set[int]:
        sides = [self._sides(index) for index in range(len(self._values))]
        denied = {i for i, (left, right) in enumerate(sides) if _DENIED_AFTER.search(right) or _denies(left)}
        denied |= {i for i in range(len(sides) - 1) if _changed(sides[i][0], sides[i + 1][0])}
        taken_back = {i for i in range(len(sides) - 1) if _TAKEN_BACK.search(sides[i][1])}
        denied = (denied - {i + 1 for i in taken_back}) | taken_back
        affirmed = {i for i, (left, _) in enumerate(sides) if _AFFIRMED_BEFORE.search(left)} - denied
        if affirmed and not denied:
            denied = set(range(min(affirmed)))
        return denied if len(denied) < len(sides) or len(sides) == 1 else set()

    def _sides(self, index: int) -> tuple[str, str]:
        """The words before a value (since what is said of the value before) and after it (until the next one)."""
        value = self._values[index]
        since = self._values[index - 1].end if index else 0
        if about_last := _DENIED_AFTER.search(self._words[since : value.start]) if index else None:
            since += about_last.end()
        until = self._values[index + 1].start if index + 1 < len(self._values) else len(self._words)
        left = self._words[max(since, value.start - _BEFORE) : value.start]
        return left, self._words[value.end : min(until, value.end + _AFTER)]


def is_correction(words: str) -> bool:
    """Whether the words say that something said before was wrong."""
    return bool(_SAYS_SO.search(words))


def _denies(left: str) -> bool:
    return bool(_DENIED_BEFORE.search(left)) and not _AFFIRMED_BEFORE.search(left)


def _changed(left: str, between: str) -> bool:
    """„zmień X na Y”."""
    return bool(_CHANGED_TO.search(between)) and bool(_CHANGED_FROM.search(left))
