"""The token with which we speak to Teams, asked for with the application's secret and kept while it lasts."""

import asyncio
import time

import aiohttp

from adapters.teams.cloud import Cloud
from bot.platforms import Teams

PATIENCE = aiohttp.ClientTimeout(total=20)
EARLY = 300.0
"""Seconds before its end in which a token is no longer used."""


class Trouble(Exception):
    """The platform does not take it now; said without a token and without the secret."""


class Tokens:
    """One token at a time, of the bot's own tenant; a bot of several has it of the platform's."""

    def __init__(self, app: Teams, cloud: Cloud) -> None:
        self._asked = {
            "grant_type": "client_credentials", "client_id": app.app_id, "client_secret": app.secret,
            "scope": cloud.directory.bot_scope,
        }  # fmt: skip
        home = app.tenants[0] if len(app.tenants) == 1 else cloud.directory.login_tenant
        self._address = f"{cloud.directory.login_endpoint}/{home}/oauth2/v2.0/token"
        self._token, self._until, self._turn = "", 0.0, asyncio.Lock()

    async def get(self) -> str:
        """A token that still lasts."""
        async with self._turn:
            if time.monotonic() >= self._until:
                await self._renew()
            return self._token

    def forget(self) -> None:
        """The one we have is refused."""
        self._until = 0.0

    async def _renew(self) -> None:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, trust_env=True) as session,
            session.post(self._address, data=self._asked, allow_redirects=False) as answer,
        ):
            if answer.status in (400, 401):
                raise Trouble("Microsoft odrzuca identyfikator albo sekret aplikacji")
            if answer.status != 200:
                raise Trouble(f"Microsoft (logowanie): {answer.status}")
            found = await answer.json()
        self._token, self._until = found["access_token"], time.monotonic() + float(found["expires_in"]) - EARLY
