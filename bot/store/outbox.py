"""The transcript of every conversation, and the messages in it that still wait to be sent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.channel import ENGINEERS, Choice, File, Outbound
from bot.store import duty, wakeups
from bot.store.tables import Found, file, message

_INSERT = insert(message).returning(message.c.id)
_ADD_FILE = insert(file)
_ADOPT_FILES = update(file).where(file.c.inbox.in_(bindparam("inbox_ids", expanding=True)))
_EDITED = message.alias("edited")
_UNSENT = (
    message.c.conversation == bindparam("conversation"),
    message.c.direction == "out",
    message.c.sent_at.is_(None),
    message.c.failed_at.is_(None),
)
_ANY_UNSENT = select(message.c.id).where(*_UNSENT).limit(1)
_NEXT = (
    select(message, _EDITED.c.ref.label("edited_ref"))
    .outerjoin(_EDITED, _EDITED.c.id == message.c.edits)
    .where(*_UNSENT)
    .order_by(message.c.id)
    .limit(1)
)
_FILES = (
    select(file.c.name, file.c.data)
    .where((file.c.message == bindparam("id")) | (file.c.posted == bindparam("id")), ~file.c.sealed)
    .order_by(file.c.id)
)
_MINE = update(message).where(message.c.id == bindparam("message_id"))
_SENT = _MINE.values(sent_at=bindparam("moment"), ref=bindparam("reference"), error=None)
_TRIED = update(message).where(message.c.id == bindparam("message_id"), message.c.tried_at.is_(None))
_FAILED = _MINE.values(failed_at=bindparam("moment"), error=bindparam("why"))
_HISTORY = (
    select(message)
    .where(message.c.conversation == bindparam("conversation"), message.c.id > bindparam("after"))
    .order_by(message.c.id.desc())
    .limit(bindparam("at_most"))
)
_THREAD = (
    select(message)
    .where(message.c.case_number == bindparam("number"), message.c.conversation == bindparam("conversation"))
    .order_by(message.c.id.desc())
    .limit(bindparam("at_most"))
)
_ONE = select(message).where(
    message.c.id == bindparam("id"), message.c.conversation == bindparam("conversation"), message.c.direction == "out"
)


_ABOUT = (  # the newest: where a thread was deleted on the platform, the next message began another
    select(message.c.ref)
    .where(
        message.c.conversation == bindparam("conversation"),
        message.c.case_number == bindparam("number"),
        message.c.ref.is_not(None),
    )
    .order_by(message.c.id.desc())
    .limit(1)
)
_CASE_OF = (
    select(message.c.case_number)
    .where(
        message.c.conversation == bindparam("conversation"),
        message.c.ref >= bindparam("first"),
        message.c.ref < bindparam("beyond"),
    )
    .limit(1)
)
_ARRIVED = (
    select(message.c.id)
    .where(message.c.conversation == bindparam("conversation"), message.c.sent_at.is_not(None))
    .order_by(message.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_UNREACHED = (
    select(message.c.id, message.c.failed_at, message.c.error)
    .where(
        message.c.conversation == bindparam("conversation"),
        message.c.failed_at.is_not(None),
        message.c.id > func.coalesce(_ARRIVED, 0),
    )
    .order_by(message.c.id)
    .limit(1)
)
_SAID_ALREADY = select(message.c.id).where(
    message.c.conversation == bindparam("conversation"),
    message.c.key == bindparam("text_key"),
    message.c.at == bindparam("moment"),
)
_LAST_SAID = (
    select(message.c.key, message.c.case_number)
    .where(message.c.conversation == bindparam("conversation"), message.c.direction == "out")
    .order_by(message.c.id.desc())
    .limit(1)
)


def lane(conversation: str) -> str:
    """The key of the wake-up that sends a conversation's messages."""
    return f"out:{conversation}"


