"""`dyspozytor serve` as a process of its own, over a database with the whole cast, ready to be visited."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, Page

from bot import access
from bot.clock import SystemClock
from bot.store.engine import open_store
from tests.world import furnish

PASSWORD = "zażółć gęślą 1"  # noqa: S105 - of the test cast
ENGINEERS = ("ola", "adam")
DEVICE, CONTRACT = "1912N-40017", "PW-2026-000101"
FAULT = f"Dzień dobry, switch {DEVICE} się nie włącza, umowa {CONTRACT}"


class Site:
    """The address, the way to restart it, and what was prepared: passwords of ENGINEERS, a link for Hela."""

    def __init__(self, folder: Path, gather_seconds: float, **settings: str) -> None:
        self._gather_seconds, self._settings = gather_seconds, settings
        self._log = folder / "serve.log"
        self.database = f"sqlite:///{folder}/baza.db"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.link = self._prepare()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers; the client's own back-off does the waiting."""
        environ = os.environ | {
            "DYSPOZYTOR_DATABASE": self.database,
            "DYSPOZYTOR_PORT": str(self.port),
            "DYSPOZYTOR_GATHER_SECONDS": str(self._gather_seconds),
            **{f"DYSPOZYTOR_{name}": value for name, value in self._settings.items()},
        }
        serve = [sys.executable, "-m", "bot", "serve"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(serve, env=environ, stdout=log, stderr=log)
        with httpx.Client(transport=httpx.HTTPTransport(retries=10)) as client:
            client.get(f"{self.url}/healthz").raise_for_status()

    def stop(self) -> None:
        """As an operator would."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
            self._process = None

    def kill(self) -> None:
        """As a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait(30)
            self._process = None

    def _prepare(self) -> str:
        furnish(self.database)
        now = SystemClock().now()
        with closing(open_store(self.database)) as store, store.begin() as c:
            for engineer in ENGINEERS:
                access.set_password(c, engineer, PASSWORD, now)
            return f"/c/{access.sign_in(c, 'link', 'hela', now)}"


class Visit:
    """A browser of somebody's own; whatever went wrong in it, or left our site, is kept in `troubles`."""

    def __init__(self, browser: Browser, site: Site, width: int = 1280, **more: Any) -> None:
        self.site = site
        self.context = browser.new_context(viewport={"width": width, "height": 800}, locale="pl-PL", **more)
        self.context.set_default_timeout(15_000)
        self.troubles: list[str] = []

    def open(self, path: str) -> Page:
        """A new tab; returns when the page has come to life."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self.troubles.append(said.text) if "Content Security" in said.text else None)
        page.on("request", lambda request: self._check(request.url))
        page.goto(self.site.url + path)
        return page

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.site.url).netloc:
            self.troubles.append(f"obce żądanie: {url}")


@contextmanager
def running(folder: Path, gather_seconds: float, **settings: str) -> Iterator[Site]:
    """A started site, stopped in the end; `settings` are more of its environment."""
    site = Site(folder, gather_seconds, **settings)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def say(page: Page, text: str) -> None:
    """Type it into the chat and press Enter."""
    page.locator(".composer textarea").fill(text)
    page.keyboard.press("Enter")


def log_in(visit: Visit, who: str, path: str = "/panel") -> Page:
    """An engineer's tab at that page of the board."""
    page = visit.open(path)
    page.locator("#kto").fill(who)
    page.locator("#haslo").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".page").wait_for()
    return page


def _free_port() -> int:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port
