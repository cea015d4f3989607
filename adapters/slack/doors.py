"""How Slack's events come in: signed requests to our address, or a socket of our own where nobody can reach us."""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock, SignatureVerifier

from adapters.slack.channel import SlackChannel, quiet
from adapters.slack.inbound import NAME, Payload, button, elsewhere, filled, ordered, pressed, said
from adapters.slack.render import FORM
from bot.channel import Accept, Inbound, Rules

ROUTE = "/kanal/slack"
SIGNATURE, MOMENT = "X-Slack-Signature", "X-Slack-Request-Timestamp"
TRIGGER_LIVES = 2.5
"""Seconds in which a form has to be open; Slack gives three."""
ANY = re.compile("")
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

    name = NAME

    def __init__(
        self,
        channel: SlackChannel,
        accept: Accept,
        now: Callable[[], datetime],
        rules: Rules,
        secret: str = "",
        app_token: str = "",
    ) -> None:
        """`secret` signs requests to our address; with an `app_token` the events come over a socket instead."""
        self._channel, self._accept, self._now = channel, accept, now
        self._rules, self._app_token = rules, app_token
        self._verifier = SignatureVerifier(secret, _Moments(now)) if secret else None
        self._app = self._bolt()
        self._socket: AsyncSocketModeHandler | None = None

    def mount(self, site: FastAPI) -> None:
        """The address: 401 without a fresh signature, before anything is read; 400 for what is no event at all."""
        if self._app_token:
            return

        @site.post(ROUTE)
        async def event(request: Request) -> Response:
            body = await request.body()
            if not self._is_signed(body, request):
                return Response(status_code=401)
            try:
                return to_starlette_response(await self._app.async_dispatch(to_async_bolt_request(request, body)))
            except NONSENSE:
                return Response(status_code=400)

    @property
    def is_open(self) -> bool:
        """Whether events can come in."""
        session = self._socket and self._socket.client.current_session
        return not session.closed if session else not self._app_token

    async def run(self, stop: asyncio.Event) -> None:
        """Nothing where Slack calls us; else the socket, which connects again by itself after an outage."""
        if not self._app_token:
            return
        self._socket = socket = AsyncSocketModeHandler(self._app, self._app_token, sockets, self._channel.web)
        connecting = asyncio.create_task(socket.connect_async())  # type: ignore[no-untyped-call]  # the SDK's types end here
        await stop.wait()
        connecting.cancel()
        await socket.close_async()  # type: ignore[no-untyped-call]

    def _bolt(self) -> AsyncApp:
        """Bolt answers Slack only after a listener is done, that is, when the event is kept."""
        app = AsyncApp(
            name=NAME, logger=quiet, authorize=_known, process_before_response=True, ssl_check_enabled=False,
            request_verification_enabled=False, raise_error_for_unhandled_request=True,
        )  # fmt: skip
        app.event("message")(self._said)
        app.block_action(ANY)(self._pressed)
        app.view(FORM)(self._filled)
        app.command(ANY)(self._ordered)
        app.error(_failed)
        return app

    async def _said(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        return await self._keep(said(body, self._rules), ack)

    async def _pressed(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        """Where a button needs words, a form asks for them first."""
        asked = await self._asked(body)
        return await self._keep(None if asked else pressed(body, self._rules, self._now()), ack)

    async def _filled(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        return await self._keep(filled(body, self._rules, self._now()), ack)

    async def _ordered(self, body: Payload, ack: AsyncAck) -> BoltResponse:
        return await self._keep(ordered(body, self._rules, self._now()), ack, elsewhere(body, self._rules))

    async def _keep(self, inbound: Inbound | None, ack: AsyncAck, told: str = "") -> BoltResponse:
        if inbound:
            await asyncio.to_thread(self._accept, inbound)
        return await ack(told, response_type="ephemeral" if told else None)

    async def _asked(self, body: Payload) -> bool:
        """Whether a form was opened. If not, the press counts without words, and they are asked for afterwards."""
        if not (about := button(body)) or not about.asks:
            return False
        try:
            async with asyncio.timeout(TRIGGER_LIVES):
                await self._channel.ask(body["trigger_id"], about)
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


async def _known() -> AuthorizeResult:
    """The signature says enough. Bolt would ask Slack who we are, and lose what comes while Slack does not answer."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


async def _failed(error: Exception) -> BoltResponse:
    """What is not for us is let go, and so is what cannot be read: it would come for ever. The rest may come again."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200)
    log.warning("Slack: zdarzenie nie do przyjęcia (%s).", type(error).__name__)
    return BoltResponse(status=200 if isinstance(error, NONSENSE) else 500)
