"""A small Web API on loopback: keeps what is sent, enforces the documented limits, and refuses to order."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.adapters.contract.kit import Shown, Trouble
from tests.adapters.loopback import Loopback, Quiet
from tests.adapters.slack.blocks import Broken, mentions, plain, read_blocks

TOKEN = "xoxb-tajny-token-ktory-nie-moze-wyciec"  # noqa: S105 - opens nothing
APP_TOKEN = "xapp-tajny-token-aplikacji-z-socketem"  # noqa: S105 - opens nothing
SCOPES = "chat:write,im:write,im:history,files:read,files:write,commands,channels:history,channels:read"
STRANGER = "U0OBCY"
"""An account of another workspace: Slack knows nobody by it."""
METADATA, TITLE, QUESTION = 3000, 24, 2000
LOGIN = b"<!DOCTYPE html><title>Sign in to Slack</title>"


class Refused(Exception):
    """An answer that is not „ok”."""

    def __init__(self, reason: str, code: int = 200, **headers: str) -> None:
        super().__init__(reason)
        self.reason, self.code, self.headers = reason, code, headers


class WebApi(Loopback):
    """The platform. `messages`: what each channel shows, by ts; `calls`: every method that was asked for."""

    def __init__(self, troubles: list[Trouble], group: str, uploads: dict[str, bytes], closed: set[str]) -> None:
        self.closed, self.wait = closed, 7
        self.troubles, self.group, self.ids, self.scopes = troubles, group, count(1), SCOPES
        self.member, self.socket = True, "ws://127.0.0.1:1/?ticket=tajny-bilet"
        self.messages: dict[str, dict[str, Shown]] = defaultdict(dict)
        self.buttons: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
        self.files: dict[str, tuple[int, str, bytes]] = {}
        self.views: list[dict[str, Any]] = []
        self.triggers: set[str] = set()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.seen: list[Mapping[str, str]] = []
        self.names: dict[str, str] = {}
        api = self

        class Handler(Quiet, BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path.startswith("/upload/"):
                    uploads[api.names[self.path.rpartition("/")[2]]] = body
                    self._reply(200, b"OK", "text/plain")
                else:
                    self._reply(*api.answer(self.path, self.headers, body))

            def do_GET(self) -> None:
                if self.path.startswith("/api/"):
                    self._reply(*api.answer(self.path, self.headers, b""))
                else:
                    self._reply(*api.download(self.path, self.headers))

            def _reply(self, code: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
                self.send_response(code)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        super().__init__(Handler)

    def answer(self, path: str, headers: Headers, body: bytes) -> tuple[int, bytes, str, dict[str, str]]:
        """One call of the API."""
        where = urlsplit(path)
        method, asked = where.path.removeprefix("/api/"), dict(parse_qsl(where.query))
        if headers.get("Content-Type", "").startswith("application/json"):
            asked |= json.loads(body)
        elif body:
            asked |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        self.calls.append((method, asked))
        known = f"Bearer {APP_TOKEN if method == 'apps.connections.open' else TOKEN}"
        try:
            if headers.get("Authorization") != known:
                raise Refused("invalid_auth")
            said = {"ok": True} | getattr(self, "_" + method.replace(".", "_").lower())(asked)
        except Refused as refused:
            if refused.code >= 500:
                return refused.code, b"<html>Bad Gateway</html>", "text/html", {}
            error = json.dumps({"ok": False, "error": refused.reason}).encode()
            return refused.code, error, "application/json", dict(refused.headers)
        return 200, json.dumps(said).encode(), "application/json", {"x-oauth-scopes": self.scopes}

    def download(self, path: str, headers: Headers) -> tuple[int, bytes, str, dict[str, str]]:
        """A file, for those who may have it."""
        self.seen.append({name.lower(): value for name, value in headers.items()})
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 200, LOGIN, "text/html", {}
        code, kind, data = self.files.get(path.rpartition("/")[2], (404, "text/html", b""))
        return code, data, kind, {"Location": f"{self.url}/files/dalej"} if code == 302 else {}

    def _chat_postmessage(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked.get("channel") or asked["channel_id"])
        ts = f"1770000000.{next(self.ids):06d}"
        if asked.get("thread_ts") and asked["thread_ts"] not in self.messages[asked["channel"]]:
            raise Refused("thread_not_found")
        self._keep(asked, ts, asked.get("thread_ts"), 0)
        return {"channel": asked["channel"], "ts": ts}

    def _chat_update(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked.get("channel") or asked["channel_id"])
        before = self.messages[asked["channel"]].get(asked["ts"])
        if before is None:
            raise Refused("message_not_found")
        self._keep(asked, asked["ts"], before.thread, before.edits + 1)
        return {"channel": asked["channel"], "ts": asked["ts"]}

    def _conversations_open(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": f"D{asked['users']}"}}

    def _conversations_info(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["channel"] != self.group:
            raise Refused("channel_not_found")
        return {"channel": {"id": self.group, "name": "serwis", "is_member": self.member}}

    def _auth_test(self, _asked: dict[str, Any]) -> dict[str, Any]:
        return {"user": "dyspozytor", "user_id": "U0BOT", "team": "Serwis", "bot_id": "B0BOT"}

    def _apps_connections_open(self, _asked: dict[str, Any]) -> dict[str, Any]:
        return {"url": self.socket}

    def _views_open(self, asked: dict[str, Any]) -> dict[str, Any]:
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        if asked["trigger_id"] not in self.triggers:
            raise Refused("expired_trigger_id")
        if len(view["private_metadata"]) > METADATA:
            raise Refused("invalid_arguments")
        plain(view["title"], TITLE), plain(view["submit"], TITLE), plain(view["close"], TITLE)
        plain(view["blocks"][0]["label"], QUESTION)
        self.triggers.remove(asked["trigger_id"])
        self.views.append(view | {"id": f"V{next(self.ids)}"})
        return {"view": self.views[-1]}

    def _files_getuploadurlexternal(self, asked: dict[str, Any]) -> dict[str, Any]:
        if int(asked["length"]) <= 0:
            raise Refused("invalid_arguments")
        number = f"F{next(self.ids)}"
        self.names[number] = asked["filename"]
        return {"upload_url": f"{self.url}/upload/{number}", "file_id": number}

    def _files_completeuploadexternal(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._trouble(asked.get("channel") or asked["channel_id"])
        files, channel, thread = json.loads(asked["files"]), asked["channel_id"], asked.get("thread_ts")
        names = [self.names[file["id"]] for file in files]
        ts = f"1770000000.{next(self.ids):06d}"
        self.messages[channel][ts] = Shown(channel, "", thread=thread, files=names)
        return {"files": [{"id": file["id"]} for file in files]}

    def _trouble(self, channel: str) -> None:
        if channel in self.closed:
            raise Refused("is_archived")
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is Trouble.BUSY:
            raise Refused("ratelimited", 429, **{"Retry-After": str(self.wait)})
        if trouble is Trouble.BLOCKED:
            raise Refused("user_disabled")
        if trouble is Trouble.DOWN:
            raise Refused("", 502)

    def _keep(self, asked: dict[str, Any], ts: str, thread: str | None, edits: int) -> None:
        if re.search(r"<[^>]*>", asked["text"]):
            raise Refused("markup_in_notification")  # Slack would take it, and call everybody
        channel = asked["channel"]
        if channel not in (self.group, *(c for c in (channel,) if c.startswith("D"))):
            raise Refused("channel_not_found")
        try:
            text, choices = read_blocks(asked["blocks"])
        except Broken as broken:
            raise Refused(f"invalid_blocks: {broken}") from None
        labels, root = [choice.label for choice in choices], thread or (ts if channel == self.group else None)
        called = mentions(asked["blocks"])
        if STRANGER in called:
            raise Refused("invalid_blocks")
        self.messages[channel][ts] = Shown(channel, text, labels, root, edits=edits, mentions=called)
        rows = [block["elements"] for block in asked["blocks"] if block["type"] == "actions"]
        self.buttons[channel][ts] = [button for row in rows for button in row]
