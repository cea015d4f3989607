"""`dyspozytor serve` and `dyspozytor work`: the pages and the post in one process, or the post alone."""

import asyncio
import signal
from argparse import Namespace
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import MappingProxyType

import uvicorn
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from adapters.mail.channel import MailChannel
from adapters.teams.book import InStore
from adapters.web import page, upload
from adapters.web.channel import WebChannel
from adapters.web.handout import Handouts
from adapters.web.upload import Uploads
from bot import logs, settings
from bot.board import health
from bot.board.app import create_app
from bot.board.house import House
from bot.board.visits import Visits
from bot.channel import Channel, File
from bot.clock import SystemClock
from bot.commands import hosting
from bot.commands.data import own_store
from bot.mail import Mail, Pace
from bot.main import App, build
from bot.settings import Settings
from bot.store import files, retention
from bot.store.engine import Store

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
GRACE = 5
"""Seconds that open pages get to let go when the service stops."""


def serve(_options: Namespace) -> int:
    """Serve until stopped; SIGTERM and Ctrl+C finish what is in hand."""
    config = settings.load()
    logs.start(config.json_logs)
    with own_store() as store:
        run(store, config)
    return 0


def work(_options: Namespace) -> int:
    """Only the post: for a further process on the same PostgreSQL."""
    config = settings.load()
    logs.start(config.json_logs)
    with own_store() as store:
        app, _ = assemble(store, config)
        if config.work_port:
            _listen(watched(store, config, app), config.host, config.work_port)
        else:
            asyncio.run(_until_stopped(app.mail))
    return 0


def run(store: Store, config: Settings, more: Mapping[str, Channel] = MappingProxyType({})) -> None:
    """Pages and post over an open store, until stopped; `more` channels than the settings name."""
    app, web = assemble(store, config, more)
    _listen(site_of(store, config, app, web), config.host, config.port)


def _listen(site: FastAPI, host: str, port: int) -> None:
    server = uvicorn.Config(
        site, host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=GRACE
    )
    uvicorn.Server(server).run()


def watched(store: Store, config: Settings, app: App) -> FastAPI:
    """The post alone, with nothing to be seen of it but how it is."""
    site = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_beside(app.mail.run))
    health.mount(site, House(store, app.mail.accept, SystemClock()), config.metrics_token)
    health.mount_ready(site, store, lambda: ())
    site.add_middleware(SessionMiddleware, secret_key=config.secret)
    return site


def assemble(
    store: Store, config: Settings, more: Mapping[str, Channel] = MappingProxyType({})
) -> tuple[App, WebChannel]:
    """The application with its channels."""
    channels = {**more, **hosting.channels(config, InStore(store))}
    if config.smtp:
        channels["mail"] = MailChannel(config.smtp, config.mail_from)
    pace = Pace(gather=timedelta(seconds=config.gather_seconds))
    clock = SystemClock()
    engineers = config.platforms.engineers
    app = build(
        store,
        clock,
        channels,
        engineers,
        pace,
        config.seal,
        replace(config.addresses, enabled=MailChannel.name in channels),
        originals=config.originals,
        keep=config.keep,
    )
    with store.begin() as c:
        app.desk.watchdog.start(c)
        app.desk.reminders.start(c)
        retention.start(c, clock.now())
    web = WebChannel(app.mail.accept, clock.now)
    channels[web.name] = web
    return app, web


def site_of(store: Store, config: Settings, app: App, web: WebChannel) -> FastAPI:
    """The web application; the post runs while it does."""
    clock, accept = SystemClock(), app.mail.accept
    uploads = Uploads(config.secret, config.public_url)
    doors = hosting.doors(config, app.channels, accept, clock.now, uploads)

    visits, lifespan = Visits(store, clock), _beside(app.mail.run, partial(hosting.beside, doors))

    def more(site: FastAPI) -> None:
        page.mount(site, visits, web)
        uploads.mount(site, accept, clock.now)
        Handouts(config.secret, config.public_url).mount(site, partial(_sent_file, store))
        health.mount_ready(site, store, lambda: [door.name for door in doors if not door.is_open])
        for door in doors:
            door.mount(site)

    larger = {page.POST_BOX: page.POST_AT_MOST, upload.ROUTE: page.POST_AT_MOST}
    return create_app(store, accept, clock, config, more=more, larger=larger, lifespan=lifespan)


def _beside(
    *jobs: Callable[[asyncio.Event], Awaitable[None]],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """These run while the site does."""

    @asynccontextmanager
    async def lifespan(_site: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        running = asyncio.gather(*(job(stop) for job in jobs))
        yield
        stop.set()
        await running

    return lifespan


def _sent_file(store: Store, message: int, number: int) -> File | None:
    with store.read() as c:
        return files.sent(c, message, number)


async def _until_stopped(mail: Mail) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await mail.run(stop)
