"""Slack for the suite: payloads of the recorded shapes come in signed, calls go to a small Web API."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI

from adapters.slack.channel import SlackChannel
from adapters.slack.doors import MOMENT, ROUTE, SIGNATURE, SlackDoors
from adapters.slack.inbound import NAME
from adapters.slack.render import AT_MOST, ESCAPED, WORDS
from bot.channel import Accept, Rules
from tests.adapters.contract.kit import Kit, Shown
from tests.adapters.slack.fake import TOKEN, WebApi

GROUP = "C0INZYNIER"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - opens nothing
HOME = "https://pomoc.example"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class SlackKit(Kit):
    """A direct conversation for each account, and a channel with threads; bots of Slack are not seen typing."""

    name, secret, group, at_most, types = NAME, TOKEN, GROUP, AT_MOST, False

    def open(self, accept: Accept) -> None:
        self.api = WebApi(self.waiting, GROUP, self.uploads, self.closed)
        self.channel = SlackChannel(TOKEN, HOME, f"{self.api.url}/api/")
        self.site = FastAPI()
        self.doors = SlackDoors(self.channel, accept, self.clock.now, Rules(GROUP, self.no_files), SECRET)
        self.doors.mount(self.site)

    def close(self) -> None:
        self.api.close()

    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:
        assert await self.deliver(self.message(user, event, text, thread, where)) == 200

    async def press(self, user: str, label: str, event: int, where: str = "") -> None:
        channel = where or f"D{user}"
        await self.push(user, self.button(label, channel), event, channel)

    def button(self, label: str, where: str) -> tuple[str, dict[str, Any]]:
        shown = self.api.buttons[where].items()
        return [(ts, button) for ts, row in shown for button in row if button["text"]["text"] == label][-1]

    async def push(self, user: str, button: tuple[str, dict[str, Any]], event: int, where: str) -> None:
        assert await self.interact(self.pressed(user, event, where, *button)) == 200

    async def fill(self, user: str, words: str) -> None:
        """The newest form, sent with these words."""
        view = self.api.views[-1] | {
            "state": {"values": {WORDS: {WORDS: {"type": "plain_text_input", "value": words}}}}
        }
        assert await self.interact({"type": "view_submission", "user": {"id": user}, "view": view}) == 200

    async def attach(
        self, user: str, name: str, data: bytes, event: int, thread: str | None = None, where: str = ""
    ) -> None:
        self.api.files[f"F{event}"] = (200, "application/octet-stream", data)
        files = [self.file(event, name, len(data))]
        assert await self.deliver(self.message(user, event, "", thread, where, files=files)) == 200

    def delete_thread(self, thread: str) -> None:
        here = self.api.messages[GROUP]
        for ts in [ts for ts, shown in here.items() if shown.thread == thread]:
            del here[ts]
            self.api.buttons[GROUP].pop(ts, None)

    def shown(self, to: str) -> list[Shown]:
        return [message for _, message in sorted(self.api.messages[to if to == GROUP else f"D{to}"].items())]

    def message(
        self, user: str, event: int, text: str, thread: str | None = None, where: str = "", **more: Any
    ) -> dict[str, Any]:
        """An event as Slack posts it: three signs escaped."""
        moment = int(self.clock.now().timestamp())
        said: dict[str, Any] = {
            "type": "message", "user": user, "text": text.translate(ESCAPED), "ts": f"{moment}.{event:06d}",
            "channel": where or f"D{user}", "channel_type": "channel" if where else "im", **more,
        }  # fmt: skip
        if thread:
            said["thread_ts"] = thread
        return {
            "type": "event_callback", "team_id": "T0SERWIS", "event_id": f"Ev{event:08d}", "event_time": moment,
            "event": said, "authorizations": [{"team_id": "T0SERWIS", "user_id": "U0BOT", "is_bot": True}],
        }  # fmt: skip

    def pressed(self, user: str, event: int, channel: str, ts: str, button: Mapping[str, Any]) -> dict[str, Any]:
        """A press as Slack posts it."""
        self.api.triggers.add(f"{event}.1.a")
        root = self.api.messages[channel][ts].thread
        container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
        if root and root != ts:
            container["thread_ts"] = root
        return {
            "type": "block_actions", "user": {"id": user, "team_id": "T0SERWIS"}, "trigger_id": f"{event}.1.a",
            "container": container, "channel": {"id": channel}, "message": {"ts": ts},
            "actions": [{**button, "action_ts": f"1770000001.{event:06d}", "block_id": "b"}],
        }  # fmt: skip

    def file(self, number: int, name: str, size: int) -> dict[str, Any]:
        """A file as an event names it."""
        where = f"{self.api.url}/files/F{number}"
        return {"id": f"F{number}", "name": name, "size": size, "mode": "hosted", "url_private_download": where}

    async def interact(self, payload: Mapping[str, Any]) -> int:
        """A button or a form, as Slack posts it; the status it gets."""
        return (await self.post(urlencode({"payload": json.dumps(payload)}).encode(), FORM)).status_code

    async def command(self, text: str, user: str, channel: str, event: int = 1) -> httpx.Response:
        """The slash command."""
        fields = {"command": "/dyspozytor", "text": text, "user_id": user, "channel_id": channel}
        return await self.post(urlencode(fields | {"trigger_id": f"{event}.1.a"}).encode(), FORM)

    async def deliver(self, payload: Any, **headers: str) -> int:
        """An event, as Slack posts it; the status it gets."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return (await self.post(body, JSON, headers)).status_code

    async def post(self, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Signed now, unless `headers` say otherwise."""
        moment = str(int(self.clock.now().timestamp()))
        signed = {"Content-Type": kind, MOMENT: moment, SIGNATURE: signature(body, moment)} | dict(headers or {})
        async with self.client() as client:
            return await client.post(ROUTE, content=body, headers=signed)


def signature(body: bytes, moment: str, secret: str = SECRET) -> str:
    """As Slack's documentation computes it."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
