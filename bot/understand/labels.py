"""What kind of number the words before a number promise: a serial, a contract, a phone, or none of these."""

import re
from bisect import bisect_right
from typing import Literal

Kind = Literal["serial", "contract", "phone", "other"]

_WORDS: dict[Kind, str] = {
    "serial": r"s/?n|esn|serial\w*|seryjn\w*|ser|seria|bar ?code|fabryczn\w*|numer urzadzenia|urzadzeni\w* o numerze",
    "contract": r"(?:umow\w*|um|kontrakt\w*|contract\w*)(?: id)?|id (?:umowy|kontraktu)",
    "phone": r"tel|telef\w*|kom|komork\w*|(?:od|za|prze)?dzwon\w*|kontakt|kontaktow\w*|phone|mobile|gsm",
    "other": r"nip|regon|pesel|krs|faktur\w*|fv|fvs|zam|zamowieni\w*|case|sr|ticket\w*|tt|licen\w*|lic|ip|mac|ean|"
    r"(?:numer|nr|kod|id) klienta|"
    r"wersj\w*|soft\w*|firmware|konto|konta|teamviewer\w*|anydesk|item|part|p/?n|czesci|pocztow\w*|vlan\w*|"
    r"pin|hasl\w*|password|imei|iban|id|patch|rma|protok\w*|delegacj\w*|przesylk\w*|paczk\w*|list\w* przewoz\w*",
}
_LABEL = re.compile(
    r"(?<![a-z0-9])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")(?![a-z0-9])"
)
_LISTING = re.compile(r"[\s\x00,/&;:().?-]*(?:i|oraz|a takze|lub|nie|\d\.|\d\)|slot ?\d)?[\s\x00,/&;:().-]*")
_REACH = 60  # characters between a label and its number


class Labels:
    """Every label of a text, asked by the position of a number."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._found = [(m.end(), m.lastgroup) for m in _LABEL.finditer(words)]
        self._ends = [end for end, _ in self._found]
        self._given: dict[int, str | None] = {}

    def before(self, start: int) -> str | None:
        """The nearest label to the left that no other number and no end of a sentence parts from the number."""
        index = bisect_right(self._ends, start) - 1
        if index < 0:
            return None
        end, kind = self._found[index]
        between = self._words[end:start]
        if len(between) > _REACH or _parted(between):
            return None
        return kind


def _parted(between: str) -> bool:
    """Whether a long number (unless listed together or taken back) or the end of a sentence stands between."""
    numbers = list(re.finditer(r"[a-z0-9-]*\d[a-z0-9]*(?:[ -]?\d[a-z0-9]*)+", between))
    listed = numbers and _LISTING.fullmatch(between[numbers[-1].end() :])
    return bool((numbers and not listed) or re.search(r"[\n;]|[.!] |\? (?!nie\b)", between[2:]))
