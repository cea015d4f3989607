"""What is missing or wrong on Telegram's side, said in Polish."""

from collections.abc import AsyncIterator

from telegram import ChatMemberAdministrator
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from adapters.telegram.channel import TelegramChannel
from adapters.telegram.doors import ROUTE


async def check(channel: TelegramChannel, group: str, address: str) -> AsyncIterator[tuple[bool, str]]:
    """Each finding: whether it is in order, and a sentence. `address` is empty where updates are fetched."""
    try:
        me = await channel.bot.get_me()
    except InvalidToken:
        yield False, "Telegram odrzuca token. Nowy wydaje BotFather poleceniem /token."
        return
    except TelegramError as error:
        yield False, f"Telegram nie odpowiada ({type(error).__name__}). Proszę sprawdzić wyjście do sieci."
        return
    yield True, f"Token należy do bota @{me.username}."
    async for finding in _webhook(channel, address):
        yield finding
    if group:
        async for finding in _group(channel, group, me.id):
            yield finding


async def _webhook(channel: TelegramChannel, address: str) -> AsyncIterator[tuple[bool, str]]:
    info = await channel.bot.get_webhook_info()
    wanted = f"{address}{ROUTE}" if address else ""
    if info.url != wanted:
        yield False, f"Telegram zna inny adres ({info.url or 'żaden'}); ustawi się przy następnym uruchomieniu serwisu."
    elif wanted and not wanted.startswith("https://"):
        yield (
            False,
            "Telegram woła tylko adresy https://. Proszę poprawić PUBLIC_URL albo włączyć TELEGRAM_POLLING=tak.",
        )
    else:
        yield True, f"Zdarzenia przychodzą pod {wanted}." if wanted else "Zdarzenia są pobierane (polling)."
    if info.last_error_message:
        yield (
            False,
            f"Ostatnie wywołanie nie powiodło się: {info.last_error_message}. Czeka: {info.pending_update_count}.",
        )


async def _group(channel: TelegramChannel, group: str, bot: int) -> AsyncIterator[tuple[bool, str]]:
    try:
        chat = await channel.bot.get_chat(group)
        member = await channel.bot.get_chat_member(group, bot)
    except (BadRequest, Forbidden):
        yield False, f"Bota nie ma w grupie {group} albo jest to zły numer grupy."
        return
    if not chat.is_forum:
        yield False, "W grupie inżynierów są wyłączone tematy; bez nich wszystkie sprawy idą jednym ciągiem."
    elif not (isinstance(member, ChatMemberAdministrator) and member.can_manage_topics):
        yield False, "Bot nie może zakładać tematów: proszę uczynić go administratorem z prawem do tematów."
    else:
        yield True, f"Grupa inżynierów: „{chat.title}”, temat dla każdej sprawy."
