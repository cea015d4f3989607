"""A conversation from the first words to the end of the engineer's work, as the platform's users have it.

Whoever sends a file waits until it has been read: how far the reading is when they go on would be chance.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.channel import File, Inbound
from tests.soak.outside import Platform
from tests.soak.people import CONTACTED, Does, Person, Press, Say
from tests.soak.wire import Json
from tests.soak.worker import CHANNEL, as_json

OPENED, CARD, CONFIRMED = "report_fault.opened", "engineers.card", "engineers.told_confirmed"
PATIENCE = 90.0
"""Seconds without any message after which a conversation is stuck."""
POLL = 0.05
BREATH = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a person meant it: `case` is the caller whose case it is about; `handed_in` for the first time."""

    id: str
    user: str
    does: Does
    at: datetime
    handed_in: datetime
    case: str | None = None


@dataclass
class Talk:
    """One caller and one engineer at the platform; what they do is noted down in `told`."""

    person: Person
    platform: Platform
    told: list[Told]
    reads: Callable[[str], bool]
    over: bool = False
    asked: Counter[str] = field(default_factory=Counter)
    last_key: str = "–"

    async def play(self) -> None:
        """To the end; raises TimeoutError when nothing comes any more."""
        await self._tell(self.person.user, self.person.opening, None)
        number = await self._report()
        await self._work_on(number)
        await self._send_more()
        self.over = True

    async def _report(self) -> int:
        """Answer every question until there is a case number."""
        while True:
            message = await self._next(f"{CHANNEL}:{self.person.user}")
            if message["key"].startswith(OPENED):
                return int(message["case"])
            if answer := self._answer(message["key"]):
                await self._tell(self.person.user, answer, message)

    def _answer(self, key: str) -> Does | None:
        question = ".".join(key.split(".")[:2])
        known = self.person.answers.get(question)
        if not known:
            return None
        self.asked[question] += 1
        return known[min(self.asked[question], len(known)) - 1]

    async def _work_on(self, number: int) -> None:
        """Press one button after another, each on the card that came after the one before."""
        for press in self.person.buttons:
            card = None
            while not card:
                message = await self._next(number)
                fits = isinstance(press, Say) or find(message["choices"], press)
                card = message if message["key"] == CARD and fits else card
            typed = self.person.types and press == CONTACTED
            await self._tell(self.person.engineer, Say("kontakt") if typed else press, card, number)
        while self.person.buttons and not self.last_key.startswith(CONFIRMED):
            await self._next(f"{CHANNEL}:{self.person.user}")

    async def _send_more(self) -> None:
        for pause, late in enumerate(self.person.late):
            await self._tell(self.person.user, late, None, after=pause * BREATH)

    async def _next(self, place: str | int) -> Json:
        async with asyncio.timeout(PATIENCE):
            message = await self.platform.queues[place].get()
        self.last_key = message["key"]
        return message

    async def _tell(
        self,
        user: str,
        does: Does,
        message: Json | None,
        number: int | None = None,
        after: timedelta = timedelta(0),
    ) -> None:
        now = datetime.now(UTC)
        at, case = now + after, self.person.user if number else None
        told = Told(f"{len(self.told)}", user, does, at, now, case)
        self.told.append(told)
        token = find(message["choices"], does) if message and isinstance(does, Press) else None
        if isinstance(does, Press) and not token:
            raise LookupError(f"brak przycisku „{does.label}” pod {self.last_key}")
        await self.platform.hand_in(as_json(event(told, token, number)))
        if isinstance(does, Say) and does.file:
            async with asyncio.timeout(PATIENCE):
                while self.reads(f"{CHANNEL}:{user}"):
                    await asyncio.sleep(POLL)


def event(told: Told, token: str | None, number: int | None) -> Inbound:
    """What the channel makes of it, when the button is this token and the case has this number."""
    words = told.does.words if isinstance(told.does, Say) else ""
    file = told.does.file if isinstance(told.does, Say) else None
    files = (File(*file),) if file else ()
    return Inbound(CHANNEL, told.user, told.id, told.at, words, token, files, number)


def find(choices: Iterable[Sequence[str]], press: Press) -> str | None:
    """The token of the button with that label, or with the other one."""
    tokens = {label: token for token, label in choices}
    return tokens.get(press.label) or tokens.get(press.other)
