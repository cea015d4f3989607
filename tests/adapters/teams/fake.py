"""A small Teams on loopback: login, keys, conversations and files, with the documented limits; refuses to order."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler
from itertools import count
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.adapters.contract.kit import Shown, Trouble
from tests.adapters.loopback import Loopback, Quiet
from tests.adapters.teams.issuer import APP, TENANT, keys
from tests.adapters.teams.limits import Limits
from tests.adapters.teams.marks import Broken, mentions, read_message

SECRET = "tajny~sekret.aplikacji-ktory-nie-moze-wyciec"  # noqa: S105 - opens nothing
TOKEN = "tajny-token-ktory-nie-moze-wyciec"  # noqa: S105 - opens nothing
THREAD = ";messageid="
STRANGER = "obcy"
"""An account that this Teams does not know."""
ROUTE = re.compile(r"/teams/v3/conversations(?:/([^/?]+)(?:/(activities|pagedMembers)(?:/([^/?]+))?)?)?(?:\?.*)?")
JSON = "application/json"
Answer = tuple[int, bytes, str, dict[str, str]]


class Refused(Exception):
    """An answer of another status."""

    def __init__(self, code: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.code, self.reason, self.headers = code, reason, headers


class Platform(Loopback):
    """`messages`: what each conversation shows, by id; `sent`: every activity as it came, `asked`: every address."""

    def __init__(self, troubles: list[Trouble], group: str, closed: set[str]) -> None:
        self.closed, self.wait = closed, 7
        self.troubles, self.group, self.ids, self.secret = troubles, group, count(1_770_000_000_001), SECRET
        self.messages: dict[str, dict[str, Shown]] = defaultdict(dict)
        self.buttons: dict[str, dict[str, list[Any]]] = defaultdict(dict)
        self.files: dict[str, tuple[int, bytes, str]] = {}
        self.asked: list[tuple[str, str]] = []
        self.sent: list[dict[str, Any]] = []
        self.typed: list[str] = []
        self.down, self.token = False, TOKEN
        self.tokens = 0
        self.limits: Limits | None = None
        platform = self

        class Handler(Quiet, BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply(*platform.answer("GET", self.path, self.headers, b""))

            def do_POST(self) -> None:
                self._with_body("POST")

            def do_PUT(self) -> None:
                self._with_body("PUT")

            def _with_body(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self._reply(*platform.answer(method, self.path, self.headers, body))

            def _reply(self, code: int, body: bytes, kind: str, headers: Mapping[str, str]) -> None:
                self.send_response(code)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        super().__init__(Handler)
        self.shelf = Loopback(Handler)

    def close(self) -> None:
        self.shelf.close()
        super().close()

    @property
    def service(self) -> str:
        """What activities name as their service."""
        return f"{self.url}/teams"

    def answer(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        """One call."""
        self.asked.append((path, headers.get("Authorization", "")))
        try:
            if self.down:
                raise Refused(503, "ServiceUnavailable")
            if path == "/v1/.well-known/keys":
                return 200, keys(), JSON, {}
            if path.startswith("/pliki/"):
                return self._file(path)
            said = (
                self._login(body) if path.endswith("/oauth2/v2.0/token") else self._called(method, path, headers, body)
            )
        except Refused as refused:
            error = {"error": {"code": refused.reason, "message": "…"}}
            return refused.code, json.dumps(error).encode(), JSON, dict(refused.headers)
        return 200, json.dumps(said).encode(), JSON, {}

    def _login(self, body: bytes) -> dict[str, Any]:
        given = {name: value[0] for name, value in parse_qs(body.decode()).items()}
        right = (given["client_id"], given["client_secret"], given["grant_type"]) == (
            APP,
            self.secret,
            "client_credentials",
        )
        if not right or given["scope"] != "https://api.botframework.com/.default":
            raise Refused(401, "invalid_client")
        self.tokens += 1
        return {"token_type": "Bearer", "expires_in": 3599, "access_token": self.token}

    def _file(self, path: str) -> Answer:
        code, data, where = self.files.get(urlsplit(path).path.rpartition("/")[2], (404, b"", ""))
        return code, data, "application/octet-stream", {"Location": where} if where else {}

    def _called(self, method: str, path: str, headers: Headers, body: bytes) -> dict[str, Any]:
        found = ROUTE.fullmatch(path)
        if headers.get("Authorization") != f"Bearer {self.token}":
            raise Refused(401, "Unauthorized")
        if found is None:
            raise Refused(404, "NotFound")
        conversation, what, message = (unquote(part) if part else "" for part in found.groups())
        asked = json.loads(body) if body else {}
        if not conversation:
            return self._start(asked)
        room, _, root = conversation.partition(THREAD)
        if what == "pagedMembers" and room == self.group:
            return {"members": []}
        if room not in self.messages and room != self.group:
            raise Refused(404, "ConversationNotFound")
        if asked.get("type") == "typing":
            self.typed.append(room)
            return {}
        if self.limits and (wait := self.limits.wait(conversation)):
            raise Refused(429, "TooManyRequests", **{"Retry-After": str(wait)})
        return self._keep(room, root, asked, message, changed=method == "PUT")

    def _start(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A private chat, or a thread of the channel."""
        if asked["bot"]["id"] != f"28:{APP}" or asked["channelData"]["tenant"]["id"] != TENANT:
            raise Refused(400, "BadArgument")
        if not asked["isGroup"]:
            room = f"a:{asked['members'][0]['id']}"
            self.messages.setdefault(room, {})
            return {"id": room}
        room = asked["channelData"]["channel"]["id"]
        if room != self.group:
            raise Refused(404, "ConversationNotFound")
        made = self._keep(room, "", asked["activity"], "", changed=False)
        return {"id": f"{room}{THREAD}{made['id']}", "activityId": made["id"]}

    def _keep(self, room: str, root: str, asked: dict[str, Any], message: str, *, changed: bool) -> dict[str, Any]:
        self._trouble(room)
        before = self.messages[room].get(message)
        if (changed and before is None) or (root and root not in self.messages[room]):
            raise Refused(404, "ActivityNotFoundInConversation")
        try:
            text, choices, files = read_message(asked)
            called = mentions(asked)
        except Broken as broken:
            raise Refused(413 if "Size" in str(broken) else 400, f"BadSyntax: {broken}") from None
        if STRANGER in called:
            raise Refused(400, "BadArgument")
        number = message or str(next(self.ids))
        thread = (before.thread if before else root or number) if room == self.group else None
        edits = before.edits + 1 if before else 0
        self.messages[room][number] = Shown(room, text, [c.label for c in choices], thread, files, edits, called)
        self.buttons[room][number] = choices
        self.sent.append(asked)
        return {"id": number}

    def _trouble(self, room: str) -> None:
        if room in self.closed:
            raise Refused(403, "BotNotInConversationRoster")
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is Trouble.BUSY:
            raise Refused(429, "TooManyRequests", **{"Retry-After": str(self.wait)})
        if trouble is Trouble.BLOCKED:
            raise Refused(403, "MessageWritesBlocked")
        if trouble is Trouble.DOWN:
            raise Refused(502, "BadGateway")
