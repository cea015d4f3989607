"""Files for readers of a conversation held elsewhere, each behind a signed link of its own."""

import asyncio
from collections.abc import Callable

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer

from adapters.web.page import attachment
from adapters.web.upload import LASTS, OVER
from bot.channel import File

PURPOSE = "a file of a message"
Found = Callable[[int, int], File | None]
"""found(message, number): that file of the message, without originals."""


class Handouts:
    """Makes the links and serves the files."""

    def __init__(self, secret: str, public_url: str) -> None:
        self._signer, self._public = URLSafeTimedSerializer(secret, salt=PURPOSE), public_url

    def link(self, message: int, number: int) -> str:
        """The address of one file of a message."""
        return f"{self._public}/wydane/{self._signer.dumps([message, number])}"

    def mount(self, app: FastAPI, found: Found) -> None:
        """The files."""

        @app.get("/wydane/{token}")
        async def hand_out(token: str) -> Response:
            try:
                message, number = self._signer.loads(token, max_age=LASTS)
            except (BadSignature, ValueError):
                return PlainTextResponse(OVER, 403)
            file = await asyncio.to_thread(found, message, number)
            return attachment(file) if file else PlainTextResponse("Nie ma już tego pliku.", 404)
