"""Telegram as a channel: messages go out in parts, cards are edited in place, every case of the group has its topic."""

import logging
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TypeVar

from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.inbound import BIG, NAME, TOO_BIG
from adapters.telegram.render import keyboard, pages, title
from bot.channel import Blocked, Busy, Outbound, Remote

PATIENCE = 20
"""Seconds for each answer of the platform."""
GONE = ("chat not found", "user not found", "bot was kicked", "user is deactivated", "peer_id_invalid")
SAME = "message is not modified"
LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
NO_FORUM = ("not a forum", "not enough rights")
T = TypeVar("T")

logging.getLogger("httpx").setLevel(logging.WARNING)  # its addresses hold the token


class Trouble(Exception):
    """The platform does not take it now; said without the token."""


class LostTopic(Trouble):
    """Somebody has deleted or closed the topic."""


class TelegramChannel:
    """Sends by the Bot API. A reader who blocked the bot is Blocked; „wait” is Busy; all else is tried again."""

    name = NAME

    def __init__(self, token: str, base: str = "https://api.telegram.org") -> None:
        request = HTTPXRequest(
            connection_pool_size=32,
            pool_timeout=PATIENCE,
            read_timeout=PATIENCE,
            write_timeout=PATIENCE,
            media_write_timeout=PATIENCE,
        )
        self.bot = Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", request=request)
        self._begun: dict[int, list[str]] = {}

    async def send(self, message: Outbound) -> str:
        """All parts, or one in place of the message before, then the files; a deleted topic gets a successor."""
        try:
            return await self._deliver(message)
        except LostTopic:
            return await self._deliver(replace(message, thread_ref=None))

    async def _deliver(self, message: Outbound) -> str:
        """What was sent is not sent again."""
        edited = await self._edited(message) if message.edits else None  # doing it again changes nothing
        topic = await self._topic(message)
        done, texts = self._begun.setdefault(message.id, []), [] if edited else pages(message)
        for number, text in enumerate(texts[len(done) :], len(done)):
            last = number == len(texts) - 1
            done.append(await self._say(message, text, topic, last))
        for file in message.files[len(done) - len(texts) :]:
            sent = self.bot.send_document(
                message.user, InputFile(BytesIO(file.data), file.name), message_thread_id=topic
            )
            done.append(str((await _tried(sent)).message_id))
        del self._begun[message.id]
        if edited:
            return edited
        return f"{topic}/{done[len(texts) - 1]}" if topic else done[len(texts) - 1]

    async def fetch(self, file: Remote) -> bytes:
        """The file; Telegram keeps none over 20 MB for us."""
        try:
            found = await self.bot.get_file(file.where)
            if (found.file_size or 0) > BIG:
                raise Blocked(TOO_BIG)
            return bytes(await found.download_as_bytearray())
        except BadRequest as error:
            raise Blocked("Telegram nie ma już tego pliku. Proszę wysłać go jeszcze raz.") from error
        except TelegramError as error:
            raise Trouble(type(error).__name__) from None

    async def typing(self, user: str, topic: str | None = None) -> None:
        """„Pisze…” for a few seconds."""
        await _tried(self.bot.send_chat_action(user, "typing", message_thread_id=int(topic) if topic else None))

    async def _say(self, message: Outbound, text: str, topic: int | None, last: bool) -> str:
        said = self.bot.send_message(
            message.user, text, parse_mode=ParseMode.HTML, message_thread_id=topic,
            reply_markup=keyboard(message.choices) if last else None,
        )  # fmt: skip
        return str((await _tried(said)).message_id)

    async def _edited(self, message: Outbound) -> str | None:
        """In place of the message before, which has one part; None when that one is gone."""
        where = message.edits or ""
        text = pages(message)[0]
        edit = self.bot.edit_message_text(
            text, message.user, int(where.rpartition("/")[2]), parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message.choices),
        )  # fmt: skip
        try:
            await edit
        except BadRequest as error:
            if any(sign in str(error).lower() for sign in LOST):
                return None
            if SAME not in str(error).lower():
                raise _meant(error) from None
        except TelegramError as error:
            raise _meant(error) from None
        return where

    async def _topic(self, message: Outbound) -> int | None:
        """The topic of the case, made with its card; a group without topics has none."""
        if message.thread_ref:
            return int(message.thread_ref)
        if not message.user.startswith("-") or message.case is None:
            return None
        try:
            return (await self.bot.create_forum_topic(message.user, title(message))).message_thread_id
        except BadRequest as error:
            if any(sign in str(error).lower() for sign in NO_FORUM):
                return None
            raise _meant(error) from None
        except TelegramError as error:
            raise _meant(error) from None


async def _tried(call: Awaitable[T]) -> T:
    try:
        return await call
    except TelegramError as error:
        raise _meant(error) from None


def _meant(error: TelegramError) -> Exception:
    """What an error means for the mail; of a refused token only that it was refused."""
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        return Busy(asked.total_seconds() if isinstance(asked, timedelta) else asked)
    if isinstance(error, InvalidToken):
        return Trouble("Telegram odrzuca token")
    said = str(error)
    if isinstance(error, Forbidden | ChatMigrated) or any(sign in said.lower() for sign in GONE):
        return Blocked(f"Telegram: {said}")
    kind = LostTopic if any(sign in said.lower() for sign in NO_TOPIC) else Trouble
    return kind(f"Telegram: {type(error).__name__} {said}")
