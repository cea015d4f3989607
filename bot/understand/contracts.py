"""Contract numbers: their forms come from `contract_forms.json`, so a new kind of contract is a new line there."""

import json
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.understand.labels import Labels
from bot.understand.patterns import any_of
from bot.understand.sheet import Found, Sheet

LEAST_DIGITS = 5  # of a number of unknown form
_SEPARATOR = r"[ ]{0,2}[-/\\_.|]?[ ]{0,2}"
_SPELLED = "[ .-]?"  # between the letters of „P W – 2025 – 004417”
_GROUPED = "[ .-]?"  # between the digits of „4021 9933”
_SLOT = {"y": "[0-9OIl]", "n": "[0-9OIl]", "a": "[A-Za-z]", "x": "[0-9A-Za-z]"}
_SLIPS = str.maketrans("OIl", "011")
_ANY = re.compile(r"(?<![\w@-])[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)*(?!\w)")
_GROUPS = re.compile(r"\d{2,}[a-z]?(?:[ .-]\d{2,}[a-z]?)*", re.IGNORECASE)
_DATES = re.compile(r"\d\d[ .-]\d\d[ .-](?:19|20)\d\d|(?:19|20)\d\d(?:[ .-]\d\d){2}|(?:(?:19|20)\d\d[ .-]?){2}")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:20\d\d[-/]?){2}")
_WHOSE = any_of("naszej", "naszego", "mojej", "mojego", "tej")
_AFTER = re.compile(
    rf"\W{{0,3}}(?:to )?(?:jest )?(?:moj |nasz |ten )?(?:numer |nr )?(?:{_WHOSE} )?(?:umow|kontrakt)"
    r"(?!\w*\W{0,3}(?:nr|numer)?\W{0,3}\d)"  # „40128875, umowa 40128876” names the second
)


@dataclass(frozen=True)
class ContractForm:
    """One kind of contract number; `alone` means that it is recognised without the word „umowa”."""

    name: str
    shape: str
    alone: bool

    def pattern(self) -> re.Pattern[str]:
        """Any separator or none between the parts, letters O, I and l for digits, any case.

        Capitals may be spelled apart, and so may a number that the word „umowa” announces.
        """
        parts = [f"({self._joint(part).join(_SLOT.get(c, c) for c in part)})" for part in re.split("[-/]", self.shape)]
        beside = r"[-/]" if self.alone else r"[ /.-]"
        return re.compile(rf"(?<![A-Za-z0-9/])(?<!\d{beside})(?i:{_SEPARATOR.join(parts)})(?![A-Za-z0-9]|{beside}\d)")

    def _joint(self, part: str) -> str:
        if part.isupper():
            return _SPELLED
        return "" if self.alone else _GROUPED

    def canonical(self, parts: tuple[str, ...]) -> str:
        """The parts joined as the shape joins them, in upper case, digits where the shape has digits."""
        separators = [*re.findall("[-/]", self.shape), ""]
        shapes = re.split("[-/]", self.shape)
        return "".join(
            _written(part, shape) + separator for part, shape, separator in zip(parts, shapes, separators, strict=True)
        )


def load(path: Path) -> tuple[ContractForm, ...]:
    """The forms of a file, in its order; raises ValueError or KeyError when the file is malformed."""
    return tuple(ContractForm(**entry) for entry in json.loads(path.read_text("utf-8"))["forms"])


FORMS = load(Path(__file__).with_name("contract_forms.json"))
_PATTERNS = tuple((form, form.pattern()) for form in FORMS)


def take(sheet: Sheet, labels: Labels, asked: bool) -> tuple[Found[str], ...]:
    """Contract numbers of every known form, then whatever number stands by the word „umowa”."""
    found: list[Found[str]] = []
    for form, pattern in _PATTERNS:
        found += sheet.take(pattern, partial(_by_form, form, sheet, labels, asked))
    return tuple(found)


def take_unknown(sheet: Sheet, labels: Labels) -> tuple[Found[str], ...]:
    """Numbers of an unknown form that the word „umowa” announces; the register decides about them."""
    return sheet.take(_ANY, lambda m: _by_word(m, labels))


def _by_form(form: ContractForm, sheet: Sheet, labels: Labels, asked: bool, match: re.Match[str]) -> str | None:
    label = labels.before(match.start())
    if not form.alone and (_DATES.fullmatch(match.group()) or not _GROUPS.fullmatch(match.group().translate(_SLIPS))):
        return None
    named = label == "contract" or (label is None and _AFTER.match(sheet.words, match.end()))
    alone = asked and label is None
    return form.canonical(match.groups()) if form.alone or named or alone else None


def _by_word(match: re.Match[str], labels: Labels) -> str | None:
    digits = sum(c.isdigit() for c in match.group())
    if digits < LEAST_DIGITS or _DATE.fullmatch(match.group()) or labels.before(match.start()) != "contract":
        return None
    return match.group().upper()


def _written(part: str, shape: str) -> str:
    if shape.isupper():
        return shape
    joined = re.sub(r"\W", "", part)
    return (joined.translate(_SLIPS) if set(shape) <= {"y", "n"} else joined).upper()
