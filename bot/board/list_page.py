"""/panel: the open cases, most urgent first, with tiles and filters; the address remembers the filter."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from nicegui import ui

from bot.board import hotline_form, list_view, reads
from bot.board.filters import ALL, OPEN, Filter
from bot.board.house import House, Staff
from bot.board.live import Live
from bot.domain.cases import Case
from bot.domain.people import Person
from bot.markup import esc
from bot.store import duty
from flows.obsluga_sprawy.names import PRIORITIES, STATES, VENDORS

MOST = 300
"""Cards on the page; further ones are a matter for a filter or the report."""
CHOSEN = "(event) => emit(event.target.value)"


class ListPage(Live):
    """One open list."""

    def __init__(self, house: House, staff: Staff, chosen: Filter) -> None:
        super().__init__(house, staff)
        self._filter = chosen
        self._cases: tuple[Case, ...] = ()
        self._cards: dict[int, ui.html] = {}
        self._shown: dict[int, reads.Row] = {}
        self._title = ""
        self._newest: int | None = None
        self._tiles: ui.html
        self._duty: ui.html
        self._list: ui.element
        self._empty: ui.html

    async def build(self) -> None:
        """Lay out the page and fill it."""
        now = self.house.clock.now()
        with self.framed("/panel", now):
            ui.html("Sprawy", tag="h1", sanitize=False).classes("unseen")
            with ui.element("div").classes("above"):
                self._duty = ui.html("", sanitize=False).classes("sub")
                new = ui.html("Nowe z infolinii", tag="button", sanitize=False).classes("button")
                new.props('type="button"').on("click", self._new)
            self._tiles = ui.html("", tag="nav", sanitize=False).classes("tiles").props('aria-label="Podsumowanie"')
            self._build_filters()
            self._list = ui.element("ul").classes("cases").props('aria-label="Sprawy"')
            self._empty = ui.html("", sanitize=False)
        await self.settle()
        await self.refresh(now)
        self.follow()

    async def refresh(self, now: datetime) -> None:
        """Read the cases and show them."""
        self._cases, who = await asyncio.to_thread(self._load, now)
        self._duty.set_content(list_view.on_duty(who, now))
        self._show(now)

    def tick(self, now: datetime, busy: bool) -> None:  # noqa: ARG002
        """Time alone moves cases between the tiles."""
        self._show_tiles(now)

    async def _new(self) -> None:
        """A case for somebody on the phone; the channel's answer comes as a notice."""
        words = await hotline_form.ask(self.house.clock.now())
        problem = await self.house.order(self.staff, words, None) if words else None
        if problem:
            ui.notify(problem, type="warning", position="bottom-right")

    def _load(self, now: datetime) -> tuple[tuple[Case, ...], list[tuple[Person, str, datetime]]]:
        with self.house.store.read() as c:
            return reads.load(c, self._filter.ended_too), duty.now(c, now)

    def _show(self, now: datetime) -> None:
        self._show_tiles(now)
        rows = (reads.row(case, now) for case in self._cases)
        fitting = sorted((r for r in rows if self._filter.fits(r, self.staff.person.id)), key=lambda r: r.urgency)
        shown = fitting[:MOST]
        self._drop({r.case.number for r in shown})
        for index, row in enumerate(shown):
            self._place(row, index)
        self._newest = max((case.number for case in self._cases), default=0)
        more = list_view.more(MOST, len(fitting)) if len(fitting) > MOST else ""
        self._empty.set_content(more if fitting else list_view.empty(self._filter))

    def _show_tiles(self, now: datetime) -> None:
        numbers = reads.tiles(self._cases, now)
        self._tiles.set_content(list_view.tiles(numbers, self._filter))
        title = f"({numbers.unowned}) Sprawy – Dyspozytor" if numbers.unowned else "Sprawy – Dyspozytor"
        if title != self._title:
            self._title = title
            ui.page_title(title)

    def _place(self, row: reads.Row, index: int) -> None:
        """Only what differs is sent, so that a reader keeps their place; time alone is the browser's to tell."""
        number, timeless = row.case.number, row.timeless()
        card = self._cards.get(number)
        if card is None:
            card = self._add(row)
        elif self._shown[number] != timeless:
            card.set_content(list_view.card(row))
        self._shown[number] = timeless
        if self._list.default_slot.children.index(card) != index:
            card.move(target_index=index)

    def _add(self, row: reads.Row) -> ui.html:
        """A case that was not there when the page was opened draws the eye."""
        with self._list:
            card = ui.html(list_view.card(row), tag="li", sanitize=False).classes("case")
        if self._newest is not None and row.case.number > self._newest:
            card.classes("fresh")
        self._cards[row.case.number] = card
        return card

    def _drop(self, staying: set[int]) -> None:
        for number in self._cards.keys() - staying:
            self._cards.pop(number).delete()

    def _build_filters(self) -> None:
        states = {OPEN: "otwarte", **STATES, ALL: "wszystkie"}
        vendors = {"": "każdy", **VENDORS}
        priorities = {"": "każdy", **PRIORITIES}
        with ui.element("div").classes("filters").props('role="group" aria-label="Filtry"'):
            self._select("Stan", states, self._filter.state, lambda v: replace(self._filter, state=v))
            self._select("Producent", vendors, self._filter.vendor, lambda v: replace(self._filter, vendor=v))
            self._select("Priorytet", priorities, self._filter.priority, lambda v: replace(self._filter, priority=v))
            mine = {"": "wszystkich", "1": "moje"}
            self._select(
                "Czyje", mine, "1" if self._filter.mine else "", lambda v: replace(self._filter, mine=v == "1")
            )

    def _select(self, label: str, known: dict[str, str], value: str, changed: Callable[[str], Filter]) -> None:
        options = "".join(
            f'<option value="{esc(key)}"{" selected" if key == value else ""}>{esc(name)}</option>'
            for key, name in known.items()
        )

        async def choose(event: object) -> None:
            chosen = getattr(event, "args", "")
            self._filter = changed(chosen if chosen in known else "")
            ui.navigate.history.replace(self._filter.address)
            await self.refresh(self.house.clock.now())

        with ui.element("label").classes("field"):
            ui.html(esc(label), tag="span", sanitize=False).classes("label")
            ui.html(options, tag="select", sanitize=False).classes("input").on("change", choose, js_handler=CHOSEN)
