"""Telegram for the suite: updates of the recorded shape come in over the webhook, calls go to a small Bot API."""

import json
from itertools import count
from typing import Any

from fastapi import FastAPI

from adapters.telegram.channel import TelegramChannel
from adapters.telegram.doors import ROUTE, SIGNATURE, TelegramDoors
from adapters.telegram.inbound import NAME
from bot.channel import Accept, Rules
from tests.adapters.contract.kit import Kit, Shown
from tests.adapters.telegram.fake import TOKEN, BotApi

GROUP = -1001234567890
SECRET = "tajny_podpis_webhooka"  # noqa: S105 - opens nothing


class TelegramKit(Kit):
    """A private chat for each account, and a group with topics."""

    name, secret, group, at_most, signed = NAME, TOKEN, str(GROUP), 4096, SECRET

    def open(self, accept: Accept) -> None:
        self.api, self._numbers = BotApi(self.waiting, self.uploads, self.closed), count(1)
        self.channel = TelegramChannel(TOKEN, self.api.url)
        self.site = FastAPI()
        self.doors = TelegramDoors(self.channel, accept, self.clock.now, Rules(str(GROUP), self.no_files), SECRET)
        self.doors.mount(self.site)

    def close(self) -> None:
        self.api.close()

    async def say(self, user: str, text: str, event: int, thread: str | None = None, where: str = "") -> None:
        await self._arrive(event, message=self.message(user, thread, where) | {"text": text})

    async def press(self, user: str, label: str, event: int, where: str = "") -> None:
        await self.push(user, self.button(label, where or user), event, where or user)

    def button(self, label: str, where: str) -> tuple[int, str]:
        shown = self.api.tokens[where].items()
        return [(n, data) for n, buttons in shown for text, data in buttons if text == label][-1]

    async def push(self, user: str, button: tuple[int, str], event: int, where: str) -> None:
        (number, data), chat = button, where
        below = {**self.message("123456", self.api.messages[chat][number].thread, chat), "message_id": number}
        query = {"id": str(event), "from": _person(user), "message": below, "chat_instance": "1", "data": data}
        await self._arrive(event, callback_query=query)

    async def attach(
        self, user: str, name: str, data: bytes, event: int, thread: str | None = None, where: str = ""
    ) -> None:
        self.api.files[f"f{event}"] = data
        document = {"file_id": f"f{event}", "file_unique_id": f"u{event}", "file_name": name, "file_size": len(data)}
        message = self.message(user, thread, where) | {"document": document}
        await self._arrive(event, message=message)

    def shown(self, to: str) -> list[Shown]:
        return [message for _, message in sorted(self.api.messages[to].items())]

    def delete_thread(self, thread: str) -> None:
        self.api.topics.remove(int(thread))
        here = self.api.messages[self.group]
        for number in [number for number, shown in here.items() if str(shown.thread) == thread]:
            del here[number], self.api.tokens[self.group][number]

    def typing(self, user: str) -> bool:
        return any(method == "sendChatAction" and asked["chat_id"] == user for method, asked in self.api.calls)

    async def _arrive(self, event: int, **update: Any) -> None:
        assert await self.deliver({"update_id": event, **update}) == 200
        await self.doors.finish()

    async def deliver(self, update: Any, secret: str | None = None) -> int:
        """As the platform posts it; the status it gets."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        signed = {SIGNATURE: self.signed if secret is None else secret}
        async with self.client() as client:
            return (await client.post(ROUTE, content=body, headers=signed)).status_code

    def message(self, user: str, thread: str | None = None, where: str = "") -> dict[str, Any]:
        """A message without its content."""
        number = int(where or user)
        chat = {"id": number, "type": "supergroup" if number < 0 else "private"}
        topic = {"message_thread_id": int(thread), "is_topic_message": True} if thread else {}
        said = {"message_id": 1_000_000 + next(self._numbers), "date": int(self.clock.now().timestamp()), "chat": chat}
        return {**said, "from": _person(user), **topic}


def _person(user: str) -> dict[str, Any]:
    return {"id": int(user), "is_bot": user == "123456", "first_name": "Ktoś"}
