"""The board's pages, each behind the login."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from nicegui import ui

from bot.board import doors, entry, health, knowledge_page, report_page
from bot.board.case_page import CasePage
from bot.board.channel_page import ChannelPage
from bot.board.doors import Number, to_login
from bot.board.filters import Filter
from bot.board.house import House
from bot.board.list_page import ListPage
from bot.channel import Accept
from bot.clock import Clock
from bot.search import Library
from bot.settings import Settings
from bot.store.engine import Store


def mount(app: FastAPI, store: Store, accept: Accept, clock: Clock, settings: Settings) -> None:
    """Add the pages and what they download and send."""
    house = House(store, accept, clock)
    entry.mount(app, house)
    doors.mount(app, house, settings.seal)
    report_page.mount(app, house)
    health.mount(app, house, settings.metrics_token)

    @ui.page("/panel", title="Sprawy – Dyspozytor")
    async def cases(request: Request) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        await ListPage(house, staff, Filter.of(request.query_params)).build()
        return None

    @ui.page("/panel/sprawa/{number}")
    async def one(request: Request, number: Number) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        found = await CasePage(house, staff, number).build()
        return None if found else PlainTextResponse(f"Nie ma sprawy {number}.", 404)

    @ui.page("/panel/kanal", title="Kanał – Dyspozytor")
    async def channel(request: Request) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        await ChannelPage(house, staff).build()
        return None

    library = Library()

    @ui.page(knowledge_page.PATH, title="Baza wiedzy – Dyspozytor")
    async def knowledge(request: Request) -> Response | None:
        staff = await house.staff(request)
        if staff is None:
            return to_login(request)
        await knowledge_page.build(house, staff, library)
        return None
