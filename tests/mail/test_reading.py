"""A file is read outside of every turn, once for everybody who sees it, whoever dies while reading."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channel import File, Inbound
from bot.clock import SimulatedClock
from bot.mail import Pace
from bot.main import App, build
from bot.store import wakeups
from bot.store.engine import open_store
from bot.talk.screen import Screen
from tests.domain.warsaw import at
from tests.seal import SEAL
from tests.world import FOLDER, furnish

NOON = at("2026-11-17 12:00")
PACE = Pace(gather=timedelta(0))
LOG = (FOLDER / "pliki" / "wir-sw1.log").read_bytes()
SECRETS = ("tajneHaslo79", "Mlynek456")


class Office:
    """The application with one caller, who has just sent a log."""

    def __init__(self, app: App, clock: SimulatedClock, seen: list[str]) -> None:
        self.app, self.clock, self._seen = app, clock, seen

    def run(self) -> None:
        asyncio.run(self.app.mail.run_due())

    def sent(self) -> None:
        """The file, and the turn that takes it in but does not read it."""
        self.app.mail.accept(Inbound("talk", "waldek", "1", NOON, files=(File("sw1.log", LOG),), person="waldek"))
        with self.app.store.begin() as c:
            (held,) = wakeups.claim(c, NOON, PACE.lease, 1)
        asyncio.run(self.app.mail._handle(held))

    @property
    def keys(self) -> list[str]:
        return [json.loads(line)["key"] for line in self._seen]

    def stored(self) -> str:
        with self.app.store.read() as c:
            tables = ("message", "inbox", "conversation", "file")
            return "".join(str(tuple(r)) for t in tables for r in c.execute(text(f'SELECT * FROM "{t}"')))  # noqa: S608


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path / 'biuro.db'}"
    furnish(url)
    clock, seen = SimulatedClock(NOON), list[str]()
    with closing(open_store(url)) as store:
        yield Office(build(store, clock, {"talk": Screen(seen.append)}, "talk", PACE, SEAL), clock, seen)


def test_the_turn_does_not_wait_for_the_file(office: Office) -> None:
    office.sent()
    with office.app.store.read() as c:
        assert c.execute(text("SELECT sealed FROM file")).scalars().all() == [1]
        assert (
            "Czytam plik sw1.log…" in c.execute(text("SELECT text FROM message WHERE direction = 'out'")).scalar_one()
        )


def test_what_it_says_comes_back_once(office: Office) -> None:
    office.sent()
    office.run()
    assert office.keys.count("report_fault.device.printed") == 1
    office.clock.advance_to(NOON + PACE.lease)
    office.run()
    assert office.keys.count("report_fault.device.printed") == 1


def test_who_dies_while_reading_is_followed_by_another(office: Office) -> None:
    office.sent()
    with office.app.store.begin() as c:
        assert wakeups.claim(c, NOON, PACE.lease, 1, only="file"), "and the process dies"
    office.run()
    assert "report_fault.device.printed" not in office.keys
    office.clock.advance_to(NOON + PACE.lease)
    office.run()
    assert office.keys.count("report_fault.device.printed") == 1


def test_a_file_that_kills_its_readers_is_given_up_with_a_sentence(office: Office) -> None:
    office.sent()
    for attempt in range(PACE.turn_attempts):
        with office.app.store.begin() as c:
            assert wakeups.claim(c, NOON + attempt * PACE.lease, PACE.lease, 1, only="file"), "and the process dies"
    office.clock.advance_to(NOON + PACE.turn_attempts * PACE.lease)
    office.run()
    assert office.keys.count("common.file_unread") == 1


def test_no_secret_of_a_file_lies_open_before_or_after_it_is_read(office: Office) -> None:
    office.sent()
    before = office.stored()
    office.run()
    after = office.stored()
    assert all(secret in LOG.decode() for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in before + after]
