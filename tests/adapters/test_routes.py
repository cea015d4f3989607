"""Every route of the served site, all platforms on: whatever is sent there, nothing falls and nobody is shown a trace.

The pages themselves need a running NiceGUI: tests/browser visits them.
"""

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from itsdangerous import TimestampSigner

from adapters.slack import doors as slack
from adapters.telegram import doors as telegram
from adapters.web import upload
from adapters.web.channel import WebChannel
from adapters.web.upload import Uploads
from bot import access, settings
from bot.board.app import COOKIE
from bot.board.house import STAFF
from bot.board.security import BODY_AT_MOST
from bot.channel import Channel
from bot.clock import SystemClock
from bot.commands import hosting
from bot.commands.serving import site_of
from bot.mail import Pace
from bot.main import build
from bot.store.engine import Store, open_store
from tests.adapters.slack.kit import SECRET, SlackKit, signature
from tests.adapters.table import Refused
from tests.adapters.teams.issuer import APP, TENANT
from tests.adapters.teams.kit import TeamsKit
from tests.adapters.telegram.kit import TelegramKit
from tests.seal import SEAL
from tests.world import furnish

KEY, HOME = "x" * 40, "https://pomoc.example"
CONFIG = {
    "SECRET": KEY, "PUBLIC_URL": HOME, "SLACK_BOT_TOKEN": f"xoxb-{'1' * 30}",
    "SLACK_SIGNING_SECRET": SECRET, "TELEGRAM_TOKEN": f"123456789:{'A' * 35}",
    "TEAMS_APP_ID": APP, "TEAMS_SECRET": "x" * 40, "TEAMS_TENANT": TENANT,
}  # fmt: skip


class Stream(httpx.AsyncByteStream):
    """A body that does not say how long it is."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


@dataclass(frozen=True)
class Served:
    """The site over a store of its own."""

    site: FastAPI
    store: Store

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.ask_each([(method, path)], **more)[0]

    def ask_each(self, wanted: list[tuple[str, str]], **more: Any) -> list[httpx.Response]:
        async def whole() -> list[httpx.Response]:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.site), base_url="http://dom") as client:
                return [await client.request(method, path, **more) for method, path in wanted]

        return asyncio.run(whole())

    def ask_all(
        self, methods: Iterable[str], headers: Mapping[str, str], body: bytes, announced: bool = True
    ) -> dict[str, int]:
        """Every address with each method; whoever shows a trace counts as fallen."""
        wanted = [(method, path) for path in self.paths for method in methods]
        encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        answers = self.ask_each(wanted, headers=encoded, content=body if announced else Stream(body))
        return {
            f"{method} {path}": 599 if "Traceback" in answer.text else answer.status_code
            for (method, path), answer in zip(wanted, answers, strict=True)
        }

    def known(self, body: bytes) -> dict[str, str]:
        """What lets somebody in everywhere."""
        moment = str(int(SystemClock().now().timestamp()))
        return {
            "Cookie": f"{COOKIE}={self.session()}", "Origin": HOME,
            telegram.SIGNATURE: hosting.signature(KEY, "telegram"),
            slack.MOMENT: moment, slack.SIGNATURE: signature(body, moment),
        }  # fmt: skip

    def session(self, key: str = KEY) -> str:
        """A visitor who is signed in to the board as well."""
        now = SystemClock().now()
        with self.store.begin() as c:
            staff = access.sign_in(c, "staff", "ola", now)
            access.web_user(c, "ola", now)
        told = b64encode(json.dumps({"visitor": "g-1", STAFF: staff}).encode())
        return TimestampSigner(key).sign(told).decode()

    @property
    def paths(self) -> list[str]:
        """Every address, one of each kind, and strange ones; those which sign out at the end."""
        found = [route.path for route in self.site.routes if isinstance(route, APIRoute)]
        link = Uploads(KEY, "").link("slack", "U0KLIENT1")
        filled = {p.replace(upload.ROUTE, link).replace("{number}", "1001").replace("{token}", "x") for p in found}
        return sorted(filled | STRANGE, key=lambda path: (path in LEAVING, path))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all, because NiceGUI allows no second in a process."""
    url = f"sqlite:///{tmp_path_factory.mktemp('routes') / 'baza.db'}"
    furnish(url)
    kits, clock = (TelegramKit(), SlackKit(), TeamsKit()), SystemClock()
    for kit in kits:
        kit.clock = clock
        kit.open(lambda _: True)
    channels: dict[str, Channel] = {kit.name: kit.channel for kit in kits}
    config = settings.load({f"DYSPOZYTOR_{name}": value for name, value in CONFIG.items()})
    with closing(open_store(url)) as store:
        app = build(store, clock, channels, "web", Pace(), SEAL)
        yield Served(site_of(store, config, app, WebChannel(app.mail.accept, clock.now)), store)
    for kit in kits:
        kit.close()


