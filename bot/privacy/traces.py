"""What somebody can be recognised by, in whatever form it was written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.domain.people import dialled
from bot.store import personal
from bot.store.personal import Subject

GAP = r"[\s\-.()/]*"
STEM_AT_LEAST, ENDING = 4, 2
"""„Zaranek” is also „Zaranka” and „Zarankowi”: so many letters of an ending may change, so many must stay."""
LONG_ID = 8
"""An account id so long is nothing else wherever it stands; a shorter one might be an ordinary word."""
FOREIGN = str.maketrans("łŁđøæß", "lldoas")


@dataclass(frozen=True, slots=True)
class Traces:
    """`values` are recognised only as a whole (ids, accounts), `pattern` anywhere in words, `near` where only one's own
    matters are told: there a surname alone says who is meant.
    """

    values: frozenset[str]
    pattern: re.Pattern[str]
    near: re.Pattern[str]

    @classmethod
    def of(cls, ids: Iterable[str], name: str, email: str, phones: Iterable[str]) -> "Traces":
        """Everything that is known of somebody; what others have as well must be left out."""
        values = frozenset(filter(None, ids))
        long = [rf"(?<![a-z0-9]){re.escape(fold(v))}(?![a-z0-9])" for v in values if len(v) >= LONG_ID]
        written = [*long, *([_address(email)] if email else ()), *filter(None, map(_number, phones))]
        parts = re.findall(r"[a-z]+", fold(name))
        stems = [rf"(?<![a-z]){_stem(part)}[a-z]*" for part in parts]
        whole = [r"[^a-z0-9]+".join(order) for order in (stems, stems[::-1]) if len(stems) > 1]
        alone = [stem for stem, part in zip(stems, parts, strict=True) if len(part) >= STEM_AT_LEAST]
        return cls(values, _any([*written, *whole]), _any([*written, *alone]))

    def marks(self, value: Any, near: bool = False) -> bool:
        """Does this value, or one inside it, tell of the person?"""
        match value:
            case str():
                return value in self.values or bool((self.near if near else self.pattern).search(fold(value)))
            case dict():
                return any(self.marks(part, near) for part in (*value.keys(), *value.values()))
            case list() | tuple():
                return any(self.marks(part, near) for part in value)
            case bytes():
                return self.marks(value.decode(errors="replace"), near)
        return False

    def without(self, value: Any, instead: str, near: bool = False) -> Any:
        """The same value with `instead` in place of every text that tells of the person."""
        match value:
            case str():
                return instead if self.marks(value, near) else value
            case dict():
                return {name: self.without(part, instead, near) for name, part in value.items()}
            case list() | tuple():
                return [self.without(part, instead, near) for part in value]
        return value


def traces_of(c: Connection, subject: Subject) -> Traces:
    """What they can be recognised by; a switchboard's number or a namesake's name recognises nobody."""
    row, others = subject.row, personal.shared(c, subject.person)
    numbers = {dialled(other) for other in others}
    phones = {case.phone or "" for case in subject.reported} | {row.phone if row else ""}
    name = row.name if row else next((case.reporter_name for case in subject.reported), "")
    email = row.email if row and row.email not in others else ""
    ids = {*subject.conversations, subject.name, *(user for _, user in subject.accounts)}
    own_phones = [phone for phone in phones if dialled(phone) not in numbers]
    return Traces.of(ids, "" if name in others else name, email, own_phones)


def fold(text: str) -> str:
    """Small letters without diacritics; everything else stays."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(FOREIGN))
    return "".join(ch for ch in bare if not unicodedata.combining(ch))


def _stem(part: str) -> str:
    return part[: max(STEM_AT_LEAST, len(part) - ENDING)]


def _address(email: str) -> str:
    return rf"(?<![a-z0-9.]){re.escape(fold(email))}(?![a-z0-9])"


def _number(phone: str) -> str:
    digits = dialled(phone).lstrip("+")
    return rf"(?<!\d)(?:(?:\+|00)?48{GAP})?{GAP.join(digits)}(?!\d)" if len(digits) >= LONG_ID else ""


def _any(patterns: list[str]) -> re.Pattern[str]:
    """Without any pattern nothing is found."""
    return re.compile("|".join(patterns) or r"(?!)")
