"""`dyspozytor channels`: what is missing or wrong in each channel's configuration, and Teams' package to install."""

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator

from adapters.slack import checking as slack
from adapters.slack.channel import SlackChannel
from adapters.teams import checking as teams
from adapters.teams.channel import TeamsChannel
from adapters.teams.package import manifest, package, problems
from adapters.telegram import checking as telegram
from adapters.telegram.channel import TelegramChannel
from bot import settings
from bot.commands import hosting
from bot.settings import Settings

Findings = AsyncIterator[tuple[bool, str]]


def check(_options: Namespace) -> int:
    """Every channel in turn; exit status 1 when anything is wrong."""
    return asyncio.run(_check(settings.load()))


def teams_package(options: Namespace) -> int:
    """Write the package; exit status 1 when Teams would not take it."""
    config = settings.load()
    if config.platforms.teams is None:
        print("Teams jest wyłączony. Proszę najpierw podać DYSPOZYTOR_TEAMS_APP_ID.")
        return 1
    about = manifest(config.platforms.teams.app_id, config.public_url)
    if wrong := problems(about):
        print(*wrong, sep="\n")
        return 1
    options.out.write_bytes(package(about))
    print(f"Zapisano {options.out}. W Teams: Aplikacje, Zarządzaj aplikacjami, Przekaż aplikację.")
    return 0


async def _check(config: Settings) -> int:
    wrong = 0
    async for name, right, said in findings(config):
        wrong += not right
        print(f"{name:<9} {'dobrze' if right else 'ŹLE':<7} {said}")
    return 1 if wrong else 0


async def findings(config: Settings) -> AsyncIterator[tuple[str, bool, str]]:
    """Of each channel: its name, whether something is in order, and a sentence."""
    on = hosting.channels(config)
    yield "web", True, f"Strona i panel pod adresem {config.public_url}."
    yield "mail", True, "Poczta wychodzi." if config.smtp else "Poczta jest wyłączona (brak DYSPOZYTOR_SMTP)."
    if config.platforms.telegram is None:
        yield "telegram", True, "Wyłączony (brak DYSPOZYTOR_TELEGRAM_TOKEN)."
    if config.platforms.telegram and isinstance(channel := on.get("telegram"), TelegramChannel):
        address = "" if config.platforms.telegram.polling else config.public_url
        async for right, said in telegram.check(channel, config.platforms.group("telegram"), address):
            yield "telegram", right, said
    if config.platforms.slack is None:
        yield "slack", True, "Wyłączony (brak DYSPOZYTOR_SLACK_BOT_TOKEN)."
    elif isinstance(other := on.get("slack"), SlackChannel):
        group, app_token = config.platforms.group("slack"), config.platforms.slack.app_token
        async for right, said in slack.check(other, group, config.public_url, app_token):
            yield "slack", right, said
    if config.platforms.teams is None:
        yield "teams", True, "Wyłączony (brak DYSPOZYTOR_TEAMS_APP_ID)."
    elif isinstance(third := on.get("teams"), TeamsChannel):
        async for right, said in teams.check(third, config.platforms.group("teams"), config.public_url):
            yield "teams", right, said
