"""E-mail addresses („jan małpa firma kropka pl” included) and telephone numbers."""

import re

from bot.understand.labels import Labels
from bot.understand.sheet import Found, Sheet

_AT = r"(?:@|[ ]{0,2}(?:\(|\[)(?:at|małpa|malpa)(?:\)|\])[ ]{0,2}|[ ]{1,2}(?:@|małpa|malpa|at)[ ]{1,2}|@[ ]|[ ]@)"
_DOT = r"(?:\.|[ ](?:kropka|dot)[ ])"
_WORD = r"[A-Za-z0-9ąćęłńóśźż_%+-]{1,64}"
_EMAIL = re.compile(
    rf"(?<![\w.+-])({_WORD}(?:{_DOT}{_WORD}){{0,6}}){_AT}"
    rf"([A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{1,6}})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/.-])(?<!\d:)(?:\+|\()?\d(?:[ ()./-]{0,3}\d){6,30}(?![\w/]|[.:-]\d)")
_NOT_PHONES = ("other", "serial", "contract")


def take_emails(sheet: Sheet) -> tuple[Found[str], ...]:
    """E-mail addresses in lower case."""
    return sheet.take(_EMAIL, lambda m: f"{_joined(m[1])}@{_joined(m[2])}")


def take_phones(sheet: Sheet, labels: Labels, asked: bool) -> tuple[Found[str], ...]:
    """Nine digits without +48 (a foreign number keeps its +), from maximal runs of digits."""
    return tuple(
        Found(number, item.start, item.end)
        for item in sheet.take(_PHONE, lambda m: _phones(m, labels, asked))
        for number in item.value
    )


def _joined(part: str) -> str:
    return re.sub(r" (?:kropka|dot) ", ".", part, flags=re.IGNORECASE).lower().replace(" ", "")


def _phones(match: re.Match[str], labels: Labels, asked: bool) -> tuple[str, ...] | None:
    if labels.before(match.start()) in _NOT_PHONES and not asked:
        return None
    return _nine(match.group()) or _two(match.group())


def _nine(run: str) -> tuple[str, ...] | None:
    digits = re.sub(r"\D", "", run)
    national = re.sub(r"^(?:0048|48(?=\d{9}$)|0(?=\d{9}$))", "", digits)
    if run.startswith("+") and not digits.startswith("48"):
        return (f"+{digits}",) if 8 <= len(digits) <= 15 else None
    return (national,) if len(national) == 9 and national[0] != "0" else None


def _two(run: str) -> tuple[str, ...] | None:
    """Two numbers with only a space between them: cut where the first nine digits end."""
    pieces = run.split(" ")
    for cut in range(1, len(pieces)):
        first, second = _nine(" ".join(pieces[:cut])), _nine(" ".join(pieces[cut:]))
        if first and second:
            return first + second
    return None
