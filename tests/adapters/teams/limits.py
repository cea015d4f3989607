"""Teams' documented limits of one conversation: 7 messages in a second, 8 in two, 60 in thirty, 1,800 in an hour."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from tests.adapters.telegram.limits import free_at

RATES = tuple((most, timedelta(seconds=within)) for most, within in ((7, 1), (8, 2), (60, 30), (1800, 3600)))


class Limits:
    """`taken`: what each conversation took, and when; `hammered`: where somebody asked while waiting."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.taken: dict[str, list[datetime]] = defaultdict(list)
        self.hammered: list[str] = []
        self._until: dict[str, datetime] = {}

    def wait(self, room: str) -> int:
        """Seconds to wait; 0 when the message is taken."""
        now = self._now()
        if now < self._until.get(room, now):
            self.hammered.append(room)
        free = max(free_at(self.taken[room], *rate, now) for rate in RATES)
        if free <= now:
            self.taken[room].append(now)
            return 0
        self._until[room] = free
        return ceil((free - now).total_seconds())
