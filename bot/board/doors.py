"""What the board downloads and sends beside its pages: files, sealed copies, prints, letters to callers."""

import asyncio
import re
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Path, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from bot.board import entry
from bot.board.case_view import POST_BOX
from bot.board.house import ENDED, House, Staff
from bot.board.orders import message
from bot.channel import File
from bot.desk import printed
from bot.desk.copies import open_copy
from bot.files import refused
from bot.sealing import BrokenSeal, Seal
from bot.store import audit, cases, files

Number = Annotated[int, Path(gt=0, lt=2**31)]
"""What a database can be asked for."""
FILES, WORDS = 10, 65_536
LETTER_AT_MOST = 26_000_000
"""Bytes of a letter with its files."""
NOBODYS = "Nie ma takiej kopii albo sprawę prowadzi ktoś inny; otwiera ją tylko osoba prowadząca sprawę."
BROKEN = "Tej kopii nie da się otworzyć: zaszyfrowano ją innym sekretem (DYSPOZYTOR_OLD_SECRETS) albo jest uszkodzona."
EMPTY = "Proszę wpisać wiadomość albo dołączyć plik."


def mount(app: FastAPI, house: House, seal: Seal) -> None:
    """Add the addresses."""

    @app.get("/panel/plik/{number}")
    async def download(request: Request, number: Number) -> Response:
        if (staff := await house.staff(request)) is None:
            return to_login(request)
        found = await asyncio.to_thread(_file, house, number)
        if found is None:
            return PlainTextResponse("Nie ma takiego pliku.", 404)
        await house.note(staff, "downloaded", file=number)
        return attachment(found)

    @app.post("/panel/zaszyfrowany/{number}")
    async def unseal(request: Request, number: Number) -> Response:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        return await asyncio.to_thread(_unsealed, house, seal, number, staff)

    @app.get("/panel/sprawa/{number}/druk")
    async def sheet(request: Request, number: Number) -> Response:
        if (staff := await house.staff(request)) is None:
            return to_login(request)
        page = await asyncio.to_thread(_printed, house, number)
        if page is None:
            return PlainTextResponse(f"Nie ma sprawy {number}.", 404)
        await house.note(staff, "printed", case=number)
        return HTMLResponse(page, headers=KEPT_NOWHERE)

    @app.post(POST_BOX)
    async def send(request: Request) -> Response:
        staff = await house.staff(request)
        if staff is None:
            return PlainTextResponse(ENDED, 403)
        async with request.form(max_files=FILES, max_fields=5, max_part_size=LETTER_AT_MOST) as form:
            return await _send(house, staff, form)


KEPT_NOWHERE = {"Cache-Control": "no-store"}


def attachment(found: File, kind: str = "application/octet-stream") -> Response:
    """Saved, never shown: whatever a caller sent cannot run in the board's name."""
    headers = KEPT_NOWHERE | {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "Content-Security-Policy": "sandbox",
    }
    return Response(found.data, media_type=kind, headers=headers)


def to_login(request: Request) -> Response:
    """The login first, then what was asked for."""
    onward = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{entry.PATH}?dalej={quote(onward)}", 303)


def _file(house: House, number: int) -> File | None:
    with house.store.read() as c:
        return files.one(c, number)


def _unsealed(house: House, seal: Seal, number: int, staff: Staff) -> Response:
    try:
        with house.store.begin() as c:
            found = open_copy(c, seal, number, staff.person, house.clock.now())
            if found is None:
                audit.append(c, house.clock.now(), "refused", staff.person.id, file=number)
    except BrokenSeal:
        return PlainTextResponse(BROKEN, 409)
    return attachment(found) if found else PlainTextResponse(NOBODYS, 403)


def _printed(house: House, number: int) -> str | None:
    with house.store.read() as c:
        case = cases.get(c, number)
        return printed.sheet(c, case, house.clock.now()) if case else None


async def _send(house: House, staff: Staff, form: FormData) -> Response:
    """Words and files for the caller of a case, in its thread."""
    number, words = form.get("sprawa"), form.get("tresc")
    if not isinstance(number, str) or not re.fullmatch(r"[1-9]\d{0,8}", number, re.ASCII):
        return PlainTextResponse("Nie ma takiej sprawy.", 404)
    said = words.strip()[:WORDS] if isinstance(words, str) else ""
    uploads = [f for f in form.getlist("pliki") if isinstance(f, UploadFile) and f.filename]
    sent = [File(re.split(r"[/\\]", f.filename or "")[-1], await f.read()) for f in uploads]
    if not said and not sent:
        return PlainTextResponse(EMPTY, 400)
    if refusals := [f"{f.name}: {why}" for f in sent if (why := refused(f))]:
        return PlainTextResponse("\n".join(refusals), 400)
    text = message(int(number), said or ", ".join(f.name for f in sent))
    problem = await house.order(staff, text, int(number), sent)
    return PlainTextResponse(problem or "Przekazano.", 409 if problem else 200)
