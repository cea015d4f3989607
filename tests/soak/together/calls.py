"""One conversation through its platform: answers what is asked, up to its case and to the engineer who takes it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random

from tests.adapters.contract.kit import Kit
from tests.adapters.slack.kit import GROUP
from tests.soak.people import Does, Person, Press, Say
from tests.soak.together.service import Service
from tests.soak.together.watching import Last, Watching
from tests.soak.together.weather import AGAIN

Event = Callable[[], Coroutine[object, object, None]]
"""Delivers one event, as often as it is called."""
OPENED, TAKEN = "report_fault.opened", "engineers.told_taken"
AT_ONCE: Mapping[str, Sequence[Does]] = {
    "report_fault.impact": [Press("Nic nie działa")],
    "report_fault.logs": [Press("Doślę później")],
}
"""Critical, so that nothing is asked that can wait."""
ACCOUNTS = {
    "telegram": "2{:05}",
    "slack": "U0KL{:05}",
    "teams": "29:osoba-{}",
    "web": "gosc-{}",
    "console": "konsola-{}",
}
ROOMS = {"telegram": ("{}", "{}"), "slack": ("D{}", "D{}"), "teams": ("a:{}", "")}
"""Where a private button stands, and how its platform names that place when it is pressed."""


@dataclass
class Tally:
    """What all conversations of a channel have delivered."""

    conversations: int = 0
    events: int = 0
    again: int = 0


@dataclass
class Call:
    """A caller at a platform; `said` is what they said or pressed, in order, `number` their case."""

    nth: int
    channel: str
    person: Person
    service: Service
    watching: Watching
    tally: Tally
    dice: Random
    numbers: "count[int]"
    said: list[str] = field(default_factory=list)
    number: int | None = None
    asked: Counter[str] = field(default_factory=Counter)
    late: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def user(self) -> str:
        """The account at the platform."""
        return ACCOUNTS[self.channel].format(self.nth)

    @property
    def conversation(self) -> str:
        """As the service calls it."""
        return f"{self.channel}:{self.user}"

    async def play(self) -> None:
        """To the end."""
        self.tally.conversations += 1
        await self._do(self.person.opening, ())
        last = await self.watching.after(self.conversation, 0)
        while not last.key.startswith(OPENED):
            await self._do(self._answer(last), last.labels)
            last = await self.watching.after(self.conversation, last.id)
        self.number = last.case
        await self._taken()
        while not last.key.startswith(TAKEN):
            last = await self.watching.after(self.conversation, last.id)
        await asyncio.gather(*self.late)

    def _answer(self, last: Last) -> Does:
        question = ".".join(last.key.split(".")[:2])
        known = AT_ONCE.get(question) or self.person.answers.get(question)
        if not known:
            raise LookupError(f"{self.conversation}: nobody knows what to answer to {last.key}")
        self.asked[question] += 1
        return known[min(self.asked[question], len(known)) - 1]

    async def _do(self, does: Does, labels: tuple[str, ...]) -> None:
        """Words, or a button; at a terminal its label is typed."""
        kit, event = self.service.kits[self.channel], next(self.numbers)
        self.tally.events += 1
        typed = isinstance(does, Say)
        words = does.words if isinstance(does, Say) else does.label if does.label in labels else does.other
        self.said.append(words)
        if typed or self.channel == "console":
            await self._deliver(lambda: kit.say(self.user, words, event))
        else:
            await self._deliver(self._pressing(kit, words, event))

    def _pressing(self, kit: Kit, label: str, event: int) -> Event:
        """The button that is meant now: delivered once more later, it is still the same."""
        if self.channel == "web":
            return lambda: kit.press(self.user, label, event)
        room, group = ROOMS[self.channel]
        button = kit.button(label, room.format(self.user))
        return lambda: kit.push(self.user, button, event, group.format(self.user))

    async def _deliver(self, event: Event) -> None:
        """Now and then twice at once, now and then again while the conversation goes on."""
        again = self.service.kits[self.channel].redelivers and self.dice.random() < AGAIN
        self.tally.again += again
        if again and self.dice.random() < 0.5:
            await asyncio.gather(event(), event())
            return
        await event()
        if again:
            self.late.append(asyncio.create_task(self._later(event)))

    async def _later(self, event: Event) -> None:
        await self.watching.after(self.conversation, 0)
        await event()

    async def _taken(self) -> None:
        """The engineer presses the button of this case's card, in the thread where it stands."""
        slack, event = self.service.slack, next(self.numbers)
        while not (cards := [ts for ts, card in self._group() if card.startswith(f"{self.number} ·")]):
            await self.watching.next_look()
        button = cards[0], slack.api.buttons[GROUP][cards[0]][0]
        for _ in range(2):
            await slack.push(self.service.engineer, button, event, GROUP)

    def _group(self) -> list[tuple[str, str]]:
        """What stands in the engineers' channel with a button under it."""
        shown = list(self.service.slack.api.messages[GROUP].items())
        return [(ts, message.text) for ts, message in shown if message.labels]
