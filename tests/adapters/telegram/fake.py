"""A small Bot API on loopback: keeps what is sent, enforces the documented limits, and refuses to order."""

import json
import re
from collections import defaultdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler
from itertools import count
from threading import Event
from typing import Any
from urllib.parse import parse_qsl

from tests.adapters.contract.kit import Shown, Trouble
from tests.adapters.loopback import Loopback, Quiet
from tests.adapters.telegram.html import Broken, read_html
from tests.adapters.telegram.limits import Limits

TOKEN = "123456:tajny-token-ktory-nie-moze-wyciec"  # noqa: S105 - opens nothing
UNITS, DATA = 4096, 64
MENTION = re.compile(r'<a href="tg://user\?id=(\d+)">')


class Refused(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, words: str, **parameters: int) -> None:
        super().__init__(words)
        self.answer = {"ok": False, "error_code": code, "description": words, "parameters": parameters}


class BotApi(Loopback):
    """The platform. `messages`: what each chat shows, by id; `calls`: every method that was asked for."""

    def __init__(self, troubles: list[Trouble], uploads: dict[str, bytes], closed: set[str]) -> None:
        self.troubles, self.uploads, self.closed, self.ids = troubles, uploads, closed, count(1)
        self.topics, self.wait = set[int](), 7
        self.messages: dict[str, dict[int, Shown]] = defaultdict(dict)
        self.tokens: dict[str, dict[int, list[tuple[str, str]]]] = defaultdict(dict)
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.hooks: list[dict[str, Any]] = []
        self.updates: list[dict[str, Any]] = []
        self.limits: Limits | None = None
        self.courtesies, self.awake = 0, Event()
        self.awake.set()
        api = self

        class Handler(Quiet, BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                api.answer(self, self.rfile.read(length))

            def do_GET(self) -> None:
                found = api.files.get(self.path.rpartition("/")[2])
                _reply(self, 200 if found is not None else 404, found or b"")

        super().__init__(Handler)

    def answer(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        """One call of the API."""
        _, token, method = request.path.split("/")
        asked = _fields(request.headers, body)
        self.calls.append((method, asked))
        try:
            if token != f"bot{TOKEN}":
                raise Refused(401, "Unauthorized")
            said = {"ok": True, "result": getattr(self, f"_{method.lower()}")(asked)}
        except Refused as refused:
            said = refused.answer
        _reply(request, said.get("error_code", 200), json.dumps(said).encode())

    def _sendmessage(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked)
        number = next(self.ids)
        self._keep(asked, number, 0)
        return self._message(asked["chat_id"], number)

    def _editmessagetext(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked)
        number = int(asked["message_id"])
        before = self.messages[asked["chat_id"]].get(number)
        if before is None:
            raise Refused(400, "Bad Request: message to edit not found")
        thread = before.thread
        self._keep({**asked, "message_thread_id": thread}, number, before.edits + 1)
        after = self.messages[asked["chat_id"]][number]
        if (before.text, before.labels) == (after.text, after.labels):
            raise Refused(400, "Bad Request: message is not modified: specified new message content is the same")
        return self._message(asked["chat_id"], number)

    def _senddocument(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked)
        number = next(self.ids)
        name, data = asked["document"]
        self.uploads[name] = data
        self.messages[asked["chat_id"]][number] = Shown(
            asked["chat_id"], "", thread=asked.get("message_thread_id"), files=(name,)
        )
        return self._message(asked["chat_id"], number)

    def _createforumtopic(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked)
        if not asked["chat_id"].startswith("-100") or len(asked["name"]) > 128:
            raise Refused(400, "Bad Request: the chat is not a forum")
        self.topics.add(number := next(self.ids))
        return {"message_thread_id": number, "name": asked["name"], "icon_color": 0}

    def _sendchataction(self, asked: dict[str, Any]) -> bool:
        assert asked["action"] == "typing"
        return self._polite()

    def _answercallbackquery(self, asked: dict[str, Any]) -> bool:
        return bool(asked["callback_query_id"]) and self._polite()

    def _setwebhook(self, asked: dict[str, Any]) -> bool:
        self.hooks.append(asked)
        return True

    def _getupdates(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        return [update for update in self.updates if update["update_id"] >= int(asked.get("offset", 0))]

    def _deletewebhook(self, _asked: dict[str, Any]) -> bool:
        return True

    def _setmycommands(self, asked: dict[str, Any]) -> bool:
        if not all(c["command"].islower() and c["command"].isascii() for c in json.loads(asked["commands"])):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    def _getme(self, _asked: dict[str, Any]) -> dict[str, Any]:
        return {"id": 123456, "is_bot": True, "first_name": "Dyspozytor", "username": "dyspozytor_bot"}

    def _getfile(self, asked: dict[str, Any]) -> dict[str, Any]:
        found = self.files.get(asked["file_id"])
        if found is None:
            raise Refused(400, "Bad Request: file is temporarily unavailable")
        return {
            "file_id": asked["file_id"],
            "file_unique_id": "u",
            "file_size": len(found),
            "file_path": asked["file_id"],
        }

    def _polite(self) -> bool:
        """What only shows that somebody is at work; while the platform is not awake it takes long."""
        self.awake.wait(10)
        self.courtesies += 1
        return True

    def _trouble(self, asked: dict[str, Any]) -> None:
        if self.limits and (wait := self.limits.wait(asked["chat_id"])):
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        if asked["chat_id"] in self.closed:
            raise Refused(403, "Forbidden: bot was kicked from the supergroup chat")
        if asked.get("message_thread_id") and int(asked["message_thread_id"]) not in self.topics:
            raise Refused(400, "Bad Request: message thread not found")
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is Trouble.BUSY:
            raise Refused(429, f"Too Many Requests: retry after {self.wait}", retry_after=self.wait)
        if trouble is Trouble.BLOCKED:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if trouble is Trouble.DOWN:
            raise Refused(502, "Bad Gateway")

    def _keep(self, asked: dict[str, Any], number: int, edits: int) -> None:
        try:
            text = read_html(asked["text"]) if asked.get("parse_mode") == "HTML" else asked["text"]
        except Broken as broken:
            raise Refused(400, f"Bad Request: can't parse entities: {broken}") from None
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > UNITS:
            raise Refused(400, "Bad Request: message is too long")
        rows = json.loads(asked["reply_markup"])["inline_keyboard"] if asked.get("reply_markup") else []
        buttons = [(b["text"], b["callback_data"]) for row in rows for b in row]
        if any(not 1 <= len(data.encode()) <= DATA or not label for label, data in buttons):
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        chat = asked["chat_id"]
        labels = [label for label, _ in buttons]
        called = MENTION.findall(asked["text"]) if asked.get("parse_mode") == "HTML" else []
        self.messages[chat][number] = Shown(
            chat, text, labels, asked.get("message_thread_id"), edits=edits, mentions=called
        )
        self.tokens[chat][number] = buttons

    def _message(self, chat: str, number: int) -> dict[str, Any]:
        kind = "supergroup" if chat.startswith("-") else "private"
        return {"message_id": number, "date": 1_800_000_000, "chat": {"id": int(chat), "type": kind}}


def _fields(headers: Headers, body: bytes) -> dict[str, Any]:
    kind = headers.get("Content-Type", "")
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    form = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body, policy=policy.HTTP)
    found = {}
    for part in form.iter_parts():
        assert isinstance(part, EmailMessage)
        name = str(part.get_param("name", header="content-disposition"))
        given = part.get_filename()
        found[name] = (given, part.get_payload(decode=True)) if given else part.get_content().strip()
    return {("document" if name not in KNOWN else name): value for name, value in found.items()}


KNOWN = frozenset({"chat_id", "message_thread_id", "caption", "reply_markup", "disable_notification"})


def _reply(request: BaseHTTPRequestHandler, code: int, body: bytes) -> None:
    request.send_response(code)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
