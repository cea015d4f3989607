"""The terminal for the suite: a console for each account, and what it prints."""

import re

from adapters.console.channel import Console
from bot.channel import Accept, Outbound
from tests.adapters.contract.kit import Kit, Shown

BUTTON = re.compile(r"^  \[\d+\] (.*)$", re.M)


class _Terminals:
    """One channel, many terminals."""

    name = "console"

    def __init__(self) -> None:
        self.printed: dict[str, list[str]] = {}
        self.consoles: dict[str, Console] = {}

    def of(self, user: str) -> Console:
        lines = self.printed.setdefault(user, [])
        return self.consoles.setdefault(user, Console(user, "start", lines.append))

    async def send(self, message: Outbound) -> str:
        return await self.of(message.user).send(message)


class ConsoleKit(Kit):
    """Nothing is edited, delivered twice or attached at a terminal; a button is its number."""

    name = "console"
    edits = files = types = redelivers = False

    def open(self, accept: Accept) -> None:
        self._accept = accept
        self.channel = self.terminals = _Terminals()

    def close(self) -> None:
        """There is nothing to end."""

    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:  # noqa: ARG002
        self.terminals.of(user).typed(text, self.clock.now, self._accept)

    async def press(self, user: str, label: str, event: int, where: str = "") -> None:
        number = [list(shown.labels) for shown in self.shown(user) if label in shown.labels][-1].index(label) + 1
        await self.say(user, str(number), event, where=where)

    def shown(self, to: str) -> list[Shown]:
        return [Shown(to, BUTTON.sub("", text), BUTTON.findall(text)) for text in self.terminals.printed.get(to, [])]
