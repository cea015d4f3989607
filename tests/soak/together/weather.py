"""What the platforms do to us, by lot: 429s that ask to wait, failures, and outages of several calls in a row."""

from collections import Counter
from random import Random
from threading import Lock

from tests.adapters.contract.kit import Trouble

BUSY, DOWN, OUTAGE = 0.04, 0.02, 0.004
LONG = 6
"""Calls that an outage lasts; it is counted, not timed, so that a slow machine sees the same."""
AGAIN = 0.25
"""How often an event is delivered once more, at the same time or later."""


class Weather(list[Trouble]):
    """Stands where a kit keeps the troubles to come: never empty, and what comes next is drawn."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self._dice, self._lock, self._left = dice, Lock(), 0
        self.met: Counter[Trouble] = Counter()

    def __bool__(self) -> bool:
        return True

    def pop(self, _index: object = 0) -> Trouble:
        """The next trouble, or none."""
        with self._lock:
            found = self._drawn()
            self.met.update([found] if found else [])
            return found  # type: ignore[return-value]

    def _drawn(self) -> Trouble | None:
        if self._left:
            self._left -= 1
            return Trouble.DOWN
        luck = self._dice.random()
        if luck < OUTAGE:
            self._left = LONG
        return Trouble.BUSY if luck < BUSY else Trouble.DOWN if luck < BUSY + DOWN else None
