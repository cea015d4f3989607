"""/panel/sprawa/{number}: one case, what can be done with it, and a box to write to the caller."""

import asyncio
from datetime import datetime

from nicegui import ui
from sqlalchemy import Connection

from bot.board import case_view, dialogs, reads
from bot.board.clock_view import clocks
from bot.board.house import House, Staff
from bot.board.live import CARD, Live
from bot.board.orders import GRAVE, Action, actions, order
from bot.board.reads import Whole
from bot.board.visits import Line
from bot.markup import esc
from bot.store import board

HANDED_OVER = "Zapisuję…"
FOCUS = "if (document.activeElement === document.body) document.querySelector('.part-head')?.focus()"
"""A pressed button that has gone leaves the focus nowhere; the state it has led to is the place to go on from."""


class CasePage(Live):
    """One open case."""

    def __init__(self, house: House, staff: Staff, number: int) -> None:
        super().__init__(house, staff)
        self._number = number
        self._conversation = ""
        self._parts: dict[str, ui.html] = {}
        self._actions: tuple[Action, ...] | None = None
        self._priority = ""
        self._bar: ui.element
        self._write: ui.element
        self._busy: ui.label

    async def build(self) -> bool:
        """Lay out the page and fill it; False when there is no such case."""
        await self.settle()
        whole = await asyncio.to_thread(self._load)
        if whole is None:
            return False
        await self.house.note(self.staff, "seen", case=self._number)
        self._conversation = whole.case.conversation
        ui.page_title(f"{self._number} – Dyspozytor")
        with self.framed("", whole.now), ui.element("div").classes("whole"):
            with ui.element("section").classes("panel lead").props('aria-label="Sprawa"'):
                self._part("head").props("tabindex=-1")
                self._bar = ui.element("div").classes("actions").props('role="group" aria-label="Czynności"')
                self._busy = ui.label(HANDED_OVER).classes("sub").props('role="status"')
            with ui.element("div").classes("pane"):
                self._section("Zebrane informacje", "collected")
                self._section("Terminy", "clocks")
                self._section("Historia", "history")
            with ui.element("div").classes("pane"):
                self._section("Rozmowa ze zgłaszającym", "talk")
                self._build_write()
                self._section("Pliki", "files")
                self._section("Kanał inżynierów", "thread")
        self._show(whole)
        self.follow()
        return True

    async def refresh(self, now: datetime) -> None:  # noqa: ARG002
        """Read the case and show it."""
        whole = await asyncio.to_thread(self._load)
        if whole:
            self._show(whole)

    def version(self, c: Connection) -> tuple[int, ...]:
        """Also what the caller says without touching the case."""
        return *super().version(c), board.last_message(c, self._conversation)

    def tick(self, now: datetime, busy: bool) -> None:  # noqa: ARG002
        """Buttons rest while an order is being carried out."""
        self._set_busy(busy)

    def concerns(self, line: Line) -> bool:
        """The answers of this case's thread; the card is the page itself."""
        return line.ours and self._number in (line.thread, line.case) and line.key != CARD

    def _load(self) -> Whole | None:
        with self.house.store.read() as c:
            return reads.whole(c, self._number, self.house.clock.now())

    def _show(self, whole: Whole) -> None:
        shown = {
            "head": case_view.head(whole),
            "collected": case_view.collected(whole),
            "clocks": clocks(whole.case.clocks, whole.now),
            "history": case_view.history(whole),
            "talk": case_view.talk(whole.talk, "Nie było jeszcze rozmowy."),
            "files": case_view.files(whole.files, whole.case.owner == self.staff.person.id),
            "thread": case_view.talk(
                [line for line in whole.thread if line.key != CARD], "Nikt jeszcze nic nie napisał."
            ),
        }
        for name, content in shown.items():
            if self._parts[name].content != content:
                self._parts[name].set_content(content)
        self._show_actions(whole)

    def _show_actions(self, whole: Whole) -> None:
        mine = whole.case.owner == self.staff.person.id or (whole.case.open and not whole.case.owner)
        self._write.set_visibility(mine)
        self._priority = whole.case.priority
        fitting = actions(whole.case, self.staff.person)
        if fitting == self._actions:
            return
        if self._actions is not None:
            ui.run_javascript(f"setTimeout(() => {{ {FOCUS} }}, 100)")
        self._actions = fitting
        self._bar.clear()
        printed = f'href="/panel/sprawa/{self._number}/druk" target="_blank"'
        with self._bar:
            for action in (a for a in fitting if not a.aside):
                self._button(action)
            with ui.element("details").classes("aside"):
                ui.html("Więcej", tag="summary", sanitize=False).classes("button")
                with ui.element("div").classes("actions"):
                    for action in (a for a in fitting if a.aside):
                        self._button(action)
                    ui.html("Wydruk sprawy", tag="a", sanitize=False).classes("button").props(printed)

    def _button(self, action: Action) -> None:
        style = "main" if action.main else "grave" if action.verb in GRAVE else ""
        button = ui.html(action.label, tag="button", sanitize=False).classes(f"button {style}")
        button.props('type="button"').on("click", lambda: self._do(action))

    async def _do(self, action: Action) -> None:
        words = await dialogs.ask(action.verb, self._priority, self.house.clock.now())
        if words is not None:
            await self._give(order(action.verb, self._number, words))

    async def _give(self, text: str) -> None:
        if problem := await self.house.order(self.staff, text, self._number):
            ui.notify(problem, type="warning", position="bottom-right")
        else:
            self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        self._busy.set_visibility(busy)
        self._bar.props("inert" if busy else "", remove="" if busy else "inert")

    def _section(self, title: str, name: str) -> None:
        with ui.element("section").classes("panel"):
            ui.html(esc(title), tag="h2", sanitize=False)
            self._part(name)

    def _part(self, name: str) -> ui.html:
        self._parts[name] = ui.html("", sanitize=False).classes(f"part-{name}")
        return self._parts[name]

    def _build_write(self) -> None:
        with ui.element("section").classes("panel write") as self._write:
            ui.html(case_view.letter(self._number), sanitize=False)
