"""The production loop: wakes up by itself, does several things at once but never two of one lane, stops politely."""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import NullPool, create_engine, make_url, select, text

from bot.channel import Outbound
from bot.clock import SystemClock
from bot.store import tables, wakeups
from bot.store.engine import Store, open_store
from tests.mail.house import NOON, PACE, House, nothing

HASTE = replace(PACE, gather=timedelta(0), first_retry=timedelta(milliseconds=1))
DEAF = replace(HASTE, poll=timedelta(hours=1))
"""Never looks by itself: only what wakes it up makes it look."""
PATIENCE = 60
"""Seconds after which a test that hangs is a failure."""


@asynccontextmanager
async def running(*houses: House) -> AsyncIterator[None]:
    """The mail of these houses runs until the end of the block, and stops by itself."""
    stop = asyncio.Event()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        for house in houses:
            group.create_task(house.mail.run(stop))
        yield
        stop.set()


def hook(house: House, send: Callable[[Outbound], Awaitable[None]]) -> None:
    """Do something in the middle of each sending."""
    plain = house.telegram.send

    async def hooked(message: Outbound) -> str:
        await send(message)
        return await plain(message)

    house.telegram.send = hooked  # type: ignore[method-assign]


def expect(house: House, count: int) -> asyncio.Event:
    """An event that is set when the channel has been asked for so many messages."""
    arrived, seen = asyncio.Event(), Counter[str]()

    async def count_up(message: Outbound) -> None:
        seen[message.text] += 1
        if seen.total() == count:
            arrived.set()

    hook(house, count_up)
    return arrived


def test_an_event_wakes_the_runner_and_so_does_what_the_turn_says(any_store: Store) -> None:
    house = House(any_store, DEAF)

    async def play() -> None:
        async with running(house):
            for number in range(5):
                await asyncio.to_thread(house.hear, f"{number}", f"{number}")
                await all_done(house)

    asyncio.run(play())
    assert house.telegram.texts == ["echo 0", "echo 1", "echo 2", "echo 3", "echo 4"]


def test_what_was_waiting_before_the_start_is_done(any_store: Store) -> None:
    house = House(any_store, DEAF)
    house.hear("1", "router")
    house.write("dzień dobry", "w czym pomóc")

    async def play() -> None:
        arrived = expect(house, 3)
        async with running(house):
            await arrived.wait()

    asyncio.run(play())
    assert sorted(house.telegram.texts) == ["dzień dobry", "echo router", "w czym pomóc"]


def test_after_a_crash_nobody_waits_for_a_lease_to_end(sqlite_url: str) -> None:
    """The clock stands still: what the dead process had in hand is taken up at once."""
    with closing(open_store(sqlite_url)) as store:
        house = House(store, DEAF)
        house.write("w drodze")
        with store.begin() as c:
            assert [held.attempts for held in wakeups.claim(c, NOON, timedelta(minutes=2), 10)] == [1]

        async def play() -> None:
            arrived = expect(house, 1)
            async with running(house):
                await arrived.wait()

        asyncio.run(play())
        assert house.telegram.texts == ["w drodze"]


def test_another_process_is_woken_by_the_database(postgres_url: str) -> None:
    async def play() -> None:
        arrived = expect(sleeper, 1)
        async with running(sleeper):
            await asyncio.to_thread(awake.hear, "1", "router")
            await arrived.wait()

    with closing(open_store(postgres_url)) as one, closing(open_store(postgres_url)) as other:
        sleeper, awake = House(one, DEAF), House(other, DEAF)
        asyncio.run(play())
    assert sleeper.telegram.texts == ["echo router"]


def test_the_runner_sleeps_until_the_moment_comes(any_store: Store) -> None:
    """The clock stands a breath before the timer, and is moved while the runner rests."""
    house = House(any_store, HASTE)
    house.on_timer = lambda c, wakeup: nothing(house.say(c, wakeup.key))
    house.arm("sla:1001", NOON + timedelta(milliseconds=30))

    async def play() -> None:
        arrived = expect(house, 1)
        async with running(house):
            house.clock.advance_to(NOON + timedelta(milliseconds=30))
            await arrived.wait()

    asyncio.run(play())
    assert house.telegram.texts == ["sla:1001"]


def test_several_conversations_are_served_at_once_and_none_twice_at_once(any_store: Store) -> None:
    """The channel answers nobody before four readers are being written to: in turns this would never end."""
    house = House(any_store, HASTE)
    readers = [f"telegram:{number}" for number in range(4)]
    for reader in readers:
        house.write(*(f"{number}" for number in range(5)), conversation=reader)
    busy: Counter[str] = Counter()

    async def play() -> None:
        together, arrived = asyncio.Event(), expect(house, 20)

        async def meet(message: Outbound) -> None:
            busy[message.user] += 1
            assert busy[message.user] == 1
            if len(busy) == len(readers):
                together.set()
            await together.wait()
            busy[message.user] -= 1

        hook(house, meet)
        async with running(house):
            await arrived.wait()

    asyncio.run(play())
    for reader in readers:
        assert [m.text for m in house.telegram.sent if m.conversation == reader] == ["0", "1", "2", "3", "4"]


