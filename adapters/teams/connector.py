"""Calls of Teams' interface for bots, and what each of its errors means for the mail."""

from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.cloud import Cloud
from adapters.teams.tokens import PATIENCE, Tokens, Trouble
from bot.channel import Blocked, Busy
from bot.platforms import Teams

REST = 30.0
"""Seconds, where Teams asks to wait without saying how long."""
GONE = (403, 404, 410)
CODE = 60
Body = dict[str, Any]


class Malformed(Trouble):
    """Something in the message is not as Teams wants it, perhaps somebody who is called there."""


class Missing(Blocked):
    """There is no such conversation, or no such message in it."""


class Connector:
    """One call at a time, with our token, to Microsoft's own hosts alone, without redirects."""

    def __init__(self, app: Teams, cloud: Cloud) -> None:
        self.app, self.cloud, self._tokens = app, cloud, Tokens(app, cloud)

    async def say(self, service: str, conversation: str, activity: Body) -> str:
        """The id of the new message; typing has none."""
        found = await self.call("POST", service, f"{_path(conversation)}/activities", activity)
        return str(found.get("id", ""))

    async def edit(self, service: str, conversation: str, message: str, activity: Body) -> None:
        """In place of the message before; raises Missing."""
        await self.call("PUT", service, f"{_path(conversation)}/activities/{quote(message, safe='')}", activity)

    async def start(self, service: str, about: Body) -> Body:
        """A new conversation: a thread with its first message, or a private chat."""
        bot = {"id": f"28:{self.app.app_id}"}
        return await self.call("POST", service, "v3/conversations", {"bot": bot, **about})

    async def sees(self, service: str, conversation: str) -> None:
        """Ask for one member of it; raises Missing or Blocked where the bot is not."""
        await self.call("GET", service, f"{_path(conversation)}/pagedMembers?pageSize=1")

    async def authorization(self) -> dict[str, str]:
        """The header that says who we are."""
        return {"Authorization": f"Bearer {await self._tokens.get()}"}

    async def call(self, method: str, service: str, path: str, body: Body | None = None) -> Body:
        """What it answers; the mail's own exceptions where it refuses."""
        if not self.cloud.is_service(service):
            raise Blocked("Teams: nieznany adres usługi")
        try:
            headers, address = await self.authorization(), URL(f"{service}/{path}", encoded=True)
            async with (
                aiohttp.ClientSession(timeout=PATIENCE, trust_env=True) as session,
                session.request(method, address, json=body, headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status not in (200, 201, 202):
                    raise await self._meant(answer)
                return await _json(answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Trouble(f"Teams: {type(error).__name__}") from None

    async def _meant(self, answer: aiohttp.ClientResponse) -> Exception:
        if answer.status == 429:
            wait = answer.headers.get("Retry-After", "")
            return Busy(float(wait) if wait.isdecimal() else REST)
        if answer.status == 401:
            self._tokens.forget()
            return Trouble("Teams odrzuca token")
        said = f"Teams: {answer.status} {await _code(answer)}".strip()
        if answer.status in GONE:
            return Blocked(said) if answer.status == 403 else Missing(said)
        return Malformed(said) if answer.status == 400 else Trouble(said)


def _path(conversation: str) -> str:
    return f"v3/conversations/{quote(conversation, safe='')}"


async def _json(answer: aiohttp.ClientResponse) -> Body:
    """An answer without a body says nothing; one that is no JSON is a failure."""
    if not await answer.read():
        return {}
    try:
        found = await answer.json(content_type=None)
    except ValueError:
        raise Trouble("Teams: odpowiedź nie do odczytania") from None
    return found if isinstance(found, dict) else {}


async def _code(answer: aiohttp.ClientResponse) -> str:
    """Teams' own word for what went wrong."""
    try:
        error = (await _json(answer)).get("error")
    except Trouble:
        return ""
    return str(error.get("code", ""))[:CODE] if isinstance(error, dict) else ""
