"""Files behind signed links: the one that was meant, to be saved, and nothing else."""

from asyncio import Runner

import httpx
import pytest
from fastapi import FastAPI

from adapters.web.handout import Handouts
from bot.channel import File

HOME = "https://pomoc.example"
FILES = {(7, 0): File("karta żółta.html", b"<script>")}


def ask(address: str, secret: str = "x" * 40) -> httpx.Response:
    site = FastAPI()
    Handouts(secret, HOME).mount(site, lambda message, number: FILES.get((message, number)))

    async def whole() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url=HOME) as client:
            return await client.get(address)

    with Runner() as runner:
        return runner.run(whole())


def test_a_link_brings_its_file_to_be_saved() -> None:
    found = ask(Handouts("x" * 40, HOME).link(7, 0))
    assert (found.status_code, found.content) == (200, b"<script>")
    assert found.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''karta%20")
    assert found.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(("link", "status"), [
    (Handouts("y" * 40, HOME).link(7, 0), 403),
    (Handouts("x" * 40, HOME).link(7, 0)[:-1], 403),
    (f"{HOME}/wydane/7.0", 403),
    (Handouts("x" * 40, HOME).link(7, 1), 404),
])  # fmt: skip
def test_another_link_brings_nothing(link: str, status: int) -> None:
    assert ask(link).status_code == status
