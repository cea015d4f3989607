"""Socket Mode: events come over a connection of our own, each answered once it is kept."""

import asyncio
import json
import logging
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from adapters.slack.doors import SlackDoors
from adapters.slack.inbound import ELSEWHERE
from bot.channel import Inbound, Rules
from tests.adapters.slack.fake import APP_TOKEN
from tests.adapters.slack.house import JAN, Slack


class Socket:
    """Slack's end: hands out payloads one by one and keeps the answers."""

    def __init__(self, payloads: list[dict[str, Any]]) -> None:
        self.payloads, self.answers, self.done = payloads, list[dict[str, Any]](), asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        for number, payload in enumerate(self.payloads):
            await socket.send_json({"type": "events_api", "envelope_id": f"e{number}", "payload": payload})
            while (message := await socket.receive()).type != WSMsgType.TEXT:
                assert message.type not in (WSMsgType.CLOSED, WSMsgType.ERROR)
            self.answers.append(json.loads(message.data))
        self.done.set()
        await socket.receive()
        return socket


async def run(slack: Slack, payloads: list[dict[str, Any]], heard: list[Inbound]) -> list[dict[str, Any]]:
    """All of them through the doors; what was answered."""
    socket, site = Socket(payloads), web.Application()
    site.router.add_get("/", socket.serve)
    server = web.AppRunner(site)
    await server.setup()
    await web.TCPSite(server, "127.0.0.1", 0).start()
    slack.api.socket = f"ws://127.0.0.1:{server.addresses[0][1]}/?ticket=tajny-bilet"
    stop = asyncio.Event()

    def accept(inbound: Inbound) -> bool:
        heard.append(inbound)
        return True

    doors = SlackDoors(slack.kit.doors._channel, accept, slack.clock.now, Rules(), app_token=APP_TOKEN)
    running = asyncio.create_task(doors.run(stop))
    assert not doors.is_open
    await asyncio.wait_for(socket.done.wait(), 20)
    assert doors.is_open
    stop.set()
    await running
    assert not doors.is_open
    await server.cleanup()
    return socket.answers


def test_events_of_the_socket_are_kept_and_answered(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    command = {"command": "/dyspozytor", "text": "status", "user_id": JAN, "channel_id": "C0INNY", "trigger_id": "1.2"}
    payloads = [slack.kit.message(JAN, 1, "dzień dobry"), {"type": "event_callback"}, command]
    heard: list[Inbound] = []
    answers = slack.do(run(slack, payloads, heard))
    assert [event.text for event in heard] == ["dzień dobry", "status"]
    assert [(said["envelope_id"], said.get("payload", {}).get("text")) for said in answers] == [
        ("e0", None), ("e1", None), ("e2", ELSEWHERE),
    ]  # fmt: skip
    assert APP_TOKEN not in caplog.text
    assert "tajny-bilet" not in "".join(record.getMessage() for record in caplog.records if "slack" in record.name)


class Told(logging.Handler):
    """Says when something is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.said = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.said.set()


def test_an_outage_at_the_start_is_waited_for_without_a_secret(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)

    async def whole() -> None:
        stop, told = asyncio.Event(), Told()
        logging.getLogger("dyspozytor.slack.socket").addHandler(told)
        doors = SlackDoors(slack.kit.doors._channel, lambda _: True, slack.clock.now, Rules(), app_token=APP_TOKEN)
        running = asyncio.create_task(doors.run(stop))
        await asyncio.wait_for(told.said.wait(), 20)
        logging.getLogger("dyspozytor.slack.socket").removeHandler(told)
        assert not running.done()
        stop.set()
        await running

    slack.do(whole())
    assert "kłopot z połączeniem" in caplog.text
    assert "tajny-bilet" not in caplog.text
