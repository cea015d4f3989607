"""What the configuration makes of the platforms: where files of callers go, and doors that stay open."""

import asyncio
import re
from asyncio import Runner
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI

from adapters.web.upload import Uploads
from bot import settings
from bot.channel import Inbound
from bot.clock import SimulatedClock
from bot.commands import hosting
from tests.adapters.slack.kit import SECRET, SlackKit
from tests.adapters.teams.issuer import APP, TENANT
from tests.adapters.teams.kit import TeamsKit
from tests.adapters.telegram.kit import TelegramKit

Platform = SlackKit | TeamsKit | TelegramKit
KINDS: tuple[type[Platform], ...] = (SlackKit, TeamsKit, TelegramKit)

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
HOME = "https://pomoc.example"
CONFIG = {
    "SECRET": "x" * 40, "PUBLIC_URL": HOME, "SLACK_BOT_TOKEN": f"xoxb-{'1' * 30}", "SLACK_SIGNING_SECRET": SECRET,
    "TELEGRAM_TOKEN": f"123456789:{'A' * 35}", "TEAMS_APP_ID": APP, "TEAMS_SECRET": "x" * 40, "TEAMS_TENANT": TENANT,
}  # fmt: skip


class Hosted:
    """A platform with the doors that the configuration opens, and the page for files."""

    def __init__(self, kit: Platform, **more: str) -> None:
        self.heard: list[Inbound] = []
        config = settings.load({f"DYSPOZYTOR_{name}": value for name, value in (CONFIG | more).items()})
        uploads = Uploads(config.secret, config.public_url)
        self.kit, self.site = kit, FastAPI()
        for door in hosting.doors(config, {kit.name: kit.channel}, self._accept, kit.clock.now, uploads):
            door.mount(self.site)
        uploads.mount(self.site, self._accept, kit.clock.now)
        kit.site = self.site
        if isinstance(kit, TelegramKit):
            kit.signed = hosting.signature(config.secret, "telegram")

    async def upload(self, address: str) -> None:
        """A file sent by the page."""
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.site), base_url=HOME) as client:
            await client.post(address, files={"files": ("wynik.txt", b"VRP")})

    def _accept(self, inbound: Inbound) -> bool:
        self.heard.append(inbound)
        return True


@contextmanager
def opened(kind: type[Platform]) -> Iterator[Platform]:
    """The platform, which takes nothing itself here."""
    kit = kind()
    kit.clock = SimulatedClock(NOON)
    kit.open(lambda _: True)
    yield kit
    kit.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_callers_get_a_link_for_their_files_bound_to_their_conversation(
    kind: type[Platform],
) -> None:
    with opened(kind) as kit, Runner() as runner:
        hosted = Hosted(kit)
        runner.run(kit.attach("501", "wynik.txt", b"VRP", 1))
        ((name, why),) = hosted.heard[0].refused
        (address,) = re.findall(rf"{HOME}/pliki/\S+", why)
        runner.run(hosted.upload(address))
    assert (name, hosted.heard[0].remote) == ("wynik.txt", ())
    assert [(e.channel, e.user, [f.name for f in e.files]) for e in hosted.heard[1:]] == [
        (kit.name, "501", ["wynik.txt"])
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_files_are_taken_where_the_operator_allows_it(kind: type[Platform]) -> None:
    with opened(kind) as kit, Runner() as runner:
        hosted = Hosted(kit, **{f"{kind.name.upper()}_FILES": "tak"})
        runner.run(kit.attach("501", "wynik.txt", b"VRP", 1))
    assert [(len(event.remote), event.refused) for event in hosted.heard] == [(1, ())]


class Shaky:
    """A door that fails so many times before it stays open; then it stops everything."""

    name = "chwiejny"

    def __init__(self, failures: int) -> None:
        self.failures, self.is_open = failures, False

    def mount(self, site: FastAPI) -> None:
        """Nothing."""

    async def run(self, stop: asyncio.Event) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("https://api.example/bot123:tajny-token")
        self.is_open = True
        stop.set()


class Steady(Shaky):
    """A door that stays open."""

    name = "spokojny"

    async def run(self, stop: asyncio.Event) -> None:
        self.is_open = True
        await stop.wait()


def test_a_door_that_fails_is_opened_again_and_leaves_the_others_open(caplog: pytest.LogCaptureFixture) -> None:
    shaky, steady = Shaky(3), Steady(0)

    async def whole() -> None:
        async with asyncio.timeout(20):
            await hosting.beside([steady, shaky], asyncio.Event(), rest=0)

    asyncio.run(whole())
    assert (shaky.is_open, steady.is_open) == (True, True)
    assert [record.getMessage() for record in caplog.records if record.name == "dyspozytor.channels"] == [
        "Kanał chwiejny nie działa (ConnectionError), następna próba za 0 s."
    ] * 3
    assert "tajny-token" not in caplog.text
