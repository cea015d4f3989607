"""What is missing or wrong on Microsoft's side, said in Polish."""

from collections.abc import AsyncIterator

import aiohttp

from adapters.teams.channel import TeamsChannel
from adapters.teams.doors import ROUTE
from adapters.teams.guard import Guard, NoKeys
from adapters.teams.tokens import Trouble
from bot.channel import Blocked, Busy

Findings = AsyncIterator[tuple[bool, str]]


async def check(channel: TeamsChannel, group: str, address: str) -> Findings:
    """Each finding: whether it is in order, and a sentence. Where Teams finds us only the portal knows."""
    connector = channel.connector
    if address.startswith("https://"):
        yield True, f"W ustawieniach bota (Messaging endpoint) adresem ma być {address}{ROUTE}."
    else:
        yield False, "Teams woła tylko adresy https://. Proszę poprawić PUBLIC_URL."
    try:
        await Guard(connector.app, connector.cloud).warm()
        yield True, "Klucze Microsoftu, którymi podpisane są zdarzenia, są osiągalne."
    except NoKeys:
        yield False, "Klucze Microsoftu (login.botframework.com) są nieosiągalne. Proszę sprawdzić wyjście do sieci."
    try:
        await connector.authorization()
    except Trouble as error:
        yield False, f"{error}. Proszę sprawdzić TEAMS_APP_ID, TEAMS_SECRET (wartość, termin ważności) i TEAMS_TENANT."
        return
    except (aiohttp.ClientError, TimeoutError) as error:
        yield False, f"Microsoft nie odpowiada ({type(error).__name__}). Proszę sprawdzić wyjście do sieci."
        return
    yield True, "Microsoft przyjmuje identyfikator i sekret bota."
    if group:
        yield await _group(channel, group)


async def _group(channel: TeamsChannel, group: str) -> tuple[bool, str]:
    try:
        await channel.connector.sees(channel.connector.cloud.service, group)
    except Blocked:
        return False, "Bota nie ma w zespole z kanałem inżynierów albo adres kanału jest zły. Proszę dodać aplikację."
    except (Trouble, Busy):
        return False, "Teams nie odpowiada na pytanie o kanał inżynierów. Proszę spróbować za chwilę."
    return True, "Kanał inżynierów jest osiągalny, każda sprawa dostanie wątek."
