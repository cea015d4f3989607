"""/panel/kanal: the engineers' channel, a thread for each case, and a line to type orders in."""

import asyncio
from collections import defaultdict
from datetime import datetime

from nicegui import ui

from bot.board import case_view
from bot.board.house import House, Staff
from bot.board.live import CARD, Live
from bot.board.visits import Line, lines
from bot.channel import ENGINEERS
from bot.markup import esc

EXAMPLES = "Na przykład: lista, moje, weź 1001, kontakt 1001 16:55, termin 1001, pomoc."


class ChannelPage(Live):
    """The channel as it stands open in a browser."""

    def __init__(self, house: House, staff: Staff) -> None:
        super().__init__(house, staff)
        self._threads: ui.html
        self._order: ui.input

    async def build(self) -> None:
        """Lay out the page and fill it."""
        now = self.house.clock.now()
        ui.page_title("Kanał – Dyspozytor")
        with self.framed("/panel/kanal", now):
            ui.html("Kanał inżynierów", tag="h1", sanitize=False)
            with ui.element("section").classes("panel write"):
                self._order = ui.input("Polecenie").props("outlined").classes("wide").on("keydown.enter", self._send)
                ui.label(EXAMPLES).classes("sub")
            self._threads = ui.html("", sanitize=False).props('role="log" aria-live="polite"').classes("threads")
        await self.settle()
        await self.house.note(self.staff, "channel_seen")
        await self.refresh(now)
        self.follow()

    async def refresh(self, now: datetime) -> None:
        """Read the channel and show it."""
        self._threads.set_content(threads(await asyncio.to_thread(self._load, now)))

    def concerns(self, line: Line) -> bool:  # noqa: ARG002
        """Everything is on the page already."""
        return False

    def _load(self, now: datetime) -> tuple[Line, ...]:
        with self.house.store.read() as c:
            return lines(c, ENGINEERS, now)

    async def _send(self) -> None:
        text = (self._order.value or "").strip()
        problem = await self.house.order(self.staff, text, None) if text else ""
        if problem:
            ui.notify(problem, type="warning", position="bottom-right")
        else:
            self._order.value = ""


def threads(said: tuple[Line, ...]) -> str:
    """A thread a case, the liveliest first; of its card only the last state, on demand."""
    grouped: dict[int | None, list[Line]] = defaultdict(list)
    for line in said:
        grouped[line.thread or line.case].append(line)
    latest = sorted(grouped.items(), key=lambda item: item[1][-1].id, reverse=True)
    return "".join(_thread(number, talk) for number, talk in latest)


def _thread(number: int | None, talk: list[Line]) -> str:
    title = f'<a href="/panel/sprawa/{number}">Sprawa {number}</a>' if number else "Poza sprawami"
    cards = [line for line in talk if line.key == CARD]
    files = case_view.attached([f for line in cards for f in line.files])
    card = f"<details><summary>Karta sprawy</summary><p>{esc(cards[-1].text)}</p></details>{files}" if cards else ""
    words = case_view.talk([line for line in talk if line.key != CARD], "Nikt jeszcze nic nie napisał.")
    return f'<section class="panel"><h2>{title}</h2>{card}{words}</section>'
