"""Sealed files: configuration copies and originals of what was masked; opened only here, deleted after their case."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

from bot.channel import File
from bot.domain.cases import ENDED, Event
from bot.domain.worktime import ONE_DAY, local
from bot.sealing import Seal
from bot.store import cases, wakeups
from bot.store.tables import Found, case, case_event, file, message

RETENTION = "retention"
"""The key and the kind of the wake-up that looks for what is to be deleted."""
KEPT_FOR = timedelta(days=30)
NIGHT = 3
"""The hour at which nothing else happens."""

_NEW = insert(file).returning(file.c.id)
_IDENTITY = (file.c.id, file.c.conversation, file.c.name)
_OPEN = select(*_IDENTITY, file.c.data).where(file.c.id.in_(bindparam("ids", expanding=True)), ~file.c.sealed)
_CLOSE = update(file).where(file.c.id == bindparam("file_id")).values(data=bindparam("bytes"), sealed=True)
_ONE = select(*_IDENTITY, file.c.data).where(file.c.id == bindparam("id"), file.c.sealed)
_WHOLE = select(file).where(file.c.id == bindparam("id"), file.c.sealed)
_HEAD = select(file.c.name, file.c.case_number).where(file.c.id == bindparam("id"), file.c.sealed)
_CASE_OF = select(file.c.case_number).where(file.c.id == bindparam("id"), file.c.sealed)
_ANY = select(file.c.id).where(file.c.sealed).limit(1)
_ENDED = exists().where(case.c.number == file.c.case_number, case.c.state.in_(ENDED))
_STIRRED = exists().where(case_event.c.case_number == file.c.case_number, case_event.c.at > bindparam("before"))
_ABANDONED = file.c.case_number.is_(None) & (file.c.at <= bindparam("before"))
_IS_ORIGINAL = file.c.shown_as.is_not(None)
_EXPIRED = file.c.sealed & or_(_ENDED & ~_STIRRED, _ABANDONED)
_GONE = (file.c.case_number, file.c.id, file.c.name)
_DELETE_COPIES = delete(file).where(_EXPIRED, ~_IS_ORIGINAL).returning(*_GONE)
_DELETE_ORIGINALS = delete(file).where(_EXPIRED, _IS_ORIGINAL).returning(*_GONE)
_SHOW = (
    update(file)
    .where(file.c.id == bindparam("file_id"))
    .values(name=bindparam("title"), size=bindparam("length"), data=bindparam("bytes"), sealed=False)
)
_OVER = or_(message.c.sent_at.is_not(None), message.c.failed_at.is_not(None))
_GONE_OUT = exists().where(message.c.id == file.c.posted, _OVER)
_UNPOST = update(file).where(file.c.id == bindparam("file_id"), _GONE_OUT).values(posted=None)


def keep(
    c: Connection,
    seal: Seal,
    kept: File,
    *,
    conversation: str,
    at: datetime,
    message: int | None = None,
    case_number: int | None = None,
    shown_as: int | None = None,
) -> int:
    """Keep a file sealed from the start; returns its id. Its bytes are never written as they are."""
    row: dict[str, Any] = {"conversation": conversation, "message": message, "case_number": case_number, "at": at}
    row |= {"shown_as": shown_as}
    heads = {"name": kept.name[-200:], "size": len(kept.data), "data": b"", "sealed": False}
    new: int = c.execute(_NEW, row | heads).scalar_one()
    _close(c, seal, c.execute(_OPEN, {"ids": [new]}).one(), kept.data)
    _watch(c, at)
    return new


def close(c: Connection, seal: Seal, ids: Collection[int], at: datetime) -> None:
    """Seal files that are here already, in their place; what is sealed stays as it is."""
    for row in c.execute(_OPEN, {"ids": list(ids)}).all():
        _close(c, seal, row, row.data)
    _watch(c, at)


def case_of(c: Connection, file_id: int) -> int | None:
    """The case a sealed file belongs to; None when it is of no case, or no sealed file."""
    return c.execute(_CASE_OF, {"id": file_id}).scalar()


def head(c: Connection, file_id: int) -> Found | None:
    """Name and case of a sealed file; None when it is no sealed file."""
    return c.execute(_HEAD, {"id": file_id}).one_or_none()


def open_one(c: Connection, seal: Seal, file_id: int) -> File | None:
    """A sealed file, opened: whoever calls this has checked who asks, and records that it was opened.

    None for a file that is not sealed, or not there; raises BrokenSeal for one that cannot be opened.
    """
    row = c.execute(_ONE, {"id": file_id}).one_or_none()
    return File(row.name, seal.unseal(row.data, _identity(row))) if row else None


def show(
    c: Connection, seal: Seal, file_id: int, shown: File | None, keep_original: bool, by_link: bool = False
) -> None:
    """A sealed file was read: in its place people now see `shown`, and what it was stays sealed beside it, or nowhere.

    `by_link`: engineers open it from the message that named it; elsewhere a message has to bring it along. Without
    anything to be shown it stays sealed where it is, or goes. One that is not sealed was shown already.
    """
    row = c.execute(_WHOLE, {"id": file_id}).one_or_none()
    original = open_one(c, seal, file_id)
    if row is None or original is None:
        return
    if shown is None:
        if not keep_original:
            c.execute(delete(file).where(file.c.id == file_id))
        return
    if keep_original and shown.data != original.data:
        keep(
            c, seal, original, conversation=row.conversation, at=row.at, message=row.message,
            case_number=row.case_number, shown_as=file_id,
        )  # fmt: skip
    if not by_link:  # its message left without it: the next one brings it
        c.execute(_UNPOST, {"file_id": file_id})
    c.execute(_SHOW, {"file_id": file_id, "title": shown.name[-200:], "length": len(shown.data), "bytes": shown.data})


def retain(c: Connection, now: datetime, copies: timedelta = KEPT_FOR, originals: timedelta = KEPT_FOR) -> None:
    """Delete the sealed files of cases that ended and then lay still for so long, and of reports never sent.

    Looks again the next night, while there is anything sealed. Each deletion is an event of its case.
    """
    deleted = [
        *c.execute(_DELETE_COPIES, {"before": now - copies}),
        *c.execute(_DELETE_ORIGINALS, {"before": now - originals}),
    ]
    for number, _, name in sorted(row for row in deleted if row.case_number):
        cases.record(c, number, Event("sealed_deleted", now, reason=name))
    if c.execute(_ANY).first():
        _watch(c, now)


def _watch(c: Connection, now: datetime) -> None:
    """Always the next night, so that a file sealed every day cannot put the deleting off."""
    here = local(now)
    tonight = here.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    wakeups.arm(c, RETENTION, RETENTION, tonight if tonight > here else tonight + ONE_DAY, {})


def _close(c: Connection, seal: Seal, row: Found, data: bytes) -> None:
    c.execute(_CLOSE, {"file_id": row.id, "bytes": seal.seal(data, _identity(row))})


def _identity(row: Found) -> str:
    """What the bytes belong to: in another row they do not open."""
    return json.dumps([row.id, row.conversation, row.name])
