"""Serial numbers in a message: by form where the form is certain, by the words beside where it is not."""

import re

from bot.domain import serials
from bot.understand.labels import Labels
from bot.understand.sheet import Found, Sheet

_NAMED = re.compile(r"(?<![\w@/-])[A-Za-z0-9]{2,20}(?:-[A-Za-z0-9]{1,12}){0,2}(?![\w@-])")
_HEX12 = re.compile(r"[0-9A-F]{12}")
_ANNOUNCED = re.compile(r"\b(?:numer\w*|nr|naklej\w*|tabliczk\w*|etykie\w*)\b[^\d\n;.]{0,16}$")
_LEAST_PIECE = 4  # characters; a number written in shorter pieces is made of anything
_PIECE = re.compile(  # begins like a Huawei serial, or is like one of EXOS with too few or too many digits
    r"(?<![\w-])(?:2[1Ss][0-9A-Za-z]{3,22}(?: (?=[A-Za-z]{0,7}\d)[0-9A-Za-z]{2,8}){0,6}|\d{4}[A-Za-z]-\d{3,8})(?![\w-])"
)
_BY_FORM_ALONE = ("huawei20", "exos", "access_point", "universal", "ers_letters")


def take_long(sheet: Sheet, labels: Labels) -> tuple[Found[str], ...]:
    """The 20 characters of Huawei, before anything else is read."""
    return _take(sheet, [r for r in serials.read(sheet.left) if r.form.name == "huawei20" and not _other(r, labels)])


def take_others(sheet: Sheet, labels: Labels, asked: bool) -> tuple[Found[str], ...]:
    """Other forms; a doubtful one (only digits, or a MAC's twelve) needs the word „SN” or the open question."""
    return _take(sheet, [r for r in serials.read(sheet.left) if _trusted(r, sheet, labels, asked)])


def take_named(sheet: Sheet, labels: Labels, asked: bool) -> tuple[Found[str], ...]:
    """Numbers of no known form that „SN” or „numer seryjny” announces: older lines, unverified."""
    return sheet.take(_NAMED, lambda m: _named(m, labels, asked))


def pieces(sheet: Sheet) -> tuple[str, ...]:
    """What looks like a serial of another length than its form has: the caller is asked to look again."""
    return tuple(item.value for item in sheet.take(_PIECE, _piece))


def _piece(match: re.Match[str]) -> str | None:
    compact = re.sub(r"\s", "", match.group()).upper()
    return compact if "-" in compact or 12 <= len(compact) <= 24 else None


def _take(sheet: Sheet, readings: list[serials.Reading]) -> tuple[Found[str], ...]:
    sheet.blank((r.start, r.end) for r in readings)
    return tuple(Found(r.serial, r.start, r.end, r.repaired) for r in readings)


def _other(reading: serials.Reading, labels: Labels) -> bool:
    """Whether a number of digits only is announced as something else, such as a waybill."""
    return reading.serial.isdigit() and labels.before(reading.start) == "other"


def _trusted(reading: serials.Reading, sheet: Sheet, labels: Labels, asked: bool) -> bool:
    label = labels.before(reading.start)
    if label == "other":
        return reading.form.sure == "high" and not reading.serial.isdigit()
    if reading.form.name in _BY_FORM_ALONE or label == "serial" or (asked and label is None):
        return True
    if reading.serial.isdigit():
        return False
    if _HEX12.fullmatch(reading.serial):
        return bool(_ANNOUNCED.search(sheet.words[: reading.start])) and label is None
    return all(len(piece) >= _LEAST_PIECE for piece in re.findall(r"\w+", sheet.text[reading.start : reading.end]))


def _named(match: re.Match[str], labels: Labels, asked: bool) -> str | None:
    compact = serials.key(match.group())
    label = labels.before(match.start())
    if not 8 <= len(compact) <= 20 or re.match(r"2[1S][0-9O]", compact) or sum(c.isdigit() for c in compact) < 5:
        return None
    alone = asked and label is None and match.group() == match.string.strip()
    alone = alone and not compact.isdigit() and not _HEX12.fullmatch(compact)
    return serials.canonical(match.group()) if label == "serial" or alone else None
