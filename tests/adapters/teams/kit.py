"""Teams for the suite: activities of the recorded shapes come in signed, calls go to a small Teams."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import httpx
from fastapi import FastAPI

from adapters.teams.book import NAME, Book, InMemory, InStore
from adapters.teams.channel import TeamsChannel
from adapters.teams.cloud import Cloud
from adapters.teams.doors import ROUTE, TeamsDoors
from adapters.teams.render import AT_MOST
from adapters.teams.sdk import PUBLIC
from adapters.web.handout import Handouts
from bot.channel import Accept, Choice, File, Rules
from bot.platforms import Teams
from bot.store import files
from tests.adapters.contract.kit import Kit, Shown
from tests.adapters.teams.fake import SECRET, THREAD, Platform
from tests.adapters.teams.issuer import APP, PARTNER, TENANT, token

GROUP = "19:1234567890abcdef1234567890abcdef@thread.tacv2"
HOME = "https://pomoc.example"
US = {"id": f"28:{APP}", "name": "Dyspozytor"}
TEAMS = Teams(APP, SECRET, (TENANT, PARTNER))


class Opened(dict[str, bytes]):
    """Files by name, each opened by its link when somebody looks."""

    def __init__(self, kit: "TeamsKit") -> None:
        self._kit = kit

    def __missing__(self, name: str) -> bytes:
        said = "".join(activity["text"] for activity in self._kit.platform.sent)
        address = re.findall(f'<a href="([^"]*)">{re.escape(escape(name, quote=False))}</a>', said)[-1]
        return asyncio.run(self._kit.look(address)).content


class TeamsKit(Kit):
    """A private chat for each account, and a channel with threads, out of which Teams hands no files to bots."""

    name, secret, group, at_most, group_files = NAME, SECRET, GROUP, AT_MOST, False

    def open(self, accept: Accept) -> None:
        self.uploads, handouts = Opened(self), Handouts("x" * 40, HOME)
        self.platform = Platform(self.waiting, GROUP, self.closed)
        book: Book = InStore(self.store) if hasattr(self, "store") else InMemory()
        self.channel = TeamsChannel(TEAMS, book, handouts.link, HOME, cloud(self.platform))
        self.site = FastAPI()
        self.doors = TeamsDoors(self.channel, accept, self.clock.now, Rules(GROUP, self.no_files))
        self.doors.mount(self.site)
        handouts.mount(self.site, self._file)

    def close(self) -> None:
        self.platform.close()

    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:
        assert await self.deliver(self.message(user, event, text, thread, where)) == 200

    async def press(self, user: str, label: str, event: int, where: str = "") -> None:
        await self.push(user, self.button(label, where or f"a:{user}"), event, where)

    def button(self, label: str, where: str) -> tuple[str, Choice]:
        shown = self.platform.buttons[where].items()
        return [(number, choice) for number, row in shown for choice in row if choice.label == label][-1]

    async def push(self, user: str, button: tuple[str, Choice], event: int, where: str) -> None:
        assert await self.deliver(self.pressed(user, event, *button, where)) == 200

    async def attach(
        self, user: str, name: str, data: bytes, event: int, thread: str | None = None, where: str = ""
    ) -> None:
        self.platform.files[f"F{event}"] = (200, data, "")
        said = self.message(user, event, "", thread, where, attachments=[self.file(f"F{event}", name)])
        assert await self.deliver(said) == 200

    def delete_thread(self, thread: str) -> None:
        here = self.platform.messages[GROUP]
        for number in [number for number, shown in here.items() if shown.thread == thread]:
            del here[number]
            self.platform.buttons[GROUP].pop(number, None)

    def shown(self, to: str) -> list[Shown]:
        return [message for _, message in sorted(self.platform.messages[self._room(to)].items())]

    def typing(self, user: str) -> bool:
        return f"a:{user}" in self.platform.typed

    def message(
        self, user: str, event: int, text: str, thread: str | None = None, where: str = "", **more: Any
    ) -> dict[str, Any]:
        """As Teams posts what was typed: bare, and as HTML beside."""
        shown = [{"contentType": "text/html", "content": html(text)}] if text else []
        number = str(1_760_000_000_000 + event)
        activity = self._activity("message", user, number, where, thread or (number if where else None))
        return activity | {"text": text, "textFormat": "plain", "attachments": shown} | more

    def pressed(
        self, user: str, event: int, number: str, choice: Choice, where: str = "", words: str = ""
    ) -> dict[str, Any]:
        """A press as Teams posts it."""
        root = self.platform.messages[where][number].thread if where else None
        data = {"choice": choice.token} | ({"words": words} if words else {})
        action = {"type": "Action.Execute", "title": choice.label, "verb": "choice", "data": data}
        activity = self._activity("invoke", user, f"f:{event}", where, root)
        about = {"name": "adaptiveCard/action", "value": {"action": action, "trigger": "manual"}}
        return activity | about | {"replyToId": number}

    def file(self, number: str, name: str) -> dict[str, Any]:
        """A file as a private chat names it."""
        where = f"{self.platform.shelf.url}/pliki/{number}"
        return {
            "contentType": "application/vnd.microsoft.teams.file.download.info", "name": name,
            "contentUrl": f"https://firma-my.sharepoint.com/personal/ktos/Documents/{name}",
            "content": {"downloadUrl": f"{where}?tempauth=tajne", "uniqueId": number, "fileType": name[-3:]},
        }  # fmt: skip

    async def deliver(self, activity: Mapping[str, Any]) -> int:
        """Signed, as Teams posts it; the status it gets."""
        return (await self.post(json.dumps(activity).encode())).status_code

    async def post(self, body: bytes, bearer: str | None = None) -> httpx.Response:
        """With a right token, unless another one is given."""
        given = token(self.platform.service) if bearer is None else bearer
        signed = {"Authorization": f"Bearer {given}".encode("latin-1")} if given else {}
        headers: Any = {"Content-Type": b"application/json", **signed}
        async with self.client() as client:
            return await client.post(ROUTE, content=body, headers=headers)

    async def look(self, address: str) -> httpx.Response:
        """What a reader gets who follows a link."""
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.site), base_url=HOME) as client:
            return await client.get(address)

    def _activity(self, kind: str, user: str, number: str, where: str, root: str | None) -> dict[str, Any]:
        room = f"{where}{THREAD}{root}" if root else where or f"a:{user}"
        sort = {"conversationType": "channel", "isGroup": True} if where else {"conversationType": "personal"}
        data = {"channel": {"id": where}, "team": {"id": where}} if where else {}
        if not where:
            self.platform.messages.setdefault(room, {})
        return {
            "type": kind, "id": number, "timestamp": self.clock.now().isoformat().replace("+00:00", "Z"),
            "channelId": "msteams", "serviceUrl": f"{self.platform.service}/", "recipient": US,
            "from": {"id": f"29:1{user}", "name": "Ktoś", "aadObjectId": user},
            "conversation": {"id": room, "tenantId": TENANT, **sort}, "channelData": {"tenant": {"id": TENANT}, **data},
            "locale": "pl-PL",
        }  # fmt: skip

    def _file(self, message: int, number: int) -> File | None:
        with self.store.read() as c:
            return files.sent(c, message, number)

    def _room(self, to: str) -> str:
        return to if to == GROUP else f"a:{to}"


def html(text: str) -> str:
    """As Teams' editor makes it of what was typed."""
    return f"<p>{escape(text, quote=False)}</p>".replace("\n", "<br>\r\n").replace("  ", "&nbsp; ")


def cloud(platform: Platform) -> Cloud:
    """Microsoft as the fake plays it."""
    directory = replace(
        PUBLIC, login_endpoint=platform.url, openid_metadata_url=f"{platform.url}/v1/.well-known/openidconfiguration"
    )
    return Cloud(directory, platform.service, platform.shelf.url)
