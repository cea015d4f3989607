"""Serial numbers of network devices: their forms, and how they are read, written and compared."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Sure = Literal["high", "medium", "low"]

# Slots of a shape: 9 digit, A letter, X either (never I or O), Y Huawei's year code, M its month code,
# W a digit of a week. Makers leave out letters that look like digits, so such a letter is a slip.
_SLOTS = {
    "9": "0123456789",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "X": "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ",
    "Y": "123456789ABCDEFGHJKLMNPQRSTUVWXY",
    "M": "0123456789ABC",
}
_LOOKALIKE = str.maketrans("OQILZSBG", "00112586")


@dataclass(frozen=True)
class Form:
    """A class of serial numbers: its shape without separators, and how far the shape alone can be trusted."""

    name: str
    shape: str
    sure: Sure
    dash_after: int | None = None
    fits: Callable[[str], bool] = lambda _: True

    @property
    def length(self) -> int:
        return len(self.shape)


@dataclass(frozen=True)
class Reading:
    """A serial number found in a text: canonical form, its class, and whether a slip was repaired."""

    serial: str
    form: Form
    repaired: bool
    start: int
    end: int


def _week(digits: str) -> bool:
    return int(digits[:2]) < 40 and 1 <= int(digits[2:]) <= 53


def _made(yymmdd: str) -> bool:
    """A date of manufacture; years before 2013 would let timestamps in."""
    return 13 <= int(yymmdd[:2]) < 40 and 1 <= int(yymmdd[2:4]) <= 12 and 1 <= int(yymmdd[4:]) <= 31


def _mostly_digits(serial: str) -> bool:
    return sum(c.isdigit() for c in serial) * 3 >= len(serial) * 2


FORMS = (
    Form("huawei20", "2XXXXXXXXXXXYM999999", "high", fits=lambda s: s[1] in "1S"),
    Form("huawei16", "XXXXXXXXYM999999", "medium", fits=_mostly_digits),
    Form("access_point", "99999999999999", "high", fits=lambda s: _made(s[4:10])),
    Form("universal", "AA999999AXXXXX", "medium", 9, lambda s: _week(s[4:8]) and _mostly_digits(s[9:])),
    Form("ers_letters", "AAAAAAAAXX9999", "low", fits=lambda s: s.startswith("LBNN")),
    Form("huawei12", "XX99M9999999", "medium", fits=lambda s: s[4] != "0" and "12" < s[2:4] < "40"),
    Form("voss", "99AA99XXXXXX", "low", fits=lambda s: _week(s[:2] + s[4:6]) and _digits(s) >= 5),
    Form("exos", "9999AXXXXX", "high", 5, lambda s: _week(s[:4]) and _digits(s[5:]) >= 3),
)
# A prefix apart from the rest; „sw01” and „ap02” are names of hosts.
_UNIVERSAL = re.compile(r"(?!SW|AP|RT|GE|XE)[A-Z]{2} ?\d\d[ -]?\d{4}[A-Z][ -]?[0-9A-Z]{5}", re.IGNORECASE)
_LENGTHS = frozenset(form.length for form in FORMS)
_LONGEST = max(_LENGTHS)
_LEAST_DIGITS = 3
_GROUP = re.compile(r"S/N(?![A-Z0-9])|[A-Z0-9]+")
_JOIN = re.compile(r" ?- ?| {1,2}|[-/]")
_PREFIX = re.compile(r"(?:ESN|SN)(?=[0-9A-Z]{10})")
_WORDS = frozenset("S/N SN NR ID AP SW TO NA OD DO PO ZA".split())  # short words that begin no number
_ELL = re.compile(r"(?<=[\d-])l(?=\d|$)|^l(?=\d)|l(?=0)")  # a small L among digits is a one
_YEAR = 12  # where the 20 characters of Huawei have the letter of the year: L is 2020, and nothing of 2001 is in use
_DASHED = re.compile(r"-[0-9A-Za-z]*\d")  # a piece of a longer number, such as a licence key
_DASHED_TO = re.compile(r"\d[0-9A-Za-z]*-$")
_DASHES = str.maketrans("‐‑‒–—−", "------")


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def key(serial: str) -> str:
    """The serial for comparison: without case, spaces and separators (data.md)."""
    return re.sub(r"[\W_]+", "", serial).upper()


def canonical(serial: str) -> str:
    """The serial as written: upper case, no spaces, with the dash where its class has one."""
    compact = key(serial)
    for candidate in FORMS:
        if candidate.dash_after and (fitted := _fit(compact, candidate)) and fitted[0] == compact:
            return _dashed(compact, candidate)
    return re.sub(r"\s+", "", serial.translate(_DASHES)).upper()


def folded(serial: str) -> str:
    """The key with look-alikes made one (O/0, I/1/L, Z/2, S/5, B/8, G/6); for comparison only, never stored."""
    return key(serial).translate(_LOOKALIKE)


def form(serial: str) -> Form | None:
    """The class the serial belongs to exactly as typed, or None."""
    compact = key(serial)
    return next((f for f in FORMS if (hit := _fit(compact, f)) and not hit[1]), None)


def read(text: str) -> tuple[Reading, ...]:
    """Every plausible serial number in a text, in order.

    Numbers in one piece win over numbers in pieces, and longer ones over shorter ones; a universal one keeps
    its prefix („FB02 2319K-00571”), or what is left of it would be somebody else's EXOS number.
    """
    groups = _groups(text)
    candidates = sorted(
        (spaced and not _UNIVERSAL.fullmatch(text, groups[first][0], groups[end][1]), -length, first, end)
        for first in range(len(groups))
        for spaced, length, end in _runs(text, groups, first)
    )
    used: set[int] = set()
    found: list[Reading] = []
    for _, length, first, end in candidates:
        start, stop = groups[first][0], groups[end][1]
        if used.isdisjoint(range(first, end + 1)) and (reading := _reading(text[start:stop], start, stop, -length)):
            used.update(range(first, end + 1))
            found.append(reading)
    return tuple(sorted(found, key=lambda reading: reading.start))


def _groups(text: str) -> list[tuple[int, int]]:
    """Spans of letters and digits; a label glued to a number („SN2102…”) is cut off."""
    upper = text.upper() if len(text.upper()) == len(text) else text
    spans = []
    for match in _GROUP.finditer(upper):
        prefix = _PREFIX.match(match.group())
        if match.group() not in _WORDS:
            spans.append((match.start() + (prefix.end() if prefix else 0), match.end()))
    return spans


def _runs(text: str, groups: list[tuple[int, int]], first: int) -> Iterator[tuple[bool, int, int]]:
    """Runs of groups from `first` that have the length of some form: (in pieces?, length, last group)."""
    total, digits, spaced = 0, 0, False
    for index in range(first, len(groups)):
        start, end = groups[index]
        if index > first:
            joint = text[groups[index - 1][1] : start].translate(_DASHES)
            if not _JOIN.fullmatch(joint):
                return
            spaced = spaced or " " in joint
        here = _digits(text[start:end])
        total, digits = total + end - start, digits + here
        if total > _LONGEST or not (here or end - start <= 2):
            return
        if (
            total in _LENGTHS
            and digits >= _LEAST_DIGITS
            and not (spaced and _digits_beside(text, groups, first, index))
            and not _DASHED.match(text, end)
            and not _DASHED_TO.search(text, max(0, groups[first][0] - 8), groups[first][0])
        ):
            yield spaced, total, index


def _digits_beside(text: str, groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number of digits only, written in pieces, has more digits beside it."""
    if not all(text[start:end].isdigit() for start, end in groups[first : last + 1]):
        return False
    left = groups[first - 1] if first else None
    right = groups[last + 1] if last + 1 < len(groups) else None
    return bool(
        (left and text[left[0] : left[1]].isdigit() and text[left[1] : groups[first][0]] == " ")
        or (right and text[right[0] : right[1]].isdigit() and text[groups[last][1] : right[0]] == " ")
    )


