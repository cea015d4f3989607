"""Files that came or went, without their bytes until somebody asks for one."""

from collections.abc import Collection

from sqlalchemy import BindParameter, Connection, bindparam, select, union_all, update

from bot.channel import ENGINEERS, File
from bot.store.tables import Found, file, message

_HEADS = (file.c.id, file.c.message, file.c.inbox, file.c.name, file.c.size, file.c.at, file.c.sealed, file.c.shown_as)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_NO_ORIGINAL = file.c.shown_as.is_(None)
_OF_MESSAGES = union_all(
    select(*_HEADS).where(file.c.message.in_(_IDS), _NO_ORIGINAL),
    select(*(head if head.name != "message" else file.c.posted for head in _HEADS)).where(file.c.posted.in_(_IDS)),
).order_by("message", "id")
_HEARD = select(message.c.id).where(message.c.direction == "in", message.c.conversation != ENGINEERS)
_UNPOSTED = (file.c.posted.is_(None), file.c.message.in_(_HEARD), _NO_ORIGINAL)
_POST = update(file).where(file.c.case_number == bindparam("number"), *_UNPOSTED)
_OF_EVENTS = select(*_HEADS).where(file.c.inbox.in_(bindparam("ids", expanding=True))).order_by(file.c.inbox, file.c.id)
_OF_CASE = (
    select(*_HEADS)
    .where((file.c.case_number == bindparam("number")) | (file.c.conversation == bindparam("conversation")))
    .order_by(file.c.id)
)
_SENT = (
    select(file.c.name, file.c.data)
    .where((file.c.message == bindparam("id")) | (file.c.posted == bindparam("id")), ~file.c.sealed)
    .order_by(file.c.id)
    .offset(bindparam("number"))
    .limit(1)
)
_ONE = select(file.c.name, file.c.data).where(file.c.id == bindparam("id"), ~file.c.sealed)


def of_messages(c: Connection, messages: Collection[int]) -> list[Found]:
    """The files that came, went or were posted with these rows, without originals: id, message, name and so on."""
    return list(c.execute(_OF_MESSAGES, {"ids": list(messages)})) if messages else []


def post(c: Connection, number: int, with_message: int) -> None:
    """Every file of the case's callers that engineers have not been sent yet comes with this message to them."""
    c.execute(_POST.values(posted=with_message), {"number": number})


def unposted(c: Connection, number: int) -> bool:
    """Is there a file of the case's callers that engineers have not been sent?"""
    waiting = select(file.c.id).where(file.c.case_number == number, ~file.c.sealed, *_UNPOSTED).limit(1)
    return c.execute(waiting).first() is not None


def of_events(c: Connection, events: Collection[int]) -> list[Found]:
    """The files of these inbox rows."""
    return list(c.execute(_OF_EVENTS, {"ids": list(events)})) if events else []


def of_case(c: Connection, number: int, conversation: str) -> list[Found]:
    """The files of a case, and those of the conversation it was reported in; one sent to several people is one."""
    rows = c.execute(_OF_CASE, {"number": number, "conversation": conversation}).all()
    first = {(row.name, row.size, row.at, row.sealed and row.id): row for row in reversed(rows)}
    return sorted(first.values(), key=lambda row: int(row.id))


def one(c: Connection, file_id: int) -> File | None:
    """A file with its bytes; None for a sealed one, which only sealed.py opens."""
    return _file(c.execute(_ONE, {"id": file_id}).one_or_none())


def sent(c: Connection, message_id: int, number: int) -> File | None:
    """One of the files that go out with a message, in the order in which they do."""
    return _file(c.execute(_SENT, {"id": message_id, "number": number}).one_or_none())


def one_of_conversation(c: Connection, file_id: int, conversation: str) -> File | None:
    """The same, if it belongs to that conversation."""
    mine = _ONE.where(file.c.conversation == conversation)
    return _file(c.execute(mine, {"id": file_id}).one_or_none())


def _file(row: Found | None) -> File | None:
    return File(row.name, row.data) if row else None