BODIES: Mapping[str, tuple[str, bytes]] = {
    "bad JSON": ("application/json", b"{"),
    "JSON without end": ("application/json", b"[" * 100_000),
    "no text": ("application/json", b"\xff\xfe\x00"),
    "JSON of another shape": ("application/json", b'{"message": [], "update_id": {}, "event": 7, "type": []}'),
    "bad form": ("application/x-www-form-urlencoded", b"payload=%ff&text=%00&payload={"),
    "form without a boundary": ("multipart/form-data", b"x"),
    "form that is cut": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="files"'),
    "form of strange parts": ("multipart/form-data; boundary=x", b"--x\r\n\xff: \xff\r\n\r\nx\r\n--x--\r\n"),
    "strange kind": ("\xff; =;; charset=utf-99", b"x"),
    "nothing": ("", b""),
}
ABSURD: Mapping[str, str] = {
    "Host": "\xff:99999", "Cookie": f"{COOKIE}=\xff; =;;", "Authorization": "Bearer \xff", "Accept": "x" * 60_000,
    "Range": "bytes=9-1", "Referer": "\xff", "User-Agent": "", "X-Forwarded-For": "\xff", "Accept-Language": "\xff",
    telegram.SIGNATURE: "\xff", slack.SIGNATURE: "v0=\xff", slack.MOMENT: "9" * 5000,
}  # fmt: skip
STRANGE = {"/nie/ma", "/plik/99999999999999999999", "/plik/0", "/c/%00", "/pliki/%ff", "/panel/raport?od=%00&do=x"}
LEAVING = ("/panel/wyloguj", "/wyjdz")
METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.mark.parametrize("known", [False, True], ids=["nobody", "somebody we know"])
@pytest.mark.parametrize("what", BODIES)
def test_nonsense_is_refused_without_a_trace(served: Served, what: str, known: bool) -> None:
    kind, body = BODIES[what]
    headers = {"Content-Type": kind} | (served.known(body) if known else {})
    said = served.ask_all(METHODS, headers, body)
    assert {where: status for where, status in said.items() if status >= 500} == {}


def test_absurd_headers_are_borne(served: Served) -> None:
    for headers in (ABSURD, {name: value * 2 for name, value in ABSURD.items()}):
        said = served.ask_all(METHODS, headers, b"x")
        assert {where: status for where, status in said.items() if status >= 500} == {}


@pytest.mark.parametrize("length", ["1000000000000", "-1", "wiele"])
def test_what_is_announced_as_too_large_is_not_read(served: Served, length: str) -> None:
    said = served.ask_all(("POST",), {"Content-Length": length}, b"x")
    assert set(said.values()) == {413}


def test_what_is_too_large_and_does_not_say_so_is_not_taken(served: Served) -> None:
    body = b"x" * (BODY_AT_MOST + 1)
    said = served.ask_all(("POST",), served.known(body), body, announced=False)
    assert (said["POST /kanal/slack"], said["POST /kanal/telegram"]) == (413, 413)
    assert {where: status for where, status in said.items() if status >= 500} == {}


def test_another_method_finds_nothing(served: Served) -> None:
    said = served.ask_all(("PUT", "DELETE", "PATCH"), {}, b"")
    assert set(said.values()) <= {403, 404, 405}


def test_channels_that_are_down_are_named_and_the_rest_is_ready(served: Served) -> None:
    answer = served.ask("GET", "/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"ready": True, "down": ["telegram", "teams"]},
    )  # not yet introduced


@pytest.mark.parametrize(("how", "cookie"), [("missing", ""), ("wrong", "y" * 40), ("altered", "x" * 40)])
def test_without_a_session_of_ours_nothing_is_taken_on_the_page(
    served: Served, how: str, cookie: str, refused: Refused
) -> None:
    session = served.session(cookie) + ("x" if how == "altered" else "") if cookie else ""
    headers = {"Origin": HOME, "Cookie": f"{COOKIE}={session}"}
    refused("web", how, served.ask("POST", "/rozmowa", headers=headers, files={"text": "x"}).status_code)
