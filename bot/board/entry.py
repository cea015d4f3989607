"""The way into the board: the login form, checked in constant time and with limited tries, and the way out."""

import asyncio
from datetime import timedelta

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot import access
from bot.board.attempts import Attempts
from bot.board.house import STAFF, House
from bot.markup import esc
from bot.store import audit

PATH = "/panel/logowanie"
SPAN = timedelta(minutes=15)
TRIES_HERE, TRIES_OF_ADDRESS, TRIES_OF_PERSON = 5, 20, 50
"""Wrong ones within SPAN: of a person from one address, from one address, and of a person from everywhere.

A try counts from its beginning, so that many at once do not slip through, and is taken back when it was right.
"""
WRONG = "Nieprawidłowy identyfikator lub hasło."
TOO_OFTEN = "Za dużo prób. Proszę odczekać kwadrans albo poprosić o nowe hasło."

PAGE = """<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Logowanie – Dyspozytor</title><link rel="icon" href="/static/panel/icon.svg">
<link rel="stylesheet" href="/static/panel/theme.css"><link rel="stylesheet" href="/static/panel/board.css"></head>
<body><main class="entry"><img src="/static/panel/icon.svg" alt="" width="48" height="48">
<h1>Panel inżynierów</h1><p class="sub">Dyspozytor, serwis myHEZO</p>
<form method="post" action="{path}">{problem}<input type="hidden" name="dalej" value="{onward}">
<div class="field"><label for="kto">Identyfikator albo e-mail</label>
<input class="input" id="kto" name="kto" value="{name}" autocomplete="username" autocapitalize="none" required
{first}></div>
<div class="field"><label for="haslo">Hasło</label>
<input class="input" id="haslo" name="haslo" type="password" autocomplete="current-password" required {second}></div>
<button class="button main" type="submit">Zaloguj się</button></form></main></body></html>"""


class Door:
    """Counts the tries; one a process."""

    def __init__(self, house: House) -> None:
        self._house = house
        limits = (TRIES_HERE, TRIES_OF_ADDRESS, TRIES_OF_PERSON)
        self._here, self._of_address, self._of_person = (Attempts(limit, SPAN) for limit in limits)

    def enter(self, name: str, password: str, address: str) -> tuple[str | None, str]:
        """The session of whoever this is, or why not. Somebody unknown and a wrong password look the same."""
        now, who = self._house.clock.now(), name.strip().casefold()
        counted = ((self._here, (who, address)), (self._of_address, address), (self._of_person, who))
        if not all(tries.allow(key, now) for tries, key in counted):
            return None, TOO_OFTEN
        with self._house.store.read() as c:
            person = access.check_password(c, name, password)
        if person is None:
            return None, WRONG
        for tries, key in counted:
            tries.take_back(key)
        with self._house.store.begin() as c:
            access.web_user(c, person.id, now)
            audit.append(c, now, "signed_in", person.id)
            return access.sign_in(c, "staff", person.id, now), ""


def mount(app: FastAPI, house: House) -> None:
    """The form, what it posts to, and the way out."""
    door = Door(house)

    @app.get(PATH)
    def form(dalej: str = "") -> HTMLResponse:
        return _page(onward=dalej)

    @app.post(PATH)
    async def enter(request: Request) -> Response:
        fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        name, onward = fields.get("kto", ""), fields.get("dalej", "")
        address = request.client.host if request.client else ""
        session, problem = await asyncio.to_thread(door.enter, name, fields.get("haslo", ""), address)
        if session is None:
            return _page(onward, name, problem)
        request.session[STAFF] = session
        return RedirectResponse(_ours(onward), 303)

    @app.post("/panel/wyloguj")
    async def leave(request: Request) -> Response:
        if session := request.session.pop(STAFF, None):
            await asyncio.to_thread(_sign_out, house, session)
        return RedirectResponse(PATH, 303)


def _sign_out(house: House, session: str) -> None:
    with house.store.begin() as c:
        access.sign_out(c, session)


def _ours(onward: str) -> str:
    """Only a page of the board may follow a login."""
    return onward if onward.startswith(("/panel?", "/panel/")) and "\\" not in onward else "/panel"


def _page(onward: str = "", name: str = "", problem: str = "") -> HTMLResponse:
    shown = f'<p class="problem" role="alert">{esc(problem)}</p>' if problem else ""
    first, second = ("", "autofocus") if name else ("autofocus", "")
    page = PAGE.format(
        path=PATH, problem=shown, onward=esc(_ours(onward)), name=esc(name[:200]), first=first, second=second
    )
    return HTMLResponse(page, 403 if problem else 200, {"Cache-Control": "no-store"})