def add(
    c: Connection,
    *,
    conversation: str,
    at: datetime,
    text: str,
    key: str = "",
    choices: Sequence[Mapping[str, Any]] = (),
    case_number: int | None = None,
    thread: int | None = None,
    edits: int | None = None,
    files: Sequence[File] = (),
    author: str | None = None,
    mentions: Collection[str] = (),
) -> int:
    """Queue a message for sending, committed with the caller's work; returns its id.

    Each of `choices` is an object with a "label" and whatever the turn wants back when the button is pressed;
    `edits` is the id of the message this one replaces on the screen, `mentions` are ids of people. The lane is armed
    before the row is written: the wake-up's row lock makes the ids of a conversation grow in the order of the commits.
    """
    wakeups.arm(c, lane(conversation), "out", at, {"conversation": conversation})
    row = {"conversation": conversation, "direction": "out", "at": at, "author": author, "key": key, "text": text}
    more = {"choices": [dict(x) for x in choices], "case_number": case_number, "thread": thread, "edits": edits}
    new: int = c.execute(_INSERT, row | more | {"mentions": list(mentions)}).scalar_one()
    if files:
        c.execute(_ADD_FILE, [_file_row(f, at, conversation, new, case_number) for f in files])
    return new


def incoming(
    c: Connection,
    *,
    conversation: str,
    at: datetime,
    text: str,
    author: str | None = None,
    case_number: int | None = None,
    thread: int | None = None,
    inbox_ids: Collection[int] = (),
) -> int:
    """Write what the caller said into the transcript and hang the files of `inbox_ids` on it; returns the row's id."""
    row = {"conversation": conversation, "direction": "in", "at": at, "author": author, "text": text}
    new: int = c.execute(_INSERT, row | {"case_number": case_number, "thread": thread}).scalar_one()
    if inbox_ids:
        adopted = _ADOPT_FILES.values(message=new, case_number=case_number)
        c.execute(adopted, {"inbox_ids": list(inbox_ids)})
    return new


def rewrite(c: Connection, message_id: int, text: str) -> None:
    """Put other words into the transcript, where what was said is not to be kept as it was."""
    c.execute(update(message).where(message.c.id == message_id).values(text=text))


def said_already(c: Connection, conversation: str, key: str, at: datetime) -> bool:
    """Whether this text was said to this conversation at this moment."""
    return c.execute(_SAID_ALREADY, {"conversation": conversation, "text_key": key, "moment": at}).first() is not None


def last_said(c: Connection, conversation: str) -> tuple[str, int | None]:
    """The key of the last message to this conversation, and the case it is about; empty when there is none."""
    row = c.execute(_LAST_SAID, {"conversation": conversation}).first()
    return (row.key, row.case_number) if row else ("", None)


def next_unsent(c: Connection, conversation: str, channel: str = "") -> Outbound | None:
    """The oldest message of a conversation that was neither sent nor given up; its mentions are for this channel."""
    row = c.execute(_NEXT, {"conversation": conversation}).first()
    if row is None:
        return None
    return Outbound(
        id=row.id,
        conversation=conversation,
        user=conversation.partition(":")[2],
        at=row.at,
        text=row.text,
        choices=choices(row),
        files=tuple(File(name, data) for name, data in c.execute(_FILES, {"id": row.id})),
        key=row.key,
        case=row.case_number,
        thread=row.thread,
        edits=row.edited_ref,
        edits_id=row.edits,
        tried=row.tried_at,
        thread_ref=thread_ref(c, conversation, row.case_number) if conversation == ENGINEERS else None,
        mentions=duty.called(c, row.mentions or (), channel),
    )


def thread_ref(c: Connection, conversation: str, number: int | None) -> str | None:
    """The channel's own reference of the thread in which this case is talked about."""
    ref = c.execute(_ABOUT, {"conversation": conversation, "number": number}).scalar() if number else None
    thread, inside, _ = (ref or "").partition("/")
    return thread if inside else None


