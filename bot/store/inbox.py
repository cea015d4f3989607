"""What channels handed in and no turn has dealt with yet: each event once, in order, with its files."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import JSON, Connection, bindparam, delete, insert, select, text, update

from bot.channel import File, Inbound
from bot.store import wakeups
from bot.store.tables import Found, UtcDateTime, file, inbox

# RETURNING tells a new event from a known one; the rowcount of such an INSERT is not to be trusted.
_ADD = text("""
    INSERT INTO inbox (channel, event_id, conversation, at, body)
    VALUES (:channel, :event_id, :conversation, :at, :body)
    ON CONFLICT (channel, event_id) DO NOTHING RETURNING id
""").bindparams(bindparam("at", type_=UtcDateTime()), bindparam("body", type_=JSON()))
_ADD_FILE = insert(file)
_FILES = select(file.c.name, file.c.data).where(file.c.inbox == bindparam("id"), ~file.c.sealed).order_by(file.c.id)
_PENDING = (
    select(inbox)
    .where(inbox.c.conversation == bindparam("conversation"), inbox.c.done_at.is_(None))
    .order_by(inbox.c.id)
    .limit(bindparam("at_most"))
)
_FINISH = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(done_at=bindparam("moment"), error=bindparam("why"))
)


def conversation_of(inbound: Inbound) -> str:
    """The conversation an event belongs to: `channel:user`, for customers and staff alike."""
    return f"{inbound.channel}:{inbound.user}"


def add(c: Connection, inbound: Inbound) -> int | None:
    """Keep an event and its files; returns the row's id, or None when this event of this channel is known already."""
    body = {
        "user": inbound.user,
        "text": _storable(inbound.text),
        "choice": inbound.choice,
        "case": inbound.case,
        "person": inbound.person,
        "staff": inbound.staff,
        "refused": [[_storable(name)[-200:], why] for name, why in inbound.refused],
        **({"read": dict(inbound.read)} if inbound.read is not None else {}),
    }
    row = {"channel": inbound.channel, "event_id": inbound.event_id, "at": inbound.at, "body": body}
    conversation = conversation_of(inbound)
    new: int | None = c.execute(_ADD, {**row, "conversation": conversation}).scalar()
    if new is not None and inbound.files:
        c.execute(_ADD_FILE, [_file_row(f, inbound.at, conversation, new) for f in inbound.files])
    return new


def call(c: Connection, conversation: str, due: datetime) -> None:
    """From then on the events of a conversation wait for a turn."""
    wakeups.arm(c, f"in:{conversation}", "in", due, {"conversation": conversation})


def pending(c: Connection, conversation: str, limit: int) -> list[Found]:
    """The oldest events of a conversation that wait for a turn, at most `limit`, in the order they came."""
    return list(c.execute(_PENDING, {"conversation": conversation, "at_most": limit}))


def restore(c: Connection, row: Found) -> Inbound:
    """The event of a row of `pending`, with its files, as the channel handed it in."""
    files = tuple(File(name, data) for name, data in c.execute(_FILES, {"id": row.id}))
    refused = tuple((name, why) for name, why in row.body.get("refused", ()))
    told = {**row.body, "refused": refused}
    return Inbound(channel=row.channel, event_id=row.event_id, at=row.at, files=files, **told)


def finish(c: Connection, ids: Collection[int], at: datetime, error: str | None = None) -> None:
    """Mark events as dealt with, in the transaction of the turn; with an `error` they were given up."""
    c.execute(_FINISH, {"ids": list(ids), "moment": at, "why": error})


def reword(c: Connection, ids: Collection[int], words: str) -> None:
    """Keep other words of these events than were said, once they are answered: all of them with the first."""
    for row in c.execute(select(inbox.c.id, inbox.c.body).where(inbox.c.id.in_(list(ids))).order_by(inbox.c.id)).all():
        c.execute(update(inbox).where(inbox.c.id == row.id).values(body={**row.body, "text": words}))
        words = ""


def discard_files(c: Connection, ids: Collection[int], names: Collection[str]) -> None:
    """Forget files that are not taken."""
    if names:
        c.execute(delete(file).where(file.c.inbox.in_(ids), file.c.name.in_(names)))


def _file_row(f: File, at: datetime, conversation: str, inbox_id: int) -> dict[str, object]:
    """A long name keeps its end: the extension says what the file is."""
    name = _storable(f.name)[-200:]
    return {
        "conversation": conversation,
        "inbox": inbox_id,
        "name": name,
        "size": len(f.data),
        "data": f.data,
        "at": at,
    }


def _storable(words: str) -> str:
    """PostgreSQL takes no NUL, no database a lone surrogate; one odd character must not lose a message."""
    return words.replace("\0", "").encode(errors="replace").decode()
