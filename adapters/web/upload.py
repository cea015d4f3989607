"""A page that takes files for a conversation held elsewhere, opened by a signed link that says which one."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from html import escape
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import UploadFile

from adapters.web.channel import MAX_FILE, MAX_FILES, base_name
from bot.channel import Accept, File, Inbound

ROUTE = "/pliki/{token}"
LASTS = 7 * 24 * 3600
"""Seconds for which a link opens."""
PURPOSE = "files of a conversation"
OVER = "Ten odnośnik wygasł albo jest niepełny. Proszę poprosić o nowy w rozmowie."
PAGE = """<!doctype html><html lang="pl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Pliki do zgłoszenia</title><link rel="stylesheet" href="/static/panel/theme.css">
<main style="max-width:32rem;margin:2rem auto;padding:0 1rem">
<h1>Pliki do zgłoszenia</h1><p role="status">{said}</p>{form}
</main></html>"""
FORM = (
    '<form method="post" enctype="multipart/form-data"><p><label>Logi, wyniki poleceń albo zdjęcia '
    '(do 10 plików, każdy do 25 MB)<br><input type="file" name="files" multiple required></label></p>'
    "<p><button>Wyślij</button></p></form>"
)
ASKED = "Pliki trafią prosto do rozmowy, w której podano ten odnośnik."


class Uploads:
    """Makes the links and serves the page."""

    def __init__(self, secret: str, public_url: str) -> None:
        self._signer, self._public = URLSafeTimedSerializer(secret, salt=PURPOSE), public_url

    def link(self, channel: str, user: str) -> str:
        """The address of the page for this account's conversation."""
        return f"{self._public}/pliki/{self._signer.dumps([channel, user])}"

    def mount(self, app: FastAPI, accept: Accept, now: Callable[[], datetime]) -> None:
        """The page and what is sent by it."""

        @app.get(ROUTE)
        async def page(token: str) -> Response:
            return _page(ASKED, FORM) if self._whose(token) else _page(OVER, "", 403)

        @app.post(ROUTE)
        async def receive(request: Request, token: str) -> Response:
            if not (whose := self._whose(token)):
                return _page(OVER, "", 403)
            async with request.form(max_files=MAX_FILES, max_fields=5) as form:
                uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
                files = [File(base_name(f.filename or ""), await f.read(MAX_FILE + 1)) for f in uploads]
            taken = tuple(f for f in files if len(f.data) <= MAX_FILE)
            if taken:
                channel, user = whose
                inbound = Inbound(channel, user, f"upload:{uuid4()}", now(), files=taken)
                await asyncio.to_thread(accept, inbound)
            return _page(_said(files, taken), FORM)

    def _whose(self, token: str) -> tuple[str, str] | None:
        try:
            channel, user = self._signer.loads(token, max_age=LASTS)
        except (BadSignature, ValueError):
            return None
        return str(channel), str(user)


def _said(files: list[File], taken: tuple[File, ...]) -> str:
    names = ", ".join(f.name for f in taken)
    big = ", ".join(f.name for f in files if f not in taken)
    said = f"Przyjęto: {names}. Odpowiedź przyjdzie w rozmowie." if names else "Niczego nie przyjęto."
    return f"{said} Za duże (ponad 25 MB): {big}." if big else said


def _page(said: str, form: str, status: int = 200) -> Response:
    return HTMLResponse(PAGE.format(said=escape(said), form=form), status)