def test_a_channel_that_hangs_does_not_hold_up_the_turns(any_store: Store) -> None:
    house = House(any_store, replace(HASTE, sends_at_once=2, turns_at_once=1))
    for number in range(5):
        house.write("wisi", conversation=f"telegram:{number}")
    hanging = []

    async def play() -> None:
        loop, answered, let_go = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
        house.after_answering = lambda: nothing(loop.call_soon_threadsafe(answered.set))

        async def hang(message: Outbound) -> None:
            hanging.append(message.user)
            if len(hanging) == 1:
                await asyncio.to_thread(house.hear, "1", "router", "ewa")
            await let_go.wait()

        hook(house, hang)
        async with running(house):
            await answered.wait()
            assert len(hanging) <= 2
            let_go.set()

    asyncio.run(play())
    assert house.turns == [["router"]]


def test_stopping_finishes_what_is_in_hand(any_store: Store) -> None:
    house = House(any_store, HASTE)
    house.write("w drodze", "zostaje")
    turning, said = threading.Event(), threading.Event()

    def pause() -> None:
        turning.set()
        assert said.wait(PATIENCE)

    house.after_answering = pause
    house.hear("1", "router", user="ewa")

    async def play() -> None:
        stop, sending, let_go = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def hold(_: Outbound) -> None:
            sending.set()
            await let_go.wait()

        hook(house, hold)
        runner = asyncio.create_task(house.mail.run(stop))
        await sending.wait()
        assert await asyncio.to_thread(turning.wait, PATIENCE)
        stop.set()
        let_go.set()
        said.set()
        async with asyncio.timeout(PATIENCE):
            await runner

    asyncio.run(play())
    assert "w drodze" in house.telegram.texts
    with any_store.read() as c:
        assert set(c.execute(select(tables.wakeup.c.claim)).scalars()) <= {None}, "nothing is left half-way"
    house.run_due()
    assert sorted(house.telegram.texts) == ["echo router", "w drodze", "zostaje"]


def test_a_runner_that_is_to_stop_begins_nothing(any_store: Store) -> None:
    house = House(any_store, HASTE)
    house.write("zostaje")
    stop = asyncio.Event()
    stop.set()
    asyncio.run(house.mail.run(stop))
    assert house.telegram.texts == []


def test_two_processes_share_the_work_and_keep_the_order(postgres_url: str) -> None:
    """Sixty messages of four people, handed in now here, now there."""
    with closing(open_store(postgres_url)) as one, closing(open_store(postgres_url)) as other:
        houses = [House(store, HASTE, SystemClock()) for store in (one, other)]

        async def play() -> None:
            async with running(*houses):
                for number in range(60):
                    await asyncio.to_thread(houses[number % 2].hear, f"{number}", f"{number}", f"{number % 4}")
                await all_done(houses[0])

        asyncio.run(play())
        for person in range(4):
            said = [row.text.removeprefix("echo ") for row in houses[0].history(f"telegram:{person}")]
            assert " ".join(said).split() == [str(number) for number in range(person, 60, 4)]
        sent = Counter(message.id for house in houses for message in house.telegram.sent)
        assert set(sent.values()) == {1}


def test_the_runner_outlives_a_database_that_goes_away_and_comes_back(postgres_url: str) -> None:
    with closing(open_store(postgres_url)) as store, listening("Baza danych nie odpowiada") as noticed:
        house = House(store, HASTE, SystemClock())

        async def play() -> None:
            sending, let_go = asyncio.Event(), asyncio.Event()

            async def hold(_: Outbound) -> None:
                sending.set()
                await let_go.wait()

            hook(house, hold)
            house.write("w drodze")
            async with running(house):
                await sending.wait()
                with unreachable(postgres_url):
                    let_go.set()  # it has left the house, and nobody can write that down
                    assert await asyncio.to_thread(noticed.wait, PATIENCE)
                await asyncio.to_thread(house.write, "dalej")
                await all_done(house)

        asyncio.run(play())
    assert house.telegram.texts == ["w drodze", "dalej"], "each of them once"


async def all_done(house: House) -> None:
    """Ask until no wake-up is left."""
    while await asyncio.to_thread(house.mail.next_due):
        pass


@contextmanager
def unreachable(url: str) -> Iterator[None]:
    """The database drops everybody and lets nobody in until the end of the block."""
    name = make_url(url).database
    server = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    drop = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    with server.connect() as c:
        c.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        c.execute(drop, {"name": name})
        yield
        c.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))


@contextmanager
def listening(words: str) -> Iterator[threading.Event]:
    """An event that is set when the log of the mail says these words."""
    heard = threading.Event()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                heard.set()

    ear, log = Ear(), logging.getLogger("dyspozytor.mail")
    log.addHandler(ear)
    yield heard
    log.removeHandler(ear)
