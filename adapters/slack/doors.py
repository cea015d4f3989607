"""How Slack's events come in: signed requests to our address, or a socket of our own where nobody can reach us."""

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack.channel import SlackChannel
from adapters.slack.inbound import ELSEWHERE, Payload, elsewhere, pressed, read
from bot.channel import Accept

ROUTE = "/kanal/slack"
SIGNATURE, MOMENT = "X-Slack-Signature", "X-Slack-Request-Timestamp"
TRIGGER_LIVES = 2.5
"""Seconds in which a form has to be open; Slack gives three."""
PING = 10
NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading raises where a payload has another shape than Slack's."""
log = logging.getLogger("dyspozytor.slack")
sockets = logging.getLogger("dyspozytor.slack.socket")
sockets.setLevel(logging.WARNING)


def _calm(record: logging.LogRecord) -> bool:
    """Of trouble with the socket only that there is some: its errors quote an address that opens the connection."""
    record.msg, record.args, record.exc_info = "Slack (Socket Mode): kłopot z połączeniem.", (), None
    return True


sockets.addFilter(_calm)


class SlackDoors:
    """Takes in events; each is kept before Slack hears that it has arrived."""

    def __init__(
        self,
        channel: SlackChannel,
        accept: Accept,
        now: Callable[[], datetime],
        group: str,
        secret: str = "",
        app_token: str = "",
    ) -> None:
        """`secret` signs requests to our address; with an `app_token` the events come over a socket instead."""
        self._channel, self._accept, self._now = channel, accept, now
        self._group, self._app_token = group, app_token
        self._verifier = SignatureVerifier(secret, _Moments(now)) if secret else None

    def mount(self, site: FastAPI) -> None:
        """The address: 401 without a fresh signature, which is checked first; 400 for what is no event."""
        if self._app_token:
            return

        @site.post(ROUTE)
        async def event(request: Request) -> Response:
            body = await request.body()
            if not self._is_signed(body, request):
                return Response(status_code=401)
            try:
                payload = unpacked(body, request.headers.get("Content-Type", ""))
                if payload.get("type") == "url_verification":
                    return JSONResponse({"challenge": str(payload["challenge"])})
                said = await self.take(payload)
            except NONSENSE:
                return Response(status_code=400)
            return JSONResponse(said) if said else Response()

    async def take(self, payload: Payload) -> dict[str, str]:
        """Ask for words where a button needs them, else keep the event; what Slack shows at once to who sent it."""
        if not await self._asked(payload) and (inbound := read(payload, self._group, self._now())):
            await asyncio.to_thread(self._accept, inbound)
        return {"response_type": "ephemeral", "text": ELSEWHERE} if elsewhere(payload, self._group) else {}

    async def run(self, stop: asyncio.Event) -> None:
        """Nothing where Slack calls us; else the socket, which connects again by itself after an outage."""
        if not self._app_token:
            return
        client = SocketModeClient(self._app_token, sockets, self._channel.web, ping_interval=PING)
        client.socket_mode_request_listeners.append(self._heard)
        connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]  # the SDK's types end here
        await stop.wait()
        connecting.cancel()
        await client.close()  # type: ignore[no-untyped-call]

    async def _heard(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """One event of the socket; what cannot be read is answered too, or it would come for ever."""
        try:
            said = await self.take(request.payload)
        except NONSENSE as error:
            log.warning("Slack: zdarzenie nie do odczytania (%s).", type(error).__name__)
            said = {}
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, said or None))

    async def _asked(self, payload: Payload) -> bool:
        """Whether a form was opened. If not, the press counts without words, and they are asked for afterwards."""
        if not (button := pressed(payload)) or not button.asks:
            return False
        try:
            async with asyncio.timeout(TRIGGER_LIVES):
                await self._channel.ask(payload["trigger_id"], button)
        except Exception as error:
            log.warning("Slack: formularz się nie otworzył (%s).", type(error).__name__)
            return False
        return True

    def _is_signed(self, body: bytes, request: Request) -> bool:
        """A signature is good for five minutes; what is sent again within them is known by its event's id."""
        given = request.headers.get(MOMENT), request.headers.get(SIGNATURE)
        try:
            return self._verifier is not None and self._verifier.is_valid(body, *given)
        except (ValueError, TypeError, OverflowError):
            return False


class _Moments(Clock):
    """Our clock for the verifier."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now().timestamp()


def unpacked(body: bytes, kind: str) -> dict[str, Any]:
    """What Slack posts: events as JSON, commands as a form, buttons and forms as JSON within a form."""
    if kind.startswith("application/x-www-form-urlencoded"):
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        if "payload" not in fields:
            return dict(fields)
        body = fields["payload"].encode()
    found = json.loads(body)
    if not isinstance(found, dict):
        raise TypeError
    return found
