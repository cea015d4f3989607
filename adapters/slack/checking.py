"""What is missing or wrong on Slack's side, said in Polish."""

from collections.abc import AsyncIterator

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.channel import SlackChannel
from adapters.slack.doors import ROUTE

SCOPES = frozenset(("chat:write", "im:write", "im:history", "files:read", "files:write", "commands"))
GROUP_SCOPES = {"channels:history", "channels:read"}, {"groups:history", "groups:read"}
"""For the engineers' channel: either pair will do, as the channel is public or private."""
Findings = AsyncIterator[tuple[bool, str]]


async def check(channel: SlackChannel, group: str, address: str, app_token: str) -> Findings:
    """Each finding: whether it is in order, and a sentence. `address` is empty where events come over a socket."""
    try:
        me = await channel.web.auth_test()
    except SlackApiError:
        yield False, "Slack odrzuca token bota. Nowy jest na stronie aplikacji: Install App, Bot User OAuth Token."
        return
    except (aiohttp.ClientError, TimeoutError) as error:
        yield False, f"Slack nie odpowiada ({type(error).__name__}). Proszę sprawdzić wyjście do sieci."
        return
    yield True, f"Token należy do bota @{me['user']} w przestrzeni „{me['team']}”."
    scopes = {scope.strip() for scope in str(me.headers.get("x-oauth-scopes", "")).split(",")}
    missing = sorted(SCOPES - scopes)
    if missing:
        yield False, f"Aplikacji brakuje uprawnień: {', '.join(missing)}. Po dodaniu trzeba ją zainstalować ponownie."
    else:
        yield True, "Uprawnienia aplikacji są w porządku."
    yield await _events(channel, address, app_token)
    if group:
        yield await _group(channel, group, scopes)


async def _events(channel: SlackChannel, address: str, app_token: str) -> tuple[bool, str]:
    if app_token:
        try:
            await channel.web.apps_connections_open(app_token=app_token)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return False, "Slack odrzuca token aplikacji albo Socket Mode jest wyłączony."
        return True, "Zdarzenia przychodzą przez Socket Mode."
    if not address.startswith("https://"):
        return False, "Slack woła tylko adresy https://. Proszę poprawić PUBLIC_URL albo podać SLACK_APP_TOKEN."
    return True, f"W ustawieniach aplikacji adresem wszystkich zdarzeń ma być {address}{ROUTE}."


async def _group(channel: SlackChannel, group: str, scopes: set[str]) -> tuple[bool, str]:
    if not any(pair <= scopes for pair in GROUP_SCOPES):
        return False, "Do kanału inżynierów potrzeba channels:history i channels:read, a w prywatnym groups:…"
    try:
        found = (await channel.web.conversations_info(channel=group))["channel"]
    except SlackApiError:
        return False, f"Kanału {group} nie ma albo bot go nie widzi. W Slacku: /invite @nazwa-bota w tym kanale."
    if not found.get("is_member"):
        return False, f"Bota nie ma w kanale #{found['name']}. W Slacku: /invite @nazwa-bota w tym kanale."
    return True, f"Kanał inżynierów: #{found['name']}, wątek dla każdej sprawy."
