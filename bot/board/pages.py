"""The board's addresses, each behind the login."""

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Path, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from nicegui import ui

from bot.board import entry
from bot.board.case_page import CasePage
from bot.board.channel_page import ChannelPage
from bot.board.filters import Filter
from bot.board.house import House
from bot.board.list_page import ListPage
from bot.channel import Accept, File
from bot.clock import Clock
from bot.store import files
from bot.store.engine import Store

Number = Annotated[int, Path(gt=0, lt=2**31)]
"""What a database can be asked for."""


def mount(app: FastAPI, store: Store, accept: Accept, clock: Clock) -> None:
    """Add the pages and what they download."""
    house = House(store, accept, clock)
    entry.mount(app, house)
    _mount_download(app, house)

    @ui.page("/panel", title="Sprawy – Dyspozytor")
    async def cases(request: Request) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return _to_login(request)
        await ListPage(house, staff, Filter.of(request.query_params)).build()
        return None

    @ui.page("/panel/sprawa/{number}")
    async def one(request: Request, number: Number) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return _to_login(request)
        found = await CasePage(house, staff, number).build()
        return None if found else PlainTextResponse(f"Nie ma sprawy {number}.", 404)

    @ui.page("/panel/kanal", title="Kanał – Dyspozytor")
    async def channel(request: Request) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return _to_login(request)
        await ChannelPage(house, staff).build()
        return None


def _mount_download(app: FastAPI, house: House) -> None:
    @app.get("/panel/plik/{number}")
    async def download(request: Request, number: Number) -> Response:
        if await house.staff(request) is None:
            return _to_login(request)
        found = await asyncio.to_thread(_file, house, number)
        return _attachment(found) if found else PlainTextResponse("Nie ma takiego pliku.", 404)


def _file(house: House, number: int) -> File | None:
    with house.store.read() as c:
        return files.one(c, number)


def _attachment(found: File) -> Response:
    """Saved, never shown: whatever a caller sent cannot run in the board's name."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "no-store",
    }
    return Response(found.data, media_type="application/octet-stream", headers=headers)


def _to_login(request: Request) -> Response:
    onward = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{entry.PATH}?dalej={quote(onward)}", 303)
