"""The page for files opens by a link of ours alone, and what is sent by it lands in the conversation of the link."""

import asyncio
from datetime import UTC, datetime
from time import time

import httpx
import pytest
from fastapi import FastAPI
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from adapters.web.upload import LASTS, PURPOSE, Uploads
from bot.channel import Inbound
from tests.adapters.table import Refused

NOON = datetime(2027, 5, 4, 10, tzinfo=UTC)
SECRET, HOME = "x" * 40, "https://pomoc.example"
FILE = {"files": ("wynik.txt", b"VRP")}


class Past(TimestampSigner):
    """Signs as it was when the link still opened."""

    def get_timestamp(self) -> int:
        return int(time()) - LASTS - 1


class Page:
    """The page, and what came by it."""

    def __init__(self) -> None:
        self.uploads, self.heard, self.site = Uploads(SECRET, HOME), list[Inbound](), FastAPI()
        self.uploads.mount(self.site, self._accept, lambda: NOON)

    def ask(self, method: str, token: str) -> httpx.Response:
        async def whole() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.site), base_url=HOME) as client:
                return await client.request(method, f"/pliki/{token}", files=FILE if method == "POST" else None)

        return asyncio.run(whole())

    def _accept(self, inbound: Inbound) -> bool:
        self.heard.append(inbound)
        return True


def signed(secret: str = SECRET, salt: str = PURPOSE, signer: type[TimestampSigner] = TimestampSigner) -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt, signer=signer).dumps(["slack", "U0KLIENT1"]))


@pytest.mark.parametrize(("how", "token"), [
    ("missing", "-"),
    ("wrong", signed("y" * 40)),
    ("cut", signed()[:-1]),
    ("with more", signed() + "x"),
    ("of another purpose", signed(salt="session")),
    ("old", signed(signer=Past)),
])  # fmt: skip
def test_a_link_that_is_not_ours_opens_nothing(how: str, token: str, refused: Refused) -> None:
    page = Page()
    assert page.ask("GET", signed()).status_code == 200
    for method in ("GET", "POST"):
        refused("web", how, page.ask(method, token).status_code)
    assert page.heard == []


def test_a_file_lands_in_the_conversation_of_the_link() -> None:
    page = Page()
    token = page.uploads.link("slack", "U0KLIENT1").rpartition("/")[2]
    assert "Przyjęto: wynik.txt" in page.ask("POST", token).text
    assert [(event.channel, event.user, event.at) for event in page.heard] == [("slack", "U0KLIENT1", NOON)]
