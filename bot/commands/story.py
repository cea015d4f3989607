"""A short story for the demo: what happened in the hour before it was opened, told through the application itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import access
from bot.channel import ENGINEERS, Inbound, Outbound
from bot.clock import SimulatedClock, SystemClock
from bot.mail import Pace
from bot.main import App, build
from bot.sealing import Seal
from bot.store import register
from bot.store.engine import Store
from bot.talk.screen import Screen

MINUTE = timedelta(minutes=1)
USUAL = {"impact": "Działa, ale źle", "helped": "Pomiń", "logs": "Nie mam dostępu", "agreed": "Wyślij"}
MOST = 12
"""No caller of the story answers more questions than this."""


@dataclass(frozen=True)
class Caller:
    """Who writes how many minutes ago, with which first words, and what they answer to which question."""

    ago: int
    who: str
    words: str
    answers: Mapping[str, str]
    next_time: Mapping[str, str] = field(default_factory=dict)


CALLERS = (
    Caller(
        55, "debowska", "P1, padł przełącznik TB012137W-30023, cały blok operacyjny bez sieci", {"phone": "600 000 103"}
    ),
    Caller(
        34,
        "lipska",
        "Dzień dobry, w 1845N-41234 jeden zasilacz nie świeci, switch pracuje na drugim",
        {"phone": "600 000 101", "logs": "Doślę później"},
    ),
    Caller(
        16,
        "gosc-demo",
        "nie działa punkt dostępowy w biurze, sn 03052104150199, umowa PW-2026-009999",
        {"unproven": "PW-2026-009998", "phone": "600 000 199", "place": "Krótka 1, Opole"},
        {"unproven": "Przekaż mimo to"},
    ),
)
ENGINEER = ((50, "weź 1001"), (47, "kontakt 1001"), (41, "potwierdź 1001"))


def tell(store: Store, seal: Seal) -> None:
    """Play the story up to now."""
    now = SystemClock().now()
    with asyncio.Runner() as runner:
        stage = _Stage(store, seal, runner, now - timedelta(hours=1))
        first, *others = CALLERS
        stage.report(first, now)
        for ago, words in ENGINEER:
            stage.says("ola", words, now - ago * MINUTE)
        for caller in others:
            stage.report(caller, now)
        stage.pass_until(now)


class _Stage:
    """The application under a clock that stands in the past."""

    def __init__(self, store: Store, seal: Seal, runner: asyncio.Runner, start: datetime) -> None:
        self._store, self._runner, self._events = store, runner, 0
        self._clock, self._screen = SimulatedClock(start), _Memory()
        self._app: App = build(store, self._clock, {"web": self._screen}, "web", Pace(gather=timedelta(0)), seal)

    def report(self, caller: Caller, now: datetime) -> None:
        """The caller writes and answers a question a minute, until a case is open."""
        at, words, answers = now - caller.ago * MINUTE, caller.words, {**USUAL, **caller.answers}
        for _ in range(MOST):
            user = self.says(caller.who, words, at)
            question = self._screen.asked(user)
            if question not in answers:
                return
            words, at = answers[question], at + MINUTE
            answers[question] = caller.next_time.get(question, words)

    def says(self, who: str, words: str, at: datetime) -> str:
        """Somebody types or presses; returns their account."""
        self.pass_until(at)
        with self._store.begin() as c:
            person = register.person(c, who)
            user = access.web_user(c, who, at) if person else who
        staff = bool(person and person.role.is_staff)
        token = self._screen.token(ENGINEERS if staff else user, words, None, None)
        text, known = ("" if token else words), (who if person else None)
        self._events += 1
        event = Inbound("web", user, f"demo-{self._events}", at, text, token, person=known, staff=staff)
        self._app.mail.accept(event)
        self.pass_until(at)
        return user

    def pass_until(self, at: datetime) -> None:
        """What falls due until then happens at its own moment."""
        while (due := self._app.mail.next_due()) is not None and due <= at:
            self._clock.advance_to(max(due, self._clock.now()))
            self._runner.run(self._app.mail.run_due())
        self._clock.advance_to(max(at, self._clock.now()))


class _Memory(Screen):
    """A screen nobody looks at, which remembers the question each reader saw last."""

    def __init__(self) -> None:
        super().__init__(lambda _line: None)
        self._keys: dict[str, str] = {}

    async def send(self, message: Outbound) -> str:
        """Remember its key."""
        self._keys[message.user] = message.key
        return await super().send(message)

    def asked(self, reader: str) -> str:
        """The name of the question: `unproven` of `report_fault.unproven.mismatch`."""
        return self._keys[reader].split(".")[1]
