"""Where a conversation is held, where its channel does not know that by itself."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from bot.store.tables import UtcDateTime, place

_KEEP = text("""
    INSERT INTO place (conversation, service, room, at) VALUES (:conversation, :service, :room, :at)
    ON CONFLICT (conversation) DO UPDATE SET service = excluded.service, room = excluded.room, at = excluded.at
""").bindparams(bindparam("at", type_=UtcDateTime()))
_FIND = select(place.c.service, place.c.room).where(place.c.conversation == bindparam("conversation"))


def keep(c: Connection, conversation: str, service: str, room: str, at: datetime) -> None:
    """In place of whatever was known of it."""
    c.execute(_KEEP, {"conversation": conversation, "service": service, "room": room, "at": at})


def find(c: Connection, conversation: str) -> tuple[str, str] | None:
    """The service and the room there, if anything was ever heard from it."""
    found = c.execute(_FIND, {"conversation": conversation}).one_or_none()
    return (found.service, found.room) if found else None