def case_of(c: Connection, conversation: str, thread: str) -> int | None:
    """The case that is talked about in the thread with this reference; „0” is the sign after „/”."""
    asked = {"conversation": conversation, "first": f"{thread}/", "beyond": f"{thread}0"}
    return c.execute(_CASE_OF, asked).scalar()


def any_unsent(c: Connection, conversation: str) -> bool:
    """Whether a message of a conversation still waits to be sent."""
    return c.execute(_ANY_UNSENT, {"conversation": conversation}).first() is not None


def choices(row: Found) -> tuple[Choice, ...]:
    """The buttons of a message row; a token says which message and which button of it."""
    found = enumerate(row.choices)
    return tuple(Choice(f"{row.id}.{index}", choice["label"], choice.get("asks", "")) for index, choice in found)


def choice(c: Connection, conversation: str, token: str) -> tuple[Found, dict[str, Any]] | None:
    """The message a pressed button belongs to and the button's object; None for a token of no such button."""
    number, _, index = token.partition(".")
    if not (number.isdecimal() and index.isdecimal() and len(token) < 20):
        return None
    row = c.execute(_ONE, {"id": int(number), "conversation": conversation}).first()
    if row is None or int(index) >= len(row.choices):
        return None
    return row, row.choices[int(index)]


def sent(c: Connection, message_id: int, at: datetime, ref: str) -> None:
    """The channel took the message and calls it `ref`."""
    c.execute(_SENT, {"message_id": message_id, "moment": at, "reference": ref})


def tried(c: Connection, message_id: int, at: datetime) -> None:
    """It could not be sent; only the first time counts."""
    c.execute(_TRIED.values(tried_at=at), {"message_id": message_id})


def failed(c: Connection, message_id: int, at: datetime, error: str) -> None:
    """The message was given up; it stays visible, with the reason."""
    c.execute(_FAILED, {"message_id": message_id, "moment": at, "why": error})


def unreached(c: Connection, conversation: str) -> Found | None:
    """The first message given up since one arrived: id, failed_at and error; None when the newest tried arrived."""
    return c.execute(_UNREACHED, {"conversation": conversation}).first()


def history(c: Connection, conversation: str, after: int = 0, limit: int = 200) -> list[Found]:
    """The newest `limit` rows of a transcript past the id `after`, oldest first."""
    asked = {"conversation": conversation, "after": after, "at_most": limit}
    return list(c.execute(_HISTORY, asked))[::-1]


def thread(c: Connection, conversation: str, number: int, limit: int = 500) -> list[Found]:
    """The newest `limit` rows about a case in this conversation, oldest first."""
    asked = {"conversation": conversation, "number": number, "at_most": limit}
    return list(c.execute(_THREAD, asked))[::-1]


def _file_row(f: File, at: datetime, conversation: str, message_id: int, case: int | None) -> dict[str, object]:
    row = {"conversation": conversation, "message": message_id, "case_number": case, "at": at}
    return row | {"name": f.name[-200:], "size": len(f.data), "data": f.data}


def keep_file(c: Connection, conversation: str, message_id: int, kept: File, at: datetime) -> None:
    """Hang a file on a message of the transcript."""
    c.execute(_ADD_FILE, _file_row(kept, at, conversation, message_id, None))


def attach(c: Connection, conversation: str, case_number: int) -> list[str]:
    """Give a case every file of the transcript that no case has yet; returns their names.

    Files still in the inbox belong to a later turn: it may refuse them, and it will tell of them itself.
    """
    free = (file.c.conversation == conversation, file.c.message.is_not(None), file.c.case_number.is_(None))
    attached = c.execute(update(file).where(*free).values(case_number=case_number).returning(file.c.id, file.c.name))
    return [row.name for row in sorted(attached)]


def last_card(c: Connection, case_number: int, key: str) -> int | None:
    """The newest message with this key about a case: the one that a new card replaces."""
    newest = select(message.c.id).where(message.c.case_number == case_number, message.c.key == key)
    return c.execute(newest.order_by(message.c.id.desc()).limit(1)).scalar()
