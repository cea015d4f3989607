"""Telegram's documented limits: 30 messages a second in all, 20 a minute in a group."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

OVERALL, GROUP = (30, timedelta(seconds=1)), (20, timedelta(minutes=1))


class Limits:
    """`taken`: what went through, and when; `refused`: to whom „wait” was said; `hammered`: who asked while waiting."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.taken: list[tuple[datetime, str]] = []
        self.refused: list[str] = []
        self.hammered: list[str] = []
        self._until: dict[str, datetime] = {}

    def wait(self, chat: str) -> int:
        """Seconds to wait; 0 when the message is taken."""
        now = self._now()
        if now < self._until.get(chat, now):
            self.hammered.append(chat)
        group = [at for at, where in self.taken if where == chat] if chat.startswith("-") else []
        free = max(free_at([at for at, _ in self.taken], *OVERALL, now), free_at(group, *GROUP, now))
        if free <= now:
            self.taken.append((now, chat))
            return 0
        self.refused.append(chat)
        self._until[chat] = free
        return ceil((free - now).total_seconds())


def free_at(taken: list[datetime], most: int, within: timedelta, now: datetime) -> datetime:
    """When one more fits in."""
    return taken[-most] + within if len(taken) >= most else now
