"""Lets in what Microsoft has signed for our bot alone: signature, audience, issuer, time, service and tenant."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
from jwt.jwk_set_cache import JWKSetCache

from adapters.teams.cloud import Cloud
from adapters.teams.sdk import TokenValidator
from bot.platforms import Teams

DAY, PATIENCE = 24 * 3600, 5
"""Seconds for which keys are kept, as Microsoft's documentation has it, and for them to arrive."""
NEEDED = frozenset({"exp", "serviceurl"})
"""Claims that the SDK checks only where a token has them."""
BEARER = "Bearer "


class Unsigned(Exception):
    """No token, or one that is not Microsoft's, not for us, or not of now."""


class Strange(Exception):
    """Signed, but of another service or another tenant than the token or the operator says."""


class NoKeys(Exception):
    """Microsoft's keys cannot be had: nothing can be told about the token."""


class Guard:
    """The SDK's validator in a thread of its own: waiting for keys, which it fetches itself, holds nothing else up."""

    def __init__(self, app: Teams, cloud: Cloud) -> None:
        self._app, self._cloud = app, cloud
        self._validator = TokenValidator.for_service(app.app_id, cloud=cloud.directory)
        self._keys = self._validator._jwks_client  # the SDK has no other way to have them early, nor to keep them
        self._keys.jwk_set_cache, self._keys.timeout = JWKSetCache(DAY), PATIENCE
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="teams-keys")

    async def warm(self) -> None:
        """Have the keys before the first event; raises NoKeys."""
        await self._apart(self._keys.get_jwk_set)

    async def claims(self, authorization: str) -> Mapping[str, Any]:
        """What the token says; raises Unsigned or NoKeys."""
        if not authorization.startswith(BEARER):
            raise Unsigned
        found: Mapping[str, Any] = await self._apart(self._verified, authorization.removeprefix(BEARER))
        return found

    def check(self, activity: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
        """Whether the activity is what the token was made for, and of a tenant of ours; raises Strange."""
        service = activity["serviceUrl"]
        signed = str(claims["serviceurl"]).rstrip("/") == service.rstrip("/")
        if not signed or not self._cloud.is_service(service) or _tenant(activity) not in self._app.tenants:
            raise Strange

    def _verified(self, token: str) -> Mapping[str, Any]:
        claims = asyncio.run(self._validator.validate_token(token))
        if not claims.keys() >= NEEDED:
            raise Unsigned
        return claims

    async def _apart(self, work: Any, *args: object) -> Any:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *args)
        except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, OSError, ValueError):
            raise NoKeys from None
        except jwt.PyJWTError:
            raise Unsigned from None


def _tenant(activity: Mapping[str, Any]) -> str:
    data = activity.get("channelData") or {}
    return str((data.get("tenant") or {}).get("id") or activity["conversation"].get("tenantId") or "")
