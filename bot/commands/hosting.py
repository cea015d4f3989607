"""The platforms that are on: their channels for the post, and their doors for the web application."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from fastapi import FastAPI

from adapters.slack.channel import SlackChannel
from adapters.slack.doors import SlackDoors
from adapters.teams.book import Book, InMemory
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.doors import TelegramDoors
from adapters.web.handout import Handouts
from adapters.web.upload import Uploads
from bot import metrics
from bot.channel import Accept, Channel, Rules, welcome
from bot.settings import Settings

REST = 5.0
"""Seconds after which a door that has failed is opened again."""
log = logging.getLogger("dyspozytor.channels")


class Door(Protocol):
    """How a platform's events come in."""

    @property
    def name(self) -> str:
        """The channel it belongs to."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether they can come in now, as far as we know."""
        ...

    def mount(self, site: FastAPI) -> None:
        """Add its routes."""
        ...

    async def run(self, stop: asyncio.Event) -> None:
        """What it does beside them, until `stop`; after whatever it raises it is called again."""
        ...


def channels(config: Settings, book: Book | None = None) -> dict[str, Channel]:
    """A channel for each platform that is on; `book`: where people of Teams are found, nowhere yet without one."""
    on: dict[str, Channel] = {}
    if config.platforms.telegram:
        on["telegram"] = TelegramChannel(config.platforms.telegram.token)
    if config.platforms.slack:
        on["slack"] = SlackChannel(config.platforms.slack.token, config.public_url)
    if config.platforms.teams:
        from adapters.teams.channel import TeamsChannel  # its SDK takes long to load

        link = Handouts(config.secret, config.public_url).link
        on["teams"] = TeamsChannel(config.platforms.teams, book or InMemory(), link, config.public_url)
    return on


def doors(
    config: Settings, on: Mapping[str, Channel], accept: Accept, now: Callable[[], datetime], uploads: Uploads
) -> list[Door]:
    """The doors of these channels."""
    found: list[Door] = []
    if (bot := config.platforms.telegram) and isinstance(telegram := on.get("telegram"), TelegramChannel):
        rules, address = _rules(config, "telegram", bot.files, uploads), "" if bot.polling else config.public_url
        found.append(TelegramDoors(telegram, accept, now, rules, signature(config.secret, "telegram"), address))
    if (app := config.platforms.slack) and isinstance(slack := on.get("slack"), SlackChannel):
        rules = _rules(config, "slack", app.files, uploads)
        found.append(SlackDoors(slack, accept, now, rules, app.secret, app.app_token))
    if bots := config.platforms.teams:
        from adapters.teams.channel import TeamsChannel
        from adapters.teams.doors import TeamsDoors

        if isinstance(teams := on.get("teams"), TeamsChannel):
            found.append(TeamsDoors(teams, accept, now, _rules(config, "teams", bots.files, uploads)))
    return found


def signature(secret: str, platform: str) -> str:
    """A secret of its own for each platform's webhook, so that none needs a setting."""
    return hmac.new(secret.encode(), f"webhook {platform}".encode(), hashlib.sha256).hexdigest()


async def beside(found: Sequence[Door], stop: asyncio.Event, rest: float = REST) -> None:
    """All doors at once; one that fails is opened again after a rest, and leaves the others open."""
    await asyncio.gather(*(_keep_open(door, stop, rest) for door in found))


async def _keep_open(door: Door, stop: asyncio.Event, rest: float) -> None:
    """Of an error only its kind is said, because words may hold a token."""
    while not stop.is_set():
        try:
            await door.run(stop)
            return
        except Exception as error:
            metrics.CHANNEL_ERRORS.add(door.name, "in")
            log.warning("Kanał %s nie działa (%s), następna próba za %g s.", door.name, type(error).__name__, rest)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), rest)


def _rules(config: Settings, channel: str, files: bool, uploads: Uploads) -> Rules:
    """Callers send files where the operator allows it, elsewhere they get a link to the page that takes them."""

    def no_files(user: str) -> str:
        return f"tędy nie przyjmujemy plików. Proszę wysłać je tutaj: {uploads.link(channel, user)}"

    return Rules(config.platforms.group(channel), welcome if files else no_files)
