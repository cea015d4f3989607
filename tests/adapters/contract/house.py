"""The whole application with one channel: the named cast, a simulated clock, and what became of it all."""

from asyncio import Runner
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.board.live import trouble
from bot.board.visits import thread
from bot.channel import Fetches, File, Inbound, Outbound
from bot.clock import SimulatedClock
from bot.domain.cases import Case
from bot.mail import Pace
from bot.main import build
from bot.store import access, cases, outbox
from bot.store.engine import Store
from bot.store.tables import Found
from tests.adapters.contract.kit import Kit, Shown
from tests.seal import SEAL

TUESDAY = datetime(2027, 5, 4, 8, tzinfo=UTC)
CALLER, ENGINEER, MANAGER, STRANGER = "501", "701", "801", "999"
PACE = Pace(gather=timedelta(0))


class House:
    """What a test of the suite does and sees. Each event has a number of its own unless it is given one."""

    def __init__(self, store: Store, kit: Kit, runner: Runner) -> None:
        self.store, self.kit, self._runner, self._numbers = store, kit, runner, count(1)
        self.clock = kit.clock = SimulatedClock(TUESDAY)
        self.heard: list[Inbound] = []
        kit.store = store
        kit.open(self._accept)
        engineers = f"{kit.name}:{kit.group}" if kit.group else "web"
        self.app = build(store, self.clock, {kit.name: kit.channel}, engineers, PACE, SEAL)
        with store.begin() as c:
            for user, person in ((CALLER, "hela"), (ENGINEER, "ola"), (MANAGER, "szef")):
                access.add_account(c, kit.name, user, person, TUESDAY)

    def say(self, text: str, user: str = CALLER, event: int = 0) -> None:
        """Typed, where nobody else reads it."""
        self._do(self.kit.say(user, text, event or next(self._numbers)))

    def press(self, label: str, user: str = CALLER, event: int = 0) -> None:
        """The newest button with this label."""
        self._do(self.kit.press(user, label, event or next(self._numbers)))

    def order(self, text: str, user: str = ENGINEER, thread: str | None = None) -> None:
        """Typed where engineers work."""
        self._do(self.kit.say(user, text, next(self._numbers), thread, self.kit.group))

    def press_card(self, label: str, user: str = ENGINEER) -> None:
        """A button where engineers work."""
        self._do(self.kit.press(user, label, next(self._numbers), self.kit.group))

    def push_card(self, button: Any, user: str = ENGINEER) -> None:
        """A button of the group that was found before."""
        self._do(self.kit.push(user, button, next(self._numbers), self.kit.group))

    def order_on_board(self, text: str, case: int, person: str) -> None:
        """What the board hands in when somebody presses a button there."""
        event = f"panel-{next(self._numbers)}"
        self.app.mail.accept(
            Inbound("web", person, event, self.clock.now(), text, case=case, person=person, staff=True)
        )
        self.run_due()

    def board(self, case: int) -> list[str]:
        """What the board shows of the case's thread."""
        with self.store.read() as c:
            return [line.text for line in thread(c, case, self.clock.now())]

    def banner(self) -> str:
        """What the board says to be wrong, over every page."""
        with self.store.read() as c:
            return trouble(c, self.clock.now())

    def attach(self, name: str, data: bytes, event: int = 0) -> None:
        """A file of the caller."""
        self._do(self.kit.attach(CALLER, name, data, event or next(self._numbers)))

    def attach_in(self, thread: str | None, name: str, data: bytes) -> None:
        """A file of an engineer in a thread."""
        self._do(self.kit.attach(ENGINEER, name, data, next(self._numbers), thread, self.kit.group))

    def tell(self, text: str, conversation: str = "", **more: Any) -> int:
        """A message that nobody asked for."""
        with self.store.begin() as c:
            to = conversation or f"{self.kit.name}:{CALLER}"
            number = outbox.add(c, conversation=to, at=self.clock.now(), text=text, **more)
        self.run_due()
        return number

    def send(self, text: str = "tekst", **more: Any) -> str:
        """A message to the caller that was never in the post; the channel's reference of it."""
        message = Outbound(next(self._numbers), f"{self.kit.name}:{CALLER}", CALLER, self.clock.now(), text, **more)
        return self._runner.run(self.kit.channel.send(message))

    def wait(self, time: timedelta) -> None:
        """Let the time pass, from one due moment to the next."""
        end = self.clock.now() + time
        while (due := self.app.mail.next_due()) and due <= end:
            self.clock.advance_to(max(due, self.clock.now()))
            self.run_due()
        self.clock.advance_to(end)

    def run_due(self) -> None:
        """All that is due now."""
        self._runner.run(self.app.mail.run_due())

    def files(self) -> list[File]:
        """Every file that came in, fetched where it has to be."""
        given = [file for event in self.heard for file in event.files]
        remote = [file for event in self.heard for file in event.remote]
        channel = self.kit.channel
        return given + [
            File(f.name, self._runner.run(channel.fetch(f))) for f in remote if isinstance(channel, Fetches)
        ]

    @property
    def screen(self) -> list[Shown]:
        """What the caller sees."""
        return self.kit.shown(CALLER)

    @property
    def group(self) -> list[Shown]:
        """What the engineers see."""
        return self.kit.shown(self.kit.group)

    def cases(self) -> tuple[Case, ...]:
        """Every case."""
        with self.store.read() as c:
            return cases.everything(c)

    def history(self, conversation: str = "") -> list[Found]:
        """The rows of a conversation, the caller's unless another is named."""
        with self.store.read() as c:
            return outbox.history(c, conversation or f"{self.kit.name}:{CALLER}")

    def _accept(self, inbound: Inbound) -> bool:
        new = self.app.mail.accept(inbound)
        if new:
            self.heard.append(inbound)
        return new

    def _do(self, event: Coroutine[Any, Any, None]) -> None:
        self._runner.run(event)
        self.run_due()
