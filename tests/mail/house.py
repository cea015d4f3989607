"""A small house around the mail: a channel that is a list, a turn that echoes, and a clock that is moved by hand."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channel import Inbound, Outbound, Remote
from bot.clock import Clock, SimulatedClock
from bot.mail import Mail, Pace
from bot.store import inbox, outbox, wakeups
from bot.store.engine import Store, lock
from bot.store.tables import Found
from bot.store.wakeups import Wakeup

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN, EWA = "telegram:jan", "telegram:ewa"
SECOND = timedelta(seconds=1)
PACE = Pace(turn_attempts=3, send_attempts=4, send_age=timedelta(hours=1), longest_retry=timedelta(minutes=1))


def nothing(*_: object) -> None:
    """Where nothing is to happen."""


class Telegram:
    """A channel that keeps what it was asked to send; `troubles` are met one by one, before anything is sent."""

    name = "telegram"

    def __init__(self) -> None:
        self.sent: list[Outbound] = []
        self.troubles: list[Exception] = []
        self.asked = 0
        self.files: dict[str, bytes | Exception] = {}
        self.fetched: list[str] = []

    async def fetch(self, file: Remote) -> bytes:
        self.fetched.append(file.where)
        found = self.files[file.where]
        if isinstance(found, Exception):
            raise found
        return found

    async def send(self, message: Outbound) -> str:
        self.asked += 1
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append(message)
        return f"ref-{message.id}"

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.sent]


class House:
    """Everything a test touches. `before_answering` may raise; `on_timer` is what a timer brings."""

    clock: Any

    def __init__(self, store: Store, pace: Pace = PACE, clock: Clock | None = None, **more: Any) -> None:
        self.store, self.clock, self.telegram = store, clock or SimulatedClock(NOON), Telegram()
        self.before_answering: Callable[[list[str]], None] = nothing
        self.after_answering: Callable[[], None] = nothing
        self.on_timer: Callable[[Connection, Wakeup], None] = nothing
        self.turns: list[list[str]] = []
        self.complaints: list[tuple[str, str]] = []
        hooks: dict[str, Any] = {
            "turn": self.turn,
            "timer": lambda c, wakeup: self.on_timer(c, wakeup),
            "give_up": lambda _c, message, error: self.complaints.append((message.text, error)),
            "apologise": lambda c, conversation, _error: self.say(c, "Przepraszamy za kłopot.", conversation),
            "jitter": lambda: 1.0,
        }
        self.mail = Mail(store, self.clock, {"telegram": self.telegram}, pace=pace, **(hooks | more))

    def turn(self, conversation: str, at_most: int) -> None:
        """Answer all the waiting events with one echo of their texts."""
        with self.store.begin() as c:
            lock(c, conversation)
            rows = inbox.pending(c, conversation, at_most)
            texts = [row.body["text"] for row in rows]
            if rows:
                self.turns.append(texts)
                inbox.finish(c, [row.id for row in rows], self.clock.now())
                self.say(c, f"echo {' '.join(texts)}", conversation)
                self.before_answering(texts)
        self.after_answering()

    def say(self, c: Connection, text: str, conversation: str = JAN) -> int:
        return outbox.add(c, conversation=conversation, at=self.clock.now(), text=text)

    def write(self, *texts: str, conversation: str = JAN) -> None:
        """Messages said by somebody else than a turn: a timer, an engineer."""
        with self.store.begin() as c:
            for text in texts:
                self.say(c, text, conversation)

    def arm(self, key: str, due: datetime, **payload: object) -> None:
        with self.store.begin() as c:
            wakeups.arm(c, key, "sla", due, payload)

    def hear(
        self, event_id: str, text: str, user: str = "jan", choice: str | None = None, at: datetime | None = None
    ) -> bool:
        return self.mail.accept(Inbound("telegram", user, event_id, at or self.clock.now(), text, choice))

    def run_due(self) -> int:
        return asyncio.run(self.mail.run_due())

    def wait(self, time: timedelta) -> None:
        """Let the time pass as `talk` does: from one due moment to the next."""
        end = self.clock.now() + time
        while (due := self.mail.next_due()) and due <= end:
            self.clock.advance_to(max(due, self.clock.now()))
            self.run_due()
        self.clock.advance_to(end)

    def history(self, conversation: str = JAN) -> list[Found]:
        with self.store.read() as c:
            return outbox.history(c, conversation)

    def waiting(self, conversation: str = JAN) -> list[str]:
        with self.store.read() as c:
            return [row.body["text"] for row in inbox.pending(c, conversation, 100)]
