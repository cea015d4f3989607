"""The web application: NiceGUI inside FastAPI, with sessions, limits and headers around everything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from nicegui import ui
from nicegui.translations import translations
from starlette.middleware.sessions import SessionMiddleware

from bot.board import doors, pages
from bot.board.case_view import POST_BOX
from bot.board.security import Secured
from bot.channel import Accept
from bot.clock import Clock
from bot.settings import Settings
from bot.store.engine import Store

COOKIE = "dyspozytor"
COOKIE_LASTS = 30 * 24 * 3600
RECONNECT_WITHIN = 30.0
STATIC = Path(__file__).parent / "static"

translations["pl"] = {
    "connection_lost": "Brak połączenia.",
    "trying_to_reconnect": "Łączę ponownie…",
    "message_too_long": "Za długa wiadomość",
    "message_too_long_body": "Proszę przesłać ją jako plik.",
}


def create_app(
    store: Store,
    accept: Accept,
    clock: Clock,
    settings: Settings,
    *,
    more: Callable[[FastAPI], None] = lambda app: None,  # noqa: ARG005
    larger: dict[str, int] | None = None,
    lifespan: Any = None,
) -> FastAPI:
    """The app to serve.

    `more` adds the routes of the channels, before NiceGUI takes every path that is left; `larger` gives some of them
    a body limit of their own in bytes; `lifespan` is FastAPI's, for what runs beside the pages. NiceGUI has global
    state: one app a process.
    """
    app = FastAPI(title="Dyspozytor", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.mount("/static/panel", StaticFiles(directory=STATIC))
    pages.mount(app, store, accept, clock, settings)
    more(app)
    ui.run_with(
        app,
        title="Dyspozytor",
        language="pl",
        dark=None,
        tailwind=False,
        favicon=STATIC / "icon.svg",
        reconnect_timeout=RECONNECT_WITHIN,
        gzip_middleware_factory=None,
        show_welcome_message=False,
    )
    app.add_middleware(
        SessionMiddleware,
        secret_key=settings.secret,
        session_cookie=COOKIE,
        max_age=COOKIE_LASTS,
        same_site="lax",
        https_only=settings.https,
    )
    limits = {POST_BOX: doors.LETTER_AT_MOST} | (larger or {})
    app.add_middleware(Secured, public_url=settings.public_url, larger=limits)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    return app
