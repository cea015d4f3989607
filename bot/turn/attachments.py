"""What comes beside a caller's words: files to be read, pastes kept as files, and copies that nobody may see."""

from sqlalchemy import Connection

from bot import reading
from bot.channel import File
from bot.events import Heard
from bot.flow.conversation import Conversation
from bot.flow.readers import is_copy, is_output
from bot.sealing import Seal
from bot.store import files, inbox, outbox, sealed
from bot.turn.event import LONG, SEALED


def is_secret(talk: Conversation, heard: Heard) -> bool:
    """Is this a configuration copy that was asked for?"""
    return bool(talk.run and talk.run.asked == SEALED and (heard.files or is_copy(heard.text)))


def keep(c: Connection, seal: Seal, conversation: str, transcript: int, heard: Heard, secret: bool) -> None:
    """Files wait to be read; pasted output is kept as a file too: it is evidence, and it may be long."""
    if heard.files and not secret:
        came = [row.id for row in files.of_messages(c, [transcript])]
        reading.order(c, seal, came, conversation, heard.at)
    paste = heard.raw if secret else heard.text
    if paste.strip() and (secret or heard.pasted or len(heard.text) > LONG or is_output(heard.text)):
        file = File(f"wklejone-{transcript}.txt", paste.encode())
        outbox.keep_file(c, conversation, transcript, file, heard.at)


def hide(c: Connection, seal: Seal, transcript: int, heard: Heard) -> None:
    """A configuration copy stays only as a sealed file: neither the transcript nor the inbox keep its words."""
    sealed.close(c, seal, [row.id for row in files.of_messages(c, [transcript])], heard.at)
    if is_copy(heard.text):
        outbox.rewrite(c, transcript, "(wklejona kopia konfiguracji)")
        inbox.reword(c, heard.rows, "")
