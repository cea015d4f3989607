"""The webhook: only Telegram is let in, nonsense is refused without a trace, and what is not for us is left alone."""

import asyncio
from asyncio import Runner
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import TelegramError

from adapters.telegram.channel import TelegramChannel
from adapters.telegram.doors import TelegramDoors
from bot.channel import Inbound, Rules
from bot.clock import SimulatedClock
from tests.adapters.table import Refused
from tests.adapters.telegram.fake import TOKEN
from tests.adapters.telegram.kit import GROUP, SECRET, TelegramKit

NOON = datetime(2027, 5, 4, 12, tzinfo=UTC)
JAN = "501"


class Door:
    """The webhook and what it has let in."""

    def __init__(self, runner: Runner) -> None:
        self.kit, self._runner, self.heard = TelegramKit(), runner, list[Inbound]()
        self.kit.clock = SimulatedClock(NOON)
        self.kit.open(self._accept)

    def _accept(self, inbound: Inbound) -> bool:
        self.heard.append(inbound)
        return True

    def post(self, update: Any, secret: str = SECRET) -> int:
        return self._runner.run(self.kit.deliver(update, secret))

    def end(self) -> None:
        """Stop what runs beside the webhook, at once."""

        async def whole() -> None:
            stop = asyncio.Event()
            stop.set()
            await self.kit.doors.run(stop)

        self._runner.run(whole())

    def fetch(self) -> None:
        """Where nobody can reach us; until the first event."""

        async def whole() -> None:
            stop, loop = asyncio.Event(), asyncio.get_running_loop()

            def accept(inbound: Inbound) -> bool:
                loop.call_soon_threadsafe(stop.set)
                return self._accept(inbound)

            channel = TelegramChannel(TOKEN, self.kit.api.url)
            await TelegramDoors(channel, accept, self.kit.clock.now, Rules(), SECRET).run(stop)
            for request in channel.bot._request:
                await request.shutdown()

        self._runner.run(whole())

    def message(self, **content: Any) -> dict[str, Any]:
        return {"update_id": 7, "message": self.kit.message(JAN) | content}


@pytest.fixture
def door() -> Iterator[Door]:
    with Runner() as runner:
        door = Door(runner)
        yield door
        door.kit.close()


@pytest.mark.parametrize(("how", "secret"), [
    ("missing", ""), ("wrong", "zly"), ("cut", SECRET[:-1]), ("with more", SECRET + "x"),
    ("in capitals", SECRET.upper()),
])  # fmt: skip
def test_without_the_secret_nobody_is_let_in(door: Door, how: str, secret: str, refused: Refused) -> None:
    refused("telegram", how, door.post(door.message(text="dzień dobry"), secret))
    assert door.heard == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"7", b'"x"', b'{"update_id": {}, "message": 3}', b"[" * 100_000, b"\xff\xfe"]
)
def test_nonsense_is_refused(door: Door, body: bytes) -> None:
    assert door.post(body) == 400
    assert door.heard == []


@pytest.mark.parametrize("content", [
    {"text": "x", "chat": {"id": GROUP - 1, "type": "supergroup"}},
    {"text": "x", "chat": {"id": GROUP - 1, "type": "channel"}},
    {"text": "x", "from": {"id": 9, "is_bot": True, "first_name": "Inny bot"}},
    {"new_chat_members": [{"id": 9, "is_bot": False, "first_name": "Ktoś"}]},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
])  # fmt: skip
def test_what_is_not_for_us_is_left_alone(door: Door, content: dict[str, Any]) -> None:
    assert door.post(door.message(**content)) == 200
    assert door.heard == []


def test_telegram_does_not_wait_for_what_is_only_polite(door: Door) -> None:
    door.kit.api.awake.clear()
    press = {"id": "9", "from": door.message()["message"]["from"], "chat_instance": "1", "data": "7.0"}
    assert door.post(door.message(text="dzień dobry")) == 200
    assert (
        door.post({"update_id": 8, "callback_query": press | {"message": door.kit.message("123456", "", JAN)}}) == 200
    )
    assert (len(door.heard), door.kit.api.courtesies) == (2, 0)
    door.kit.api.awake.set()
    door.end()
    assert door.kit.api.courtesies == 2


def test_an_outage_at_the_start_is_raised_and_the_door_is_not_open(door: Door) -> None:
    door.kit.api.close()
    with pytest.raises(TelegramError):
        door.end()
    assert not door.kit.doors.is_open


def test_updates_are_fetched_and_kept_where_nobody_can_reach_us(door: Door) -> None:
    door.kit.api.updates.append(door.message(text="dzień dobry"))
    door.fetch()
    assert [event.text for event in door.heard] == ["dzień dobry"]


def test_an_edited_message_was_answered_already(door: Door) -> None:
    assert door.post({"update_id": 8, "edited_message": door.kit.message(JAN) | {"text": "poprawka"}}) == 200
    assert door.heard == []


@pytest.mark.parametrize(("typed", "meant"), [
    ("/start", "dzień dobry"),
    ("/zglos@dyspozytor_bot", "zgłaszam awarię"),
    ("/status 1001", "jaki jest status mojego zgłoszenia? 1001"),
    ("/nieznane x", "/nieznane x"),
])  # fmt: skip
def test_a_command_of_the_menu_stands_for_its_words(door: Door, typed: str, meant: str) -> None:
    door.post(door.message(text=typed))
    assert [event.text for event in door.heard] == [meant]


def test_what_cannot_be_read_is_said(door: Door) -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    door.post(door.message(voice=voice))
    door.post(door.message(contact={"phone_number": "+48600100200", "first_name": "Jan"}))
    assert [(event.text, bool(event.refused)) for event in door.heard] == [("", True), ("+48600100200", False)]


def test_a_large_file_is_refused_before_it_is_fetched(door: Door) -> None:
    big = {"file_id": "d", "file_unique_id": "d", "file_name": "zrzut.zip", "file_size": 21 * 1024 * 1024}
    door.post(door.message(document=big, caption="logi"))
    (event,) = door.heard
    assert (event.text, event.remote, event.refused[0][0]) == ("logi", (), "zrzut.zip")
