"""The caller's page and its doors: the conversation, the post box, downloads, and personal links."""

import asyncio
import secrets
from pathlib import Path as FilePath
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Path, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from nicegui import ui
from starlette.datastructures import FormData, UploadFile

from adapters.web.channel import MAX_FILE, MAX_FILES, Sent, WebChannel
from adapters.web.chat import ASSETS, Chat
from adapters.web.visits import Visitor, Visits
from bot.channel import File

POST_BOX = "/rozmowa"
POST_AT_MOST = MAX_FILES * MAX_FILE + 1_000_000
"""Bytes of a whole message with its files: the limit the host sets on a body sent to `POST_BOX`."""
FIELD_AT_MOST = 1_000_000
FILES_READ = 2 * MAX_FILES
LINK_OVER = "Ten odnośnik wygasł albo jest niepełny. Można rozmawiać bez niego."
SIGNED_OUT = (
    "Zalogowanie wygasło albo konto zostało odłączone. Do swojej rozmowy wraca się otrzymanym odnośnikiem "
    "albo słowami „połącz konto”."
)

Number = Annotated[int, Path(gt=0, lt=2**31)]
"""What a database can be asked for."""


def mount(app: FastAPI, visits: Visits, channel: WebChannel) -> None:
    """Add everything to the app, which brings the signed session cookie."""
    app.mount(ASSETS, StaticFiles(directory=FilePath(__file__).parent / "static"))
    _mount_doors(app, visits)

    @ui.page("/", title="Dyspozytor – zgłoszenie awarii")
    async def page(request: Request, odnosnik: str = "") -> None:
        visitor = await _visitor(visits, request)
        expired = not visitor and request.session.pop("guest", None)
        user = visitor.user if visitor else request.session.setdefault("visitor", f"g-{secrets.token_hex(16)}")
        notice = SIGNED_OUT if expired else LINK_OVER if odnosnik else ""
        await Chat(visits, user, visitor.name if visitor else "", notice).build()

    @app.post(POST_BOX)
    async def receive(request: Request) -> Response:
        visitor = await _visitor(visits, request)
        user = visitor.user if visitor else request.session.get("visitor")
        if not user:
            return PlainTextResponse("Proszę najpierw otworzyć stronę rozmowy.", 403)
        if not visits.allow(user, _address(request)):
            return PlainTextResponse("Za dużo wiadomości naraz. Proszę spróbować za minutę.", 429)
        async with request.form(max_files=FILES_READ, max_fields=10, max_part_size=FIELD_AT_MOST) as form:
            sent = await _sent(form, user, visitor)
        return JSONResponse({"notices": await asyncio.to_thread(channel.receive, sent)})

    @app.get("/plik/{number}")
    async def download(request: Request, number: Number) -> Response:
        visitor = await _visitor(visits, request)
        user = visitor.user if visitor else request.session.get("visitor", "")
        found = await asyncio.to_thread(visits.file, user, number)
        return attachment(found) if found else PlainTextResponse("Nie ma takiego pliku.", 404)


def _mount_doors(app: FastAPI, visits: Visits) -> None:
    @app.get("/c/{token}")
    async def enter(request: Request, token: str) -> Response:
        """The token is exchanged for the cookie and leaves the address bar."""
        session = await asyncio.to_thread(visits.open_link, token, _address(request))
        if session is None:
            return RedirectResponse("/?odnosnik=wygasl", 303)
        request.session["guest"] = session
        return RedirectResponse("/", 303)

    @app.post("/wyjdz")
    async def leave(request: Request) -> Response:
        """Whoever comes next to this browser starts a conversation of their own."""
        if session := request.session.pop("guest", None):
            await asyncio.to_thread(visits.leave, session)
        request.session.pop("visitor", None)
        return RedirectResponse("/", 303)


async def _visitor(visits: Visits, request: Request) -> Visitor | None:
    """Who is signed in; a browser whose account was linked just now gets a session instead of its anonymous name."""
    session, name = request.session.get("guest"), request.session.get("visitor")
    if not session and name and not await asyncio.to_thread(visits.anonymous, name):
        request.session.pop("visitor")
        if session := await asyncio.to_thread(visits.promote, name):
            request.session["guest"] = session
    return await asyncio.to_thread(visits.visitor, session) if session else None


async def _sent(form: FormData, user: str, visitor: Visitor | None) -> Sent:
    """One byte more than allowed is enough to see that a file is too big."""
    uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile)]
    files = [File(f.filename or "", await f.read(MAX_FILE + 1)) for f in uploads]
    words = {name: value for name in ("id", "text", "choice") if isinstance(value := form.get(name, ""), str)}
    person = visitor.person if visitor else None
    return Sent(user, words.get("id", ""), words.get("text", ""), words.get("choice", ""), files, person)


def attachment(found: File) -> Response:
    """Saved, never shown: whatever is inside cannot run in this site's name."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "no-store",
    }
    return Response(found.data, media_type="application/octet-stream", headers=headers)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
