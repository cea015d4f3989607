"""One open conversation: shows the transcript, and what is new in it, as long as the page is open."""

import asyncio
from html import escape

from nicegui import ui

from adapters.web import render
from adapters.web.composer import Composer
from adapters.web.visits import Line, Look, Visits, Waiting

ASSETS = "/static/czat"
EVERY = 0.5
"""Seconds between two looks at the database."""

HEAD = f'<link rel="stylesheet" href="/static/panel/theme.css"><link rel="stylesheet" href="{ASSETS}/chat.css">'
NOSCRIPT = (
    "<noscript><p>Ta strona wymaga JavaScriptu. Zgłoszenie przyjmie też człowiek: "
    '<a href="tel:+48122525600">12 25 25 600</a>.</p></noscript>'
)
WELCOME = (
    "<h2>Co się stało?</h2><p>Proszę napisać własnymi słowami. Pomogą numer seryjny urządzenia (S/N) "
    "i numer umowy serwisowej; jeśli ich nie ma pod ręką, znajdziemy je razem.</p>"
)


class Chat:
    """The page of one account's conversation; nothing in it is kept, a restart shows the same from the database."""

    def __init__(self, visits: Visits, user: str, name: str, notice: str) -> None:
        self._visits, self._user, self._name, self._notice = visits, user, name, notice
        self._settled = 0
        self._shown: dict[int, ui.html] = {}
        self._ours: list[ui.html] = []
        self._day = ""
        self._waiting: tuple[Waiting, ...] = ()

    async def build(self) -> None:
        """Lay out the page and fill it."""
        ui.add_head_html(HEAD)
        ui.add_body_html(NOSCRIPT)
        with ui.element("div").classes("chat"):
            ui.html(_header(self._name), tag="header", sanitize=False).classes("bar")
            with ui.element("div").classes("scroll").props('id="scroll"'):
                if self._notice:
                    ui.label(self._notice).classes("aside").props('role="status"')
                self._welcome = ui.html(WELCOME, sanitize=False).classes("welcome")
                self._log = ui.element("div").props('role="log" aria-live="polite" aria-label="Rozmowa"').classes("log")
                self._sent = ui.element("div").classes("log sent")
                self._typing = ui.label("Dyspozytor pisze…").classes("typing")
            Composer().on("sent", self.refresh)
        self._show(await self._look())
        ui.timer(EVERY, self.refresh, immediate=False)

    async def refresh(self) -> None:
        """Show what has happened since the last look; whoever was linked or unlinked by it gets the page anew."""
        before = len(self._shown)
        self._show(await self._look())
        if len(self._shown) > before and await asyncio.to_thread(self._visits.anonymous, self._user) == bool(
            self._name
        ):
            ui.navigate.reload()

    async def _look(self) -> Look:
        return await asyncio.to_thread(self._visits.look, self._user, self._settled)

    def _show(self, look: Look) -> None:
        for line in look.lines:
            if line.id not in self._shown:
                self._add(line)
            elif line.files:  # one that was being read can be opened by now
                self._shown[line.id].set_content(render.bubble(line))
        self._settled = max(self._settled, look.settled)
        self._show_waiting(tuple(look.waiting))
        self._welcome.set_visibility(not self._shown and not self._waiting)

    def _add(self, line: Line) -> None:
        """A new row at the end, or in the place of the one it replaces."""
        edited = self._shown.get(line.edits) if line.edits else None
        if edited:
            self._shown[line.id] = edited
            edited.set_content(render.bubble(line))
            return
        with self._log:
            if line.day != self._day:
                ui.label(line.day).classes("day")
                self._day = line.day
            self._shown[line.id] = added = ui.html(render.bubble(line), sanitize=False)
        added.classes("message ours current" if line.ours else "message theirs")
        if line.ours:
            self._make_current(added)

    def _make_current(self, added: ui.html) -> None:
        """Only the last message of ours asks the present question."""
        if self._ours:
            self._ours[-1].classes(remove="current")
        self._ours.append(added)

    def _show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        self._typing.set_visibility(bool(waiting))
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self._sent.clear()
        with self._sent:
            for sent in waiting:
                ui.html(render.waiting(sent), sanitize=False).classes("message theirs")


def _header(name: str) -> str:
    leave = f"""<form method="post" action="/wyjdz"><span>{escape(name)}</span>
        <button type="submit" class="quiet">Wyjdź</button></form>"""
    return f"""<img src="/static/panel/icon.svg" alt="" width="36" height="36">
        <div><h1>Dyspozytor</h1><p>automatyczny asystent</p></div>
        {leave if name else ""}<a class="phone" href="tel:+48122525600" aria-label="Telefon 12 25 25 600">
        <i class="q-icon material-icons" aria-hidden="true">call</i><span>12 25 25 600</span></a>"""
