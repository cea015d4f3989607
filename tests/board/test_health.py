"""Monitoring sees numbers, and only whoever may."""

import asyncio
from contextlib import closing
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import URL, text
from starlette.middleware.sessions import SessionMiddleware

from bot.board import health
from bot.board.house import House
from bot.clock import SimulatedClock
from bot.domain.cases import Event
from bot.store import cases, outbox, wakeups
from bot.store.engine import Store, open_store
from tests.board.cases import opened
from tests.board.conftest import NOON
from tests.postgres import temporary_database

TOKEN = "t" * 32
MINUTE = timedelta(minutes=1)


def ask(house: House, path: str, token: str = "", known: str = TOKEN) -> httpx.Response:
    """One request to an app that has nothing but health."""
    app = FastAPI()
    health.mount(app, house, known)
    health.mount_ready(app, house.store, lambda: ["telegram"])
    app.add_middleware(SessionMiddleware, secret_key=TOKEN)

    async def request() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://wewnatrz") as client:
            return await client.get(path, headers={"Authorization": f"Bearer {token}"} if token else {})

    return asyncio.run(request())


@pytest.fixture
def house(any_store: Store) -> House:
    """Case 1001 has its wake-up, 1002 has none, and the one of 1003 is six minutes late; one message is unsent."""
    with any_store.begin() as c:
        for number in (1001, 1002, 1003):
            cases.add(c, opened(NOON, number, owner="ola" if number == 1001 else None), Event("opened", NOON))
        wakeups.arm(c, "case:1001", "case", NOON + MINUTE, {})
        wakeups.arm(c, "case:1003", "case", NOON - 6 * MINUTE, {})
        outbox.add(c, conversation="web:g-1", at=NOON, text="tajne słowa")
    return House(any_store, lambda _event: True, SimulatedClock(NOON))


def test_the_numbers_are_counted(house: House) -> None:
    assert ask(house, "/healthz/szczegoly", TOKEN).json() == {
        "open_cases": 3, "open_cases_unowned": 2, "cases_without_wakeup": 1, "cases_with_more_wakeups": 0,
        "cases_with_late_wakeup": 1, "wakeups_overdue": 1, "wakeup_overdue_seconds": 360,
        "messages_unsent": 1, "message_unsent_seconds": 0, "messages_failed": 0,
        "engineers_channel_lost": 0, "events_waiting": 0, "files_waiting": 0, "well": False,
    }  # fmt: skip


def test_prometheus_reads_the_same_numbers(house: House) -> None:
    answer = ask(house, "/metrics", TOKEN)
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert "dyspozytor_cases_without_wakeup 1" in lines
    assert "dyspozytor_well 0" in lines
    assert 'dyspozytor_deadlines{subject="reaction",state="running"} 3' in lines
    assert "dyspozytor_database_up 1" in lines
    assert {line.split()[0].removeprefix("dyspozytor_") for line in lines} >= set(health.HELP)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "tajne" not in answer.text


@pytest.mark.parametrize("path", ["/metrics", "/healthz/szczegoly"])
@pytest.mark.parametrize(("token", "known"), [("", TOKEN), ("x" * 32, TOKEN), ("", ""), ("t" * 31, TOKEN)])
def test_nobody_else_is_told(house: House, path: str, token: str, known: str) -> None:
    answer = ask(house, path, token, known)
    assert answer.status_code == 401
    assert "open_cases" not in answer.text


def test_whoever_restarts_the_service_asks_without_a_token(house: House) -> None:
    assert (ask(house, "/healthz").status_code, ask(house, "/healthz").text) == (200, "ok")


def test_without_the_database_nothing_is_ready(postgres_server: URL) -> None:
    with temporary_database(postgres_server) as url:
        store = open_store(url)
        house = House(store, lambda _event: True, SimulatedClock(NOON))
        assert [ask(house, path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    with closing(store):
        assert [ask(house, path).status_code for path in ("/healthz", "/readyz")] == [503, 503]
        assert ask(house, "/readyz").json() == {"ready": False, "down": ["telegram"]}


def test_a_channel_that_is_down_is_named_and_the_rest_is_ready(house: House) -> None:
    answer = ask(house, "/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "down": ["telegram"]})


def test_without_the_database_the_process_still_says_what_it_counted(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        house = House(store, lambda _event: True, SimulatedClock(NOON))
        with store.begin() as c:
            c.execute(text("DROP TABLE wakeup"))  # a database that cannot answer the questions of the watchdog
        answer = ask(house, "/metrics", TOKEN)
        assert ask(house, "/healthz/szczegoly", TOKEN).status_code == 503
    assert "dyspozytor_database_up 0\n" in answer.text
    assert "dyspozytor_turn_seconds_count " in answer.text
