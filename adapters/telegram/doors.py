"""How Telegram's updates come in: by a webhook with a secret token, or fetched where nobody can reach us."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from fastapi import FastAPI, Request, Response
from telegram import BotCommand, Update
from telegram.error import TelegramError

from adapters.telegram.channel import TelegramChannel
from adapters.telegram.inbound import COMMANDS, read
from bot.channel import Accept, Rules

ROUTE = "/kanal/telegram"
AT_MOST = 1_000_000
"""Bytes of an update; files come by themselves."""
SIGNATURE = "X-Telegram-Bot-Api-Secret-Token"
WANTED = ("message", "callback_query")
POLL, REST = 30, 5.0
"""Seconds that an empty poll lasts, and the rest after a failed one."""
log = logging.getLogger("dyspozytor.telegram")


class TelegramDoors:
    """Takes in updates; each is kept before Telegram hears that it has arrived."""

    def __init__(
        self,
        channel: TelegramChannel,
        accept: Accept,
        now: Callable[[], datetime],
        rules: Rules,
        secret: str,
        address: str = "",
    ) -> None:
        """`address`: where Telegram reaches us; without one updates are fetched."""
        self._channel, self._accept, self._now = channel, accept, now
        self._rules, self._secret, self._address = rules, secret, address

    def mount(self, site: FastAPI) -> None:
        """The webhook: 403 without the secret, 400 for what is no update."""

        @site.post(ROUTE)
        async def update(request: Request) -> Response:
            given = request.headers.get(SIGNATURE, "")
            if not hmac.compare_digest(given.encode(), self._secret.encode()):
                return Response(status_code=403)
            try:
                body = json.loads(await request.body())
                found = Update.de_json(body, self._channel.bot)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                return Response(status_code=400)
            await self.take(found)
            return Response()

    async def take(self, update: Update) -> bool:
        """Keep the event, then let go of the pressed button; whether it was new."""
        inbound = read(update, self._rules, self._now())
        new = inbound is not None and await asyncio.to_thread(self._accept, inbound)
        if update.callback_query:
            with suppress(TelegramError):  # an old press cannot be answered any more
                await self._channel.bot.answer_callback_query(update.callback_query.id)
        elif new and inbound and not inbound.staff:
            with suppress(Exception):  # it only shows that somebody is at work
                await self._channel.typing(inbound.user)
        return new

    async def run(self, stop: asyncio.Event) -> None:
        """Introduce ourselves, and fetch updates where we have to; an outage of Telegram is only waited for."""
        while not stop.is_set():
            try:
                await self._introduce()
                break
            except TelegramError as error:
                await _rest(stop, error)
        if not self._address:
            await self._poll(stop)

    async def _introduce(self) -> None:
        """Tell Telegram our address, or that updates will be fetched, and the menu."""
        bot = self._channel.bot
        if self._address:
            await bot.set_webhook(f"{self._address}{ROUTE}", secret_token=self._secret, allowed_updates=WANTED)
        else:
            await bot.delete_webhook()
        await bot.set_my_commands([BotCommand(name, told) for name, (told, _) in COMMANDS.items()])

    async def _poll(self, stop: asyncio.Event) -> None:
        """Fetch updates until `stop`; what was kept is not asked for again."""
        offset = 0
        while not stop.is_set():
            try:
                for update in await self._channel.bot.get_updates(offset, timeout=POLL, allowed_updates=WANTED):
                    await self.take(update)
                    offset = update.update_id + 1
            except TelegramError as error:
                await _rest(stop, error)


async def _rest(stop: asyncio.Event, error: TelegramError) -> None:
    """A while; of the error only its kind, because words may hold the token."""
    log.warning("Telegram nie odpowiada (%s).", type(error).__name__)
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), REST)
