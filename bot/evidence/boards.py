"""Serial numbers in tables and labels of parts: which row is the device, or a member of its stack."""

import re

from bot.domain import devices
from bot.evidence.draft import Draft, serial_in
from bot.evidence.fields import BOARD, FULL

_EMPTY = ("-", "--")


def row(draft: Draft, words: list[str]) -> None:
    """A row of `display device manufacture-info` or `display device elabel brief`: slot, sub-slot, type, serial, …"""
    if len(words) < 3 or not words[0].isdigit() or words[1] not in _EMPTY:
        return
    serial = next(filter(None, map(serial_in, words[2:4])), None)
    typed = words[2] if devices.family(words[2]) else None
    if serial:
        draft.boards.setdefault(serial, words[0])
    if typed:
        draft.named(typed, FULL)
        if serial:
            draft.models[serial] = typed


class Labels:
    """Reads `display elabel`: only the main board, or the back plane of a chassis, carries the device's number."""

    def __init__(self) -> None:
        self._slot: str | None = None
        self._part = ""
        self._type = ""

    def heading(self, name: str) -> None:
        """A section in square brackets; „[Board Properties]” and the like stay within the part."""
        if slot := re.fullmatch(r"(?:Slot|Rack)_(\d+)(?:/.*)?", name, re.I):
            self._slot, self._part = slot[1], ""
        elif " " not in name:
            self._part = name.lower()

    def line(self, draft: Draft, name: str, value: str) -> None:
        """One `name=value`."""
        main, chassis = self._part.startswith("main_board"), self._part.startswith("backplane")
        if name == "BoardType":
            self._type = value.strip()
        elif name == "BarCode" and (main or chassis) and (serial := serial_in(value)):
            draft.chassis = draft.chassis or chassis
            (draft.whole if chassis else draft.boards).setdefault(serial, self._slot)
            if main and devices.family(self._type):
                draft.named(self._type, BOARD)
                draft.models[serial] = self._type
