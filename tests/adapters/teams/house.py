"""Teams without the application behind it: the doors, the channel, and what has been let in."""

from asyncio import Runner
from collections.abc import Awaitable
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

from adapters.teams.channel import TeamsChannel
from bot.channel import Choice, Inbound, Outbound
from bot.clock import SimulatedClock
from tests.adapters.teams.kit import TeamsKit

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN = "0000aaaa-1111-2222-3333-444455556666"
T = TypeVar("T")


class TeamsHouse:
    """What a test does with it."""

    def __init__(self, runner: Runner) -> None:
        self.kit, self._runner, self.heard, self._numbers = TeamsKit(), runner, list[Inbound](), count(1)
        self.clock = self.kit.clock = SimulatedClock(NOON)
        self.kit.open(self._accept)
        self.platform = self.kit.platform

    @property
    def channel(self) -> TeamsChannel:
        """The adapter."""
        assert isinstance(self.kit.channel, TeamsChannel)
        return self.kit.channel

    def do(self, work: Awaitable[T]) -> T:
        """Run it to its end."""

        async def whole() -> T:
            return await work

        return self._runner.run(whole())

    def send(self, user: str, text: str, *choices: Choice, **more: Any) -> str:
        """One message, sent."""
        message = Outbound(next(self._numbers), f"teams:{user}", user, NOON, text, choices, **more)
        return self.do(self.channel.send(message))

    def _accept(self, inbound: Inbound) -> bool:
        if inbound.event_id in [event.event_id for event in self.heard]:
            return False
        self.heard.append(inbound)
        return True
