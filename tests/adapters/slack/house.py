"""Slack without the application behind it: the doors, the channel, and what has been let in."""

from asyncio import Runner
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import TypeVar

from bot.channel import Choice, Inbound, Outbound
from bot.clock import SimulatedClock
from tests.adapters.slack.kit import SlackKit

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN = "U0KLIENT1"
T = TypeVar("T")


class Slack:
    """What a test does with it; `refuses`: whether nothing can be kept."""

    refuses = False

    def __init__(self, runner: Runner) -> None:
        self.kit, self._runner, self.heard = SlackKit(), runner, list[Inbound]()
        self.clock = self.kit.clock = SimulatedClock(NOON)
        self.kit.open(self._accept)
        self.api = self.kit.api

    def do(self, work: Awaitable[T]) -> T:
        """Run it to its end."""

        async def whole() -> T:
            return await work

        return self._runner.run(whole())

    def send(self, user: str, text: str, *choices: Choice, **more: object) -> str:
        """One message, sent."""
        message = Outbound(1, f"slack:{user}", user, NOON, text, choices, **more)  # type: ignore[arg-type]
        return self.do(self.kit.channel.send(message))

    def _accept(self, inbound: Inbound) -> bool:
        if self.refuses:
            raise ConnectionError
        known = [event.event_id for event in self.heard]
        if inbound.event_id in known:
            return False
        self.heard.append(inbound)
        return True
