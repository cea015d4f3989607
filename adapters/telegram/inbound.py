"""What Telegram reports, as events: words, buttons, files and commands of private chats and of the engineers' group."""

from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, Chat, Message, Update

from bot.channel import Inbound, Remote, Rules

NAME = "telegram"
COMMANDS = {
    "start": ("Rozmowa od początku", "dzień dobry"),
    "zglos": ("Zgłoszenie awarii", "zgłaszam awarię"),
    "status": ("Moje zgłoszenia", "jaki jest status mojego zgłoszenia?"),
    "umowa": ("Moje umowy", "jaki jest status mojej umowy?"),
    "czlowiek": ("Rozmowa z człowiekiem", "chcę rozmawiać z człowiekiem"),
    "anuluj": ("Przerwanie rozmowy", "anuluj"),
    "pomoc": ("Co mogę zrobić", "pomoc"),
}
"""Telegram's commands know no Polish letters: what the menu says of each, and the words it stands for."""
BIG = 20 * 1024 * 1024
"""Bytes; Telegram hands out no larger file."""
TOO_BIG = "Telegram przekazuje pliki do 20 MB. Większy proszę spakować albo podzielić."
STRANGE = "tego rodzaju wiadomości nie potrafię odczytać. Proszę napisać to słowami."


def read(update: Update, rules: Rules, now: datetime) -> Inbound | None:
    """The event, a press `now`; None for what is none of our business: edits, joins, other groups."""
    if update.callback_query:
        return _pressed(update, update.callback_query, rules, now)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    if not (staff := _is_group(message.chat, rules)) and message.chat.type != Chat.PRIVATE:
        return None
    remote, refused = _files(message, "" if staff else rules.no_files(str(message.from_user.id)))
    text = _words(message)
    if not (text or remote or refused):
        return None
    return Inbound(
        NAME, str(message.from_user.id), str(update.update_id), _at(message), text, staff=staff,
        thread=_thread(message) if staff else None, remote=remote, refused=refused,
    )  # fmt: skip


def _pressed(update: Update, query: CallbackQuery, rules: Rules, now: datetime) -> Inbound | None:
    """The button's token is all that counts; the message it stood on says where it was pressed."""
    where = query.message
    if where is None or not query.data:
        return None
    staff = _is_group(where.chat, rules)
    if not staff and where.chat.type != Chat.PRIVATE:
        return None
    thread = _thread(where) if staff and isinstance(where, Message) else None
    return Inbound(
        NAME, str(query.from_user.id), str(update.update_id), now, choice=query.data, staff=staff,
        thread=thread,
    )  # fmt: skip


def _is_group(chat: Chat, rules: Rules) -> bool:
    return str(chat.id) == rules.group


def _at(message: Message) -> datetime:
    return message.date.astimezone(UTC)


def _thread(message: Message) -> str | None:
    return str(message.message_thread_id) if message.is_topic_message else None


def _words(message: Message) -> str:
    """What was typed; a command of the menu stands for its words, a shared contact for its number."""
    if message.contact:
        return message.contact.phone_number
    text = message.text or message.caption or ""
    if not text.startswith("/"):
        return text
    command, _, rest = text[1:].partition(" ")
    known = COMMANDS.get(command.partition("@")[0].lower())
    return f"{known[1]} {rest}".strip() if known else text


def _files(message: Message, no_files: str) -> tuple[tuple[Remote, ...], tuple[tuple[str, str], ...]]:
    """The files to fetch and those that are not taken; the largest size of a photo is the photo."""
    found: list[tuple[str, Any]] = []
    if message.photo:
        found.append((f"zdjecie-{message.message_id}.jpg", message.photo[-1]))
    if message.document:
        found.append((message.document.file_name or f"plik-{message.message_id}", message.document))
    strange = message.voice or message.video or message.video_note or message.sticker or message.location
    refused = [("wiadomość", STRANGE)] if strange and not message.text else []
    refused += [(name, no_files or TOO_BIG) for name, file in found if no_files or (file.file_size or 0) > BIG]
    taken = [Remote(name, file.file_id) for name, file in found if not no_files and (file.file_size or 0) <= BIG]
    return tuple(taken), tuple(refused)
