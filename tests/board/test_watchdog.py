"""The watchdog mends what has no wake-up; the managers are told once when something is wrong, once when it is well."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.addresses import Addresses
from bot.channel import ENGINEERS, Outbound
from bot.clock import SimulatedClock
from bot.desk import watchdog
from bot.desk.watchdog import EVERY
from bot.domain.cases import Event
from bot.mail import Pace
from bot.main import App, build
from bot.store import cases, wakeups, watch
from bot.store.engine import Store
from bot.store.tables import message, wakeup
from tests.board.cases import opened
from tests.board.conftest import NOON
from tests.seal import SEAL

MINUTE = timedelta(minutes=1)


class Sink:
    """A channel whose messages always arrive."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def send(self, message: Outbound) -> str:
        return str(message.id)


class House:
    """The application under a simulated clock."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, SimulatedClock(NOON)
        channels = {"web": Sink("web"), "mail": Sink("mail")}
        self.app: App = build(store, self.clock, channels, "web", Pace(), SEAL, Addresses(enabled=True))

    def start(self) -> None:
        with self.store.begin() as c:
            self.app.desk.watchdog.start(c)

    def lose(self, number: int) -> None:
        """An open case that nothing will wake."""
        with self.store.begin() as c:
            cases.add(c, opened(self.clock.now(), number), Event("opened", self.clock.now()))

    def pass_until(self, at: datetime) -> None:
        """What falls due then, at the watchdog's own moments."""
        while (due := self.due()) <= at:
            self.clock.advance_to(max(due, self.clock.now()))
            asyncio.run(self.app.mail.run_due())
        self.clock.advance_to(at)

    def due(self) -> datetime:
        with self.store.read() as c:
            found: datetime = c.execute(select(wakeup.c.due).where(wakeup.c.key == watch.KEY)).scalar_one()
        return found

    def told(self) -> list[tuple[str, str]]:
        """To whom and what, about the watchdog."""
        with self.store.read() as c:
            rows = c.execute(select(message).where(message.c.key.like("engineers.watch%")).order_by(message.c.id))
            return [(row.conversation, row.key.partition(".")[2]) for row in rows]


@pytest.fixture
def house(cast: Store) -> House:
    return House(cast)


def test_while_all_is_well_nothing_is_said_and_it_looks_every_five_minutes(house: House) -> None:
    house.start()
    house.pass_until(NOON + 12 * MINUTE)
    assert house.due() == NOON + 3 * EVERY
    assert house.told() == []


def test_a_lost_wake_up_is_armed_anew_and_the_managers_are_told_once_each_way(house: House) -> None:
    house.start()
    house.lose(1001)
    house.pass_until(NOON + EVERY)
    with house.store.read() as c:
        assert wakeups.armed(c, "case:1001") is not None
        assert watchdog.incident(c) == (NOON + EVERY, "bez budzika: 1001")
    assert house.told() == [(ENGINEERS, "watch_trouble"), ("mail:szef@serwis.example", "watch_trouble")]
    house.pass_until(NOON + 4 * EVERY)
    assert house.told()[2:] == [(ENGINEERS, "watch_well"), ("mail:szef@serwis.example", "watch_well")]
    with house.store.read() as c:
        assert watchdog.incident(c) is None


def test_an_incident_that_lasts_is_told_once(house: House) -> None:
    """A wake-up in hand of somebody who is gone for an hour: overdue at every look until then."""
    house.start()
    with house.store.begin() as c:
        wakeups.arm(c, "retention", "retention", NOON, {})
        assert [held.key for held in wakeups.claim(c, NOON, timedelta(hours=1), 5)] == ["retention"]
    house.pass_until(NOON + 50 * MINUTE)
    assert [key for _, key in house.told()] == ["watch_trouble"] * 2
    with house.store.read() as c:
        assert watchdog.incident(c) == (NOON + 2 * EVERY, "inne spóźnione zadania: 1")  # at five minutes still patient


def test_after_a_stop_of_the_service_it_waits_for_the_others(house: House) -> None:
    house.start()
    with house.store.begin() as c:
        wakeups.arm(c, "retention", "retention", NOON + MINUTE, {})
    house.clock.advance_to(NOON + timedelta(hours=3))
    asyncio.run(house.app.mail.run_due())
    assert house.told() == []
    assert house.due() == NOON + timedelta(hours=3) + EVERY


def test_a_second_start_changes_nothing(house: House) -> None:
    house.start()
    house.clock.advance_to(NOON + MINUTE)
    house.start()
    assert house.due() == NOON + EVERY


def test_many_numbers_are_not_all_named() -> None:
    found = watch.Watch(12, tuple(range(1001, 1013)), (1001,), (), ())
    named = ", ".join(map(str, range(1001, 1011)))
    assert watchdog.say(found) == f"bez budzika: {named} i 2 dalszych; więcej niż jeden budzik: 1001"
