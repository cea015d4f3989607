"""The service as it is served: every channel in one process, its doors on loopback, the platforms played by fakes."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random

import httpx
import uvicorn

from adapters.mail.channel import MailChannel
from bot import settings
from bot.channel import Channel, Inbound
from bot.clock import SystemClock
from bot.commands import hosting, serving
from bot.mail import Pace
from bot.main import build
from bot.store import duty
from bot.store.engine import Store
from tests.adapters.console.kit import ConsoleKit
from tests.adapters.contract.kit import Kit
from tests.adapters.mail.post import OK, Post
from tests.adapters.slack.kit import GROUP, SECRET, SlackKit
from tests.adapters.teams.fake import TOKEN
from tests.adapters.teams.issuer import APP, TENANT
from tests.adapters.teams.kit import TeamsKit
from tests.adapters.telegram.kit import TelegramKit
from tests.adapters.web.kit import WebKit
from tests.soak.together.weather import DOWN, Weather

LATER, MAILS = "451 4.3.2 later", 1000
"""What the mail server says to some of so many mails."""
INTAKE = "pomoc@serwis.example"
HOME = "https://pomoc.example"
PACE = Pace(
    gather=timedelta(0),
    first_retry=timedelta(seconds=0.2),
    longest_retry=timedelta(seconds=0.5),
    poll=timedelta(seconds=0.2),
    send_attempts=200,
)
"""In a hurry, and never giving up."""


class Secrets(logging.Handler):
    """Listens to every log for the tokens; `heard` are the loggers that said one."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(logging.DEBUG)
        self._secrets, self.heard = secrets, list[str]()
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """With its traceback, as a file would keep it."""
        if any(secret in self.format(record) for secret in self._secrets):
            self.heard.append(record.name)


class Service:
    """Everything of a run that stays the same: the kits by name, the application, whoever takes the cases."""

    def __init__(self, store: Store, post: Post, dice: Random) -> None:
        self.store, self.post = store, post
        self.telegram, self.slack, self.web, self.console = TelegramKit(), SlackKit(), WebKit(), ConsoleKit()
        self.teams = TeamsKit()
        kits = (self.telegram, self.slack, self.teams, self.web, self.console)
        self.kits: dict[str, Kit] = {kit.name: kit for kit in kits}
        self.weather = {name: Weather(dice) for name in ("telegram", "slack", "teams")}
        for name, kit in self.kits.items():
            kit.clock, kit.store = SystemClock(), store
            kit.waiting = self.weather.get(name, kit.waiting)
            kit.open(self._accept)
        post.data[:] = [LATER if dice.random() < DOWN else OK for _ in range(MAILS)]
        self.refusals = post.data.count(LATER)
        self.telegram.api.wait = self.slack.api.wait = self.teams.platform.wait = 1
        self.config = settings.load(_environment(post.port))
        self.telegram.signed = hosting.signature(self.config.secret, "telegram")
        config = self.config
        assert config.smtp
        channels: dict[str, Channel] = {name: kit.channel for name, kit in self.kits.items()}
        channels["mail"] = MailChannel(config.smtp, config.mail_from)
        self.app = build(
            store, SystemClock(), channels, config.platforms.engineers, PACE, config.seal, config.addresses
        )
        self.secrets = Secrets(*(kit.secret for kit in kits if kit.secret), TOKEN, SECRET, config.secret)
        with store.read() as c:
            self.engineer = duty.accounts(c, "ola")["slack"]

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """While it lasts the doors are open."""
        site = serving.site_of(self.store, self.config, self.app, self.web.web)
        server = uvicorn.Server(uvicorn.Config(site, port=0, log_level="warning", timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            await asyncio.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        limits = httpx.Limits(max_connections=20)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, limits=limits) as caller:

            @asynccontextmanager
            async def client() -> AsyncIterator[httpx.AsyncClient]:
                yield caller

            for kit in self.kits.values():
                kit.client = client  # type: ignore[method-assign]
            yield
        server.should_exit = True
        await asyncio.to_thread(thread.join)

    def close(self) -> None:
        """The platforms are gone."""
        for kit in self.kits.values():
            kit.close()

    def _accept(self, inbound: Inbound) -> bool:
        return self.app.mail.accept(inbound)


def _environment(port: int) -> dict[str, str]:
    given = {
        "SECRET": "sekret-serwisu-ktory-nie-moze-wyciec-nigdzie",
        "DATABASE": "sqlite:///nieuzywana.db",
        "PUBLIC_URL": HOME,
        "TELEGRAM_TOKEN": TelegramKit.secret,
        "SLACK_BOT_TOKEN": SlackKit.secret,
        "SLACK_SIGNING_SECRET": SECRET,
        "TEAMS_APP_ID": APP,
        "TEAMS_SECRET": TeamsKit.secret,
        "TEAMS_TENANT": TENANT,
        "ENGINEERS": f"slack:{GROUP}",
        "SMTP": f"smtp://127.0.0.1:{port}?tls=none",
        "MAIL_FROM": "dyspozytor@serwis.example",
        "MAIL_INTAKE": INTAKE,
    }
    return {f"{settings.PREFIX}{name}": value for name, value in given.items()}
