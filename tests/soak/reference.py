"""The same events without any kill: in this process, under a simulated clock, one after another."""

import asyncio
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channel import ENGINEERS, Outbound
from bot.clock import SimulatedClock
from bot.mail import Mail, Pace
from bot.main import build
from bot.store.engine import open_store
from tests.seal import SEAL
from tests.soak.people import Press
from tests.soak.snapshot import Snapshot, snapshot
from tests.soak.talks import Told, event, find
from tests.soak.worker import CHANNEL, CHANNELS
from tests.soak.world import BEFORE_EVERYTHING, furnish

AT_ONCE = Pace(gather=timedelta(0))


@dataclass
class Screen:
    """What everybody has been sent."""

    name: str = CHANNEL
    shown: list[Outbound] = field(default_factory=list)

    async def send(self, message: Outbound) -> str:
        """Always arrives."""
        self.shown.append(message)
        return f"ref-{message.id}"

    def number(self, caller: str | None) -> int | None:
        """The case of this caller."""
        return next((m.case for m in self.shown if caller and m.user == caller and m.case), None)

    def token(self, told: Told, number: int | None) -> str | None:
        """The button that was pressed, on the newest message that has it."""
        if not isinstance(told.does, Press):
            return None
        reader = ENGINEERS if number else told.user
        mine = (m for m in reversed(self.shown) if m.user == reader and m.case in (None, number))
        found = (find([(c.token, c.label) for c in m.choices], told.does) for m in mine)
        return next((token for token in found if token), None)


def replay(everything: Iterable[Told], ends: Iterable[tuple[datetime, datetime]]) -> Snapshot:
    """What the database holds after the same events, handed in at the same moments, and the same leaps of the clock.

    `ends`: when each leap began and when it was over, the first one being the conversations.
    """
    clock, screen = SimulatedClock(BEFORE_EVERYTHING), Screen()
    with closing(open_store("sqlite://")) as store, asyncio.Runner() as runner:
        furnish(store)
        mail = build(store, clock, dict.fromkeys(CHANNELS, screen), CHANNEL, AT_ONCE, SEAL).mail
        for told in sorted(everything, key=lambda t: t.handed_in):
            _pass_until(told.handed_in, mail, clock, runner)
            number = screen.number(told.case)
            mail.accept(event(told, screen.token(told, number), number))
            runner.run(mail.run_due())
        for begun, over in ends:
            clock.advance_to(max(begun, clock.now()))
            runner.run(mail.run_due())
            _pass_until(over, mail, clock, runner)
        return snapshot(store)


def _pass_until(at: datetime, mail: Mail, clock: SimulatedClock, runner: asyncio.Runner) -> None:
    while (due := mail.next_due()) is not None and due <= at:
        clock.advance_to(max(due, clock.now()))
        runner.run(mail.run_due())
    clock.advance_to(max(at, clock.now()))
