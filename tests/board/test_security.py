"""What every exchange goes through: strange pages are refused, bodies limited, scripts without the nonce cannot run."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.board.security import BODY_AT_MOST, Secured

OWN = "https://pomoc.example.pl"
PAGE = "<html><script>1</script><script type='module'>2</script><p>&lt;script&gt;</p></html>"
COOKIE = {"Cookie": "dyspozytor=x"}


async def page(_request: Request) -> Response:
    return HTMLResponse(PAGE)


async def parts(_request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": "sandbox", "X-Frame-Options": "SAMEORIGIN"})


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("dzień dobry")
    await websocket.close()


async def in_parts(size: int) -> AsyncIterator[bytes]:
    """A body that does not say how long it is."""
    yield bytes(size - 1)
    yield b"x"


ROUTES = [
    Route("/", page),
    Route("/own", parts),
    Route("/post", echo, methods=["POST"]),
    Route("/large", echo, methods=["POST"]),
    WebSocketRoute("/ws", socket),
]
APP = Secured(Starlette(routes=ROUTES), OWN, {"/large": BODY_AT_MOST * 2})


class Browser:
    """Asks the app without a network."""

    def get(self, path: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, **more))

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://wewnatrz") as client:
            return await client.request(method, path, **more)

    def knock(self, origin: str) -> list[str]:
        """What a web socket opened by a page of that origin is sent."""
        sent: list[str] = []

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message["type"])

        headers = [(b"host", b"wewnatrz"), (b"origin", origin.encode())]
        asyncio.run(APP({"type": "websocket", "path": "/ws", "headers": headers}, receive, send))
        return sent


@pytest.fixture
def client() -> Browser:
    return Browser()


def test_each_script_of_a_page_carries_the_nonce_of_its_answer(client: Browser) -> None:
    answers = [client.get("/") for _ in range(2)]
    nonces = [re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"]) for answer in answers]
    first, second = (found[1] for found in nonces if found)
    assert first != second
    assert answers[0].text == PAGE.replace("<script", f'<script nonce="{first}"')
    assert int(answers[0].headers["content-length"]) == len(answers[0].content)


def test_no_answer_goes_without_its_headers(client: Browser) -> None:
    for answer in (client.get("/"), client.post("/post"), client.get("/nie-ma")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        script = re.search(r"script-src ([^;]*)", policy)
        assert script
        assert "'unsafe-inline'" not in script[1]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_route_may_be_stricter(client: Browser) -> None:
    answer = client.get("/own")
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # a webhook: neither cookie nor origin
        ({"Origin": OWN} | COOKIE, 200),
        ({"Origin": "http://wewnatrz"} | COOKIE, 200),  # as the browser addressed us
        (COOKIE, 403),
        ({"Origin": "https://zly.example"}, 403),
        ({"Origin": "https://zly.example"} | COOKIE, 403),
        ({"Origin": "null"} | COOKIE, 403),
        ({"Origin": "https://pomoc.example.pl.zly.example"} | COOKIE, 403),
    ],
)
def test_only_our_own_pages_act_with_our_cookies(client: Browser, headers: dict[str, str], status: int) -> None:
    assert client.post("/post", headers=headers).status_code == status


def test_links_from_elsewhere_still_open(client: Browser) -> None:
    assert client.get("/", headers={"Origin": "https://zly.example"} | COOKIE).status_code == 200


def test_a_web_socket_from_another_sites_page_is_closed(client: Browser) -> None:
    assert client.knock(OWN) == ["websocket.accept", "websocket.send", "websocket.close"]
    assert client.knock("https://zly.example") == ["websocket.close"]


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/post", BODY_AT_MOST, 200),
        ("/post", BODY_AT_MOST + 1, 413),
        ("/large", BODY_AT_MOST * 2, 200),
        ("/large", BODY_AT_MOST * 2 + 1, 413),
    ],
)
def test_a_body_is_limited_whether_its_length_is_told_or_not(
    client: Browser, path: str, size: int, status: int
) -> None:
    assert client.post(path, content=bytes(size)).status_code == status
    assert client.post(path, content=in_parts(size)).status_code == status


def test_a_length_that_is_no_number_is_refused(client: Browser) -> None:
    assert client.post("/post", headers={"Content-Length": "-1"}).status_code == 413
