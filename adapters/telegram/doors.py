"""How Telegram's updates come in: by a webhook with a secret token, or fetched where nobody can reach us."""

import asyncio
import hmac
import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from telegram import BotCommand, Update

from adapters.telegram.channel import TelegramChannel
from adapters.telegram.inbound import COMMANDS, NAME, read
from bot.channel import Accept, Rules

ROUTE = "/kanal/telegram"
AT_MOST = 1_000_000
"""Bytes of an update; files come by themselves."""
SIGNATURE = "X-Telegram-Bot-Api-Secret-Token"
WANTED = ("message", "callback_query")
POLL = 30
"""Seconds that an empty poll lasts."""


class TelegramDoors:
    """Takes in updates; each is kept before Telegram hears that it has arrived."""

    name, is_open = NAME, False

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
        self._courtesies: set[asyncio.Task[None]] = set()

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

    async def take(self, update: Update) -> None:
        """Keep the event; that is all that Telegram waits for."""
        inbound = read(update, self._rules, self._now())
        new = inbound is not None and await asyncio.to_thread(self._accept, inbound)
        if update.callback_query:
            self._beside(self._channel.bot.answer_callback_query(update.callback_query.id))  # lets go of the button
        elif new and inbound and not inbound.staff:
            self._beside(self._channel.typing(inbound.user))

    async def run(self, stop: asyncio.Event) -> None:
        """Introduce ourselves, and fetch updates where we have to; raises what Telegram makes of it."""
        try:
            await self._introduce()
            self.is_open = True
            await (stop.wait() if self._address else self._poll(stop))
        finally:
            self.is_open = False
            await self.finish()

    async def finish(self) -> None:
        """Wait for what is still done beside."""
        await asyncio.gather(*self._courtesies)

    def _beside(self, courtesy: Coroutine[Any, Any, object]) -> None:
        """Do what only shows that somebody is at work: nobody waits for it, and its failure is no trouble."""
        task = asyncio.create_task(_quietly(courtesy))
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _introduce(self) -> None:
        """Tell Telegram our address, or that updates will be fetched, and the menu."""
        bot = self._channel.bot
        if self._address:
            await bot.set_webhook(f"{self._address}{ROUTE}", secret_token=self._secret, allowed_updates=WANTED)
        else:
            await bot.delete_webhook()
        await bot.set_my_commands([BotCommand(name, told) for name, (told, _) in COMMANDS.items()])

    async def _poll(self, stop: asyncio.Event) -> None:
        """Fetch updates until `stop`; what was kept is not asked for again, unless we break off in between."""
        offset = 0
        while not stop.is_set():
            for update in await self._channel.bot.get_updates(offset, timeout=POLL, allowed_updates=WANTED):
                await self.take(update)
                offset = update.update_id + 1


async def _quietly(courtesy: Coroutine[Any, Any, object]) -> None:
    with suppress(Exception):
        await courtesy
