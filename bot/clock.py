"""What time it is: the real clock, and one that moves only when told."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Everything that needs the time asks one of these."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock for tests and `talk`: it stands still until it is moved, and never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = datetime.min.replace(tzinfo=UTC)
        self.advance_to(start)

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self._now

    def advance_to(self, at: datetime) -> None:
        """Move on to `at`; raises ValueError for a naive or an earlier moment."""
        if at.tzinfo is None or at < self._now:
            raise ValueError(f"the clock stands at {self._now} and cannot go to {at}")
        self._now = at.astimezone(UTC)
