"""The platforms that are on: their channels for the post, and their doors for the web application."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from fastapi import FastAPI

from adapters.slack.channel import SlackChannel
from adapters.slack.doors import SlackDoors
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.doors import TelegramDoors
from adapters.web.upload import Uploads
from bot.channel import Accept, Channel, Rules, welcome
from bot.settings import Settings


class Door(Protocol):
    """How a platform's events come in."""

    def mount(self, site: FastAPI) -> None:
        """Add its routes."""
        ...

    async def run(self, stop: asyncio.Event) -> None:
        """What it does beside them, until `stop`; trouble of its platform is its own."""
        ...


def channels(config: Settings) -> dict[str, Channel]:
    """A channel for each platform that is on."""
    on: dict[str, Channel] = {}
    if config.platforms.telegram:
        on["telegram"] = TelegramChannel(config.platforms.telegram.token)
    if config.platforms.slack:
        on["slack"] = SlackChannel(config.platforms.slack.token, config.public_url)
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
    return found


def signature(secret: str, platform: str) -> str:
    """A secret of its own for each platform's webhook, so that none needs a setting."""
    return hmac.new(secret.encode(), f"webhook {platform}".encode(), hashlib.sha256).hexdigest()


async def beside(found: list[Door], stop: asyncio.Event) -> None:
    """All doors at once; one that fails leaves the others open."""
    await asyncio.gather(*(door.run(stop) for door in found), return_exceptions=True)


def _rules(config: Settings, channel: str, files: bool, uploads: Uploads) -> Rules:
    """Callers send files where the operator allows it, elsewhere they get a link to the page that takes them."""

    def no_files(user: str) -> str:
        return f"tędy nie przyjmujemy plików. Proszę wysłać je tutaj: {uploads.link(channel, user)}"

    return Rules(config.platforms.group(channel), welcome if files else no_files)