def _reading(raw: str, start: int, stop: int, length: int) -> Reading | None:
    compact = re.sub(r"[\W_]+", "", raw)
    slipped = " " in raw or raw != raw.translate(_DASHES)
    ones = _ELL.sub("1", raw.translate(_DASHES)) if not compact.replace("l", "").isupper() else raw.replace("l", "1")
    typed = re.sub(r"[\W_]+", "", ones)
    if length == FORMS[0].length and compact[_YEAR] == "l":
        typed = f"{typed[:_YEAR]}L{typed[_YEAR + 1 :]}"
    for candidate in FORMS:
        if candidate.length == length and (hit := _fit(typed.upper(), candidate)):
            repaired = hit[1] or slipped or typed != compact
            return Reading(_dashed(hit[0], candidate), candidate, repaired, start, stop)
    return None


def _fit(compact: str, form: Form) -> tuple[str, bool] | None:
    """The characters fitted into the form's slots; beside O and I, at most two look-alikes are repaired."""
    if len(compact) != form.length:
        return None
    fitted = "".join(_slot(c, slot) for c, slot in zip(compact, form.shape, strict=True))
    slips = [a for a, b in zip(compact, fitted, strict=True) if a != b]
    daring = sum(char not in "OI" for char in slips)
    if "?" in fitted or daring > 2 or len(slips) * 2 > len(compact) or not form.fits(fitted):
        return None
    return fitted, bool(slips)


def _slot(char: str, slot: str) -> str:
    allowed = _SLOTS.get(slot, slot)
    if char in allowed:
        return char
    likely = char.translate(_LOOKALIKE)
    return likely if likely in allowed else "?"


def _dashed(compact: str, form: Form) -> str:
    return f"{compact[: form.dash_after]}-{compact[form.dash_after :]}" if form.dash_after else compact
