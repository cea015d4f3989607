"""Sealed files: configuration copies, kept encrypted, opened only here, deleted when their case has long ended."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

from bot.channel import File
from bot.domain.cases import ENDED, Event
from bot.domain.worktime import ONE_DAY, local
from bot.sealing import Seal
from bot.store import cases, wakeups
from bot.store.tables import Found, case, case_event, file

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
_CASE_OF = select(file.c.case_number).where(file.c.id == bindparam("id"), file.c.sealed)
_ANY = select(file.c.id).where(file.c.sealed).limit(1)
_ENDED = exists().where(case.c.number == file.c.case_number, case.c.state.in_(ENDED))
_STIRRED = exists().where(case_event.c.case_number == file.c.case_number, case_event.c.at > bindparam("before"))
_ABANDONED = file.c.case_number.is_(None) & (file.c.at <= bindparam("before"))
_EXPIRED = delete(file).where(file.c.sealed, or_(_ENDED & ~_STIRRED, _ABANDONED))
_DELETE = _EXPIRED.returning(file.c.case_number, file.c.id, file.c.name)


def keep(
    c: Connection,
    seal: Seal,
    kept: File,
    *,
    conversation: str,
    at: datetime,
    message: int | None = None,
    case_number: int | None = None,
) -> int:
    """Keep a file sealed from the start; returns its id. Its bytes are never written as they are."""
    row = {"conversation": conversation, "message": message, "case_number": case_number, "at": at}
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


def open_one(c: Connection, seal: Seal, file_id: int) -> File | None:
    """A sealed file, opened: whoever calls this has checked who asks, and records that it was opened.

    None for a file that is not sealed, or not there; raises BrokenSeal for one that cannot be opened.
    """
    row = c.execute(_ONE, {"id": file_id}).one_or_none()
    return File(row.name, seal.unseal(row.data, _identity(row))) if row else None


def retain(c: Connection, now: datetime, kept_for: timedelta = KEPT_FOR) -> None:
    """Delete the sealed files of cases that ended and then lay still for so long, and of reports never sent.

    Looks again the next night, while there is anything sealed. Each deletion is an event of its case.
    """
    deleted = c.execute(_DELETE, {"before": now - kept_for}).all()
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
