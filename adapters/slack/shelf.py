"""Fetches files from Slack: our token goes to Slack's own hosts only, and a page for signing in is no file."""

from contextlib import suppress

import aiohttp
from yarl import URL

from bot.channel import Blocked, Remote
from bot.files import whole

OWN = ".slack.com"
PIECE = 64 * 1024
LONGEST = 120
"""Seconds for a whole file."""
STRANGE = "leży poza Slackiem. Proszę wysłać go wprost do rozmowy."
NO_RIGHT = "Slack nie pozwala nam go pobrać (aplikacji brakuje uprawnienia files:read)."
GONE = "Slack nie ma już tego pliku. Proszę wysłać go jeszcze raz."
PAGES = ("html", "htm")


class Trouble(Exception):
    """The platform does not take it now; said without the token."""


class Shelf:
    """One downloader: limited in size and time, without redirects."""

    def __init__(self, token: str, base: str) -> None:
        self._token, self._base = token, URL(base).origin()

    async def fetch(self, file: Remote) -> bytes:
        """The whole file; raises Blocked with the reason as the end of a Polish sentence."""
        where, wait = self._own(file.where), aiohttp.ClientTimeout(total=LONGEST)
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with (
                aiohttp.ClientSession(timeout=wait, trust_env=True) as session,
                session.get(where, headers=headers, allow_redirects=False) as answer,
            ):
                _check(answer, file.name)
                return await whole(answer.content.iter_chunked(PIECE))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Trouble(f"Slack: {type(error).__name__}") from None

    def _own(self, where: str) -> URL:
        """An address of Slack, or of whatever plays Slack for us; taken apart as the client will do it."""
        with suppress(ValueError, TypeError):
            asked = URL(where)
            slack = asked.scheme == "https" and asked.port == 443 and f".{asked.host}".endswith(OWN)
            if slack or asked.origin() == self._base:
                return asked
        raise Blocked(STRANGE)


def _check(answer: aiohttp.ClientResponse, name: str) -> None:
    """Without the right to read files Slack answers with a redirect, or with 200 and a page for signing in."""
    page = answer.content_type == "text/html" and name.rpartition(".")[2].lower() not in PAGES
    if answer.status in (404, 410):
        raise Blocked(GONE)
    if 300 <= answer.status < 400 or answer.status in (401, 403) or (answer.status == 200 and page):
        raise Blocked(NO_RIGHT)
    if answer.status != 200:
        raise Trouble(f"Slack: {answer.status}")
