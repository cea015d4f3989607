"""How Teams' activities come in: signed by Microsoft for our bot, kept before Teams hears that they have arrived."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

from adapters.teams.book import NAME, Place
from adapters.teams.channel import TeamsChannel
from adapters.teams.guard import Guard, NoKeys, Strange, Unsigned
from adapters.teams.inbound import place, read
from bot.channel import Accept, Inbound, Rules

ROUTE = "/kanal/teams"
TAKEN = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Przyjęto."}
"""What a client shows at a pressed button until the answer comes."""
NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading raises where a payload has another shape than Teams'."""


class TeamsDoors:
    """Takes in activities; without Microsoft's keys nothing can be let in, and they are asked for again."""

    name = NAME

    def __init__(self, channel: TeamsChannel, accept: Accept, now: Callable[[], datetime], rules: Rules) -> None:
        self._channel, self._accept, self._now, self._rules = channel, accept, now, rules
        self._guard, self.is_open = Guard(channel.connector.app, channel.connector.cloud), False

    def mount(self, site: FastAPI) -> None:
        """The address: 401 without Microsoft's signature, which is checked first; 400 for what is no activity."""

        @site.post(ROUTE)
        async def event(request: Request) -> Response:
            try:
                claims = await self._guard.claims(request.headers.get("Authorization", ""))
                activity = json.loads(await request.body())
                self._guard.check(activity, claims)
                found, inbound = place(activity, self._rules), read(activity, self._rules, self._now())
            except Unsigned:
                return Response(status_code=401)
            except Strange:
                return Response(status_code=403)
            except NoKeys:
                return Response(status_code=503)
            except NONSENSE:
                return Response(status_code=400)
            self.is_open = True
            new = await asyncio.to_thread(self._keep, found, inbound)
            typing = BackgroundTask(self._type, found[1]) if new and found else None
            if activity["type"] == "invoke":
                return JSONResponse(TAKEN if inbound else {}, background=typing)
            return Response(background=typing)

    def _keep(self, found: tuple[str, Place] | None, inbound: Inbound | None) -> bool:
        """Where it came from, and the event; whether a caller waits for an answer now."""
        if found:
            self._channel.book.keep(*found, self._now())
        return inbound is not None and self._accept(inbound) and not inbound.staff

    async def run(self, _stop: asyncio.Event) -> None:
        """Have Microsoft's keys before the first event."""
        await self._guard.warm()
        self.is_open = True

    async def _type(self, where: Place) -> None:
        with suppress(Exception):  # it only shows that somebody is at work
            await self._channel.typing(where)
