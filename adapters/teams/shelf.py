"""Fetches files from Microsoft's own hosts: those of people open by their address, pictures with our token."""

from contextlib import suppress

import aiohttp
from yarl import URL

from adapters.teams.connector import Connector
from adapters.teams.tokens import Trouble
from bot.channel import Blocked, Remote
from bot.files import whole

PIECE = 64 * 1024
LONGEST = aiohttp.ClientTimeout(total=120)
HOPS = 3
MOVED = (301, 302, 303, 307, 308)
STRANGE = "leży poza Teams. Proszę wysłać go wprost do rozmowy."
GONE = "odnośnik do niego wygasł. Proszę wysłać go jeszcze raz."


class Shelf:
    """One downloader: limited in size, time and hosts. A redirect is followed within them, and never with the token."""

    def __init__(self, connector: Connector) -> None:
        self._connector, self._cloud = connector, connector.cloud

    async def fetch(self, file: Remote) -> bytes:
        """The whole file; raises Blocked with the reason as the end of a Polish sentence."""
        where, own = file.where, self._cloud.is_service(file.where)
        headers = await self._connector.authorization() if own else {}
        try:
            async with aiohttp.ClientSession(timeout=LONGEST, trust_env=True) as session:
                for _ in range(HOPS if not own else 1):
                    async with session.get(self._known(where), headers=headers, allow_redirects=False) as answer:
                        if answer.status not in MOVED:
                            return await _read(answer)
                        where = str(URL(where).join(URL(answer.headers["Location"])))
        except (aiohttp.ClientError, TimeoutError, KeyError) as error:
            raise Trouble(f"Teams: {type(error).__name__}") from None
        raise Blocked(STRANGE)

    def _known(self, where: str) -> URL:
        with suppress(ValueError, TypeError):
            if self._cloud.is_shelf(where) or self._cloud.is_service(where):
                return URL(where, encoded=True)
        raise Blocked(STRANGE)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """The file, if it is one."""
    if answer.status in (401, 403, 404, 410):
        raise Blocked(GONE)
    if answer.status != 200:
        raise Trouble(f"Teams: {answer.status}")
    return await whole(answer.content.iter_chunked(PIECE))
