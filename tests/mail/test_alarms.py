"""The alarms of a case and the engineers who work on it, at the same moment."""

import asyncio
import logging
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.clock import SimulatedClock
from bot.domain.cases import Case
from bot.mail import Pace
from bot.main import build
from bot.store import cases, wakeups
from bot.store.engine import Store, open_store
from tests.mail.house import NOON, Telegram
from tests.seal import SEAL

DRAFT = Case(0, NOON, "P2", "nie działa", "covered", services=("extreme.pw.4h_ahr",))
"""An hour, by day and night."""
SOMEBODY_WAITS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def test_an_engineer_and_a_timer_come_for_the_same_case(postgres_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """The engineer has the case and cancels a timer that is just firing; the timer waits, and is silent then."""
    clock, telegram = SimulatedClock(NOON), Telegram()
    with closing(open_store(postgres_url)) as store:
        app = build(store, clock, {"telegram": telegram}, "telegram", Pace(), SEAL)
        with store.begin() as c:
            number = app.desk.open(c, DRAFT, NOON).number
        asyncio.run(app.mail.run_due())
        clock.advance_to(NOON + timedelta(minutes=30))

        async def play() -> None:
            with store.begin() as c:
                cases.lock(c, number)
                firing = asyncio.create_task(app.mail.run_due())
                while not await asyncio.to_thread(somebody_waits, store):
                    pass
                wakeups.cancel(c, f"case:{number}")
            async with asyncio.timeout(60):
                await firing

        with caplog.at_level(logging.WARNING):
            asyncio.run(play())
    assert caplog.messages == []
    assert [message.key for message in telegram.sent] == ["engineers.card"]


def test_a_case_that_comes_out_of_a_long_outage_is_late_at_once_and_once(any_store: Store) -> None:
    clock, telegram = SimulatedClock(NOON), Telegram()
    app = build(any_store, clock, {"telegram": telegram}, "telegram", Pace(), SEAL)
    reported = NOON - timedelta(hours=2)
    with any_store.begin() as c:
        app.desk.open(c, replace(DRAFT, submitted_at=reported), reported)
    asyncio.run(app.mail.run_due())
    clock.advance_to(NOON + timedelta(days=1))
    asyncio.run(app.mail.run_due())
    said = [message.key.removeprefix("engineers.") for message in telegram.sent]
    assert said == ["card", "card", "late", "escalated", "unclaimed"]


def somebody_waits(store: Store) -> bool:
    """Whether a transaction cannot go on."""
    with store.read() as c:
        return bool(c.execute(SOMEBODY_WAITS).scalar())
