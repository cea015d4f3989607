"""Telegram's form of things: HTML and keyboards out, updates in."""

from typing import Any

from telegram import Update

from adapters.telegram.inbound import read
from adapters.telegram.render import keyboard, pages
from bot.channel import Choice, Inbound, Outbound, Rules
from tests.adapters.contract.compared import Compared
from tests.adapters.telegram.html import read_html
from tests.adapters.telegram.kit import GROUP


class TelegramThrough(Compared):
    """What is read of a message's pages, and what an update says."""

    def shown(self, message: Outbound) -> Outbound:
        below = keyboard(message.choices)
        rows = below.inline_keyboard if below else ()
        choices = tuple(Choice(str(b.callback_data), b.text) for row in rows for b in row)
        return self.compared(message, "\n".join(map(read_html, pages(message))), choices)

    def heard(self, inbound: Inbound) -> Inbound:
        chat = {"id": GROUP, "type": "supergroup"} if inbound.staff else {"id": 501, "type": "private"}
        topic = {"message_thread_id": inbound.case, "is_topic_message": True} if inbound.case else {}
        person = {"id": 501, "is_bot": False, "first_name": "Ktoś"}
        said: dict[str, Any] = {
            "message_id": 1,
            "date": int(inbound.at.timestamp()),
            "chat": chat,
            "from": person,
            **topic,
        }
        files = [{"file_id": f.name, "file_unique_id": f.name, "file_name": f.name} for f in inbound.files]
        if inbound.choice:
            query = {"id": "1", "from": person, "message": said, "chat_instance": "1", "data": inbound.choice}
            update = {"callback_query": query}
        else:
            update = {
                "message": said | ({"document": files[0], "caption": inbound.text} if files else {"text": inbound.text})
            }
        heard = read(Update.de_json({"update_id": 1, **update}, None), Rules(str(GROUP)), inbound.at)
        return self.taken(inbound, heard, str(inbound.case) if inbound.staff and inbound.case else None)
