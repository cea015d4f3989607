"""What every HTTP exchange goes through: size limits, no requests from strange pages, and headers for the browser."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_AT_MOST = 1_100_000
"""Bytes; NiceGUI's own messages may be a million long."""

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""NiceGUI compiles its templates in the browser (unsafe-eval); scripts inside the page must carry the nonce."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


TOO_LARGE = "Za duże żądanie."


class Secured:
    """ASGI middleware; `larger` gives paths with a body limit of their own, in bytes."""

    def __init__(self, app: ASGIApp, public_url: str, larger: Mapping[str, int]) -> None:
        self._app, self._larger = app, larger
        self._own = urlsplit(public_url).netloc
        self._headers = HEADERS | (HTTPS_ONLY if public_url.startswith("https://") else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; a web socket is only asked where it comes from."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif self._is_strange(scope):
            await _refuse(403, "Żądanie z innej strony.", scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            await self._limited(scope, receive, send)

    def _is_strange(self, scope: Scope) -> bool:
        """Another site's page acting with our visitor's cookies; webhooks carry neither cookie nor origin."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return False
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:
            return "cookie" in headers and scope["type"] == "http"
        return urlsplit(origin).netloc not in (headers.get("host"), self._own)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = next((most for path, most in self._larger.items() if _fits(scope["path"], path)), BODY_AT_MOST)
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > limit:
            await _refuse(413, TOO_LARGE, scope, receive, send)
        else:
            await self._app(scope, _counted(receive, limit), self._dressed(send))

    def _dressed(self, send: Send) -> Send:
        """Adds the headers; holds a page back until it is whole, to put the nonce on its scripts."""
        nonce = secrets.token_urlsafe(16)
        start: Message = {}
        page = bytearray()

        async def dressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce))
            if not _is_page(start):
                await send(message)
            elif message["type"] == "http.response.body":
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await _send_page(send, start, bytes(page), nonce)

        return dressed


def _fits(path: str, pattern: str) -> bool:
    """„/pliki/{token}” stands for all that begins so."""
    begin, variable, _ = pattern.partition("{")
    return path.startswith(begin) if variable else path == pattern


def _is_page(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html") if start else False


async def _send_page(send: Send, start: Message, page: bytes, nonce: str) -> None:
    """NiceGUI escapes every `<` of what people wrote, so a script tag in the page is one of its own."""
    whole = page.replace(b"<script", f'<script nonce="{nonce}"'.encode())
    MutableHeaders(scope=start)["content-length"] = str(len(whole))
    await send(start)
    await send({"type": "http.response.body", "body": whole})


def _counted(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, TOO_LARGE)
        return message

    return counted


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(why, status)(scope, receive, send)
