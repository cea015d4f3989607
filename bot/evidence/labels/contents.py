"""What a code on a label says: the values in it that can be serial numbers, each with the word in front of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import devices, serials
from bot.evidence.draft import serial_in

_VALUE = re.compile(r"(?<![A-Z0-9-])(?=[A-Z]*\d)[A-Z0-9]{5,24}(?:-[A-Z0-9]{5})?(?![A-Z0-9-])")
_SERIAL_WORD = re.compile(
    r"(?:(?<![A-Z0-9])(?:(?:EQUIPMENT|DEVICE|CHASSIS)?[ _]?E?SN|S/N|SERIAL)(?:[ _.-]{0,2}(?:NUMBER|NO|NR))?"
    r"|\((?:21|S)\))[^A-Z0-9]{0,4}$"
)
_OTHER_WORD = re.compile(
    r"[A-Z0-9][^A-Z0-9;,|]{0,3}[:=)\]#][^A-Z0-9]{0,3}$|(?<![A-Z])(?:E?MAC|P/?N|PART)[^A-Z0-9]{0,4}$"
)
_GLUED = re.compile(r"(?:E?SN|S(?=\d))(?=[A-Z0-9]{10})")
_HEX12 = re.compile(r"[0-9A-F]{12}")


@dataclass(frozen=True)
class Value:
    """A value that can be a serial number; `named` when the code itself says that it is one."""

    serial: str
    form: serials.Form | None
    named: bool

    @property
    def like_mac(self) -> bool:
        """Whether it can as well be the address of an interface."""
        return bool(_HEX12.fullmatch(self.serial))

    @property
    def like_article(self) -> bool:
        """Whether it can as well be a GTIN: an EAN, UPC or their like, whose check digit fits."""
        if not self.serial.isdigit() or len(self.serial) > 14:
            return False
        return sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(reversed(self.serial))) % 10 == 0


def values(text: str) -> Iterator[Value]:
    """Values of one code, in order, however its fields are told apart."""
    upper, last = text.upper(), 0
    for found in _VALUE.finditer(upper):
        value = _value(found.group(), upper[max(last, found.start() - 40) : found.start()])
        last = found.end()
        if value:
            yield value


def _value(word: str, before: str) -> Value | None:
    form, named = serials.form(word), bool(_SERIAL_WORD.search(before))
    if form is None and (glued := _GLUED.match(word)) and (form := serials.form(word[glued.end() :])):
        word, named = word[glued.end() :], True
    if form is None:
        free = serial_in(word) if named else None
        return Value(free, None, named=True) if free else None
    if devices.family(word) or (not named and _OTHER_WORD.search(before) and (form.sure != "high" or word.isdigit())):
        return None
    return Value(serials.canonical(word), form, named)
