"""How often something was tried lately, so that nobody can guess a password or flood the inbox.

The counts live in the memory of one process: a restart forgets them and two processes allow twice as many, which is
harmless beside scrypt's fifth of a second a guess, and a database row for every guess would be a new way to flood.
"""

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

REMEMBERED = 10_000


class Attempts:
    """At most `limit` within `span` for each key."""

    def __init__(self, limit: int, span: timedelta) -> None:
        self._limit, self._span = limit, span
        self._tried: dict[Hashable, deque[datetime]] = {}
        self._lock = Lock()

    def allow(self, key: Hashable, now: datetime) -> bool:
        """Count one more try of this key; False when there were too many, which is not counted."""
        with self._lock:
            tried = self._tried.setdefault(key, deque())
            while tried and tried[0] <= now - self._span:
                tried.popleft()
            if len(tried) >= self._limit:
                return False
            tried.append(now)
            self._forget_the_oldest()
            return True

    def take_back(self, key: Hashable) -> None:
        """The last try of this key was a good one and does not count."""
        with self._lock:
            if tried := self._tried.get(key):
                tried.pop()

    def _forget_the_oldest(self) -> None:
        """Whoever invents new keys without end pushes out keys, not memory."""
        while len(self._tried) > REMEMBERED:
            del self._tried[next(iter(self._tried))]
