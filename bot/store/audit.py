"""The audit: who saw and did what, as a chain over digests; what was done lies beside it and can be erased.

`append` writes down what is told apart from the chain, in the transaction of the deed; `chain` adds the links when
that transaction is about to end, so that the lock under which chains grow is held only for the commit itself.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.store.tables import Found, audit, audit_payload

LOCK = "dyspozytor:audit"
ROOT = "0" * 64
"""What the first link hangs on."""
REMOVED = "removed"
"""Entries about erasing say under this name how many rows of each table they took: bodies of the audit among them."""
_NOTED = "audit"

_ADD = insert(audit_payload)
_LINK = insert(audit)
_HEAD = select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)
_LEFT = select(audit_payload.c.id).where(audit_payload.c.id.in_(bindparam("ids", expanding=True)))
_LOOSE = (
    select(func.count())
    .select_from(audit_payload.outerjoin(audit, audit.c.payload == audit_payload.c.id))
    .where(audit.c.number.is_(None))
)
_ENTRIES = (
    select(audit, audit_payload.c.body, audit_payload.c.salt)
    .outerjoin(audit_payload, audit_payload.c.id == audit.c.payload)
    .order_by(audit.c.number)
    .execution_options(yield_per=1000)
)


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of this transaction that has no link yet."""

    payload: str
    at: datetime
    what: str
    digest: str


def append(c: Connection, at: datetime, what: str, who: str, **about: Any) -> None:
    """Write down that `who` (a person's id, an account, „operator”, „dyspozytor”) did this, in the deed's transaction.

    `about` must fit into JSON and be said with as little of people as will do; `what` and `at` are never erased.
    """
    body, payload, salt = {"who": who, **about}, secrets.token_hex(16), secrets.token_hex(16)
    c.execute(_ADD, {"id": payload, "body": body, "salt": salt})
    c.info.setdefault(_NOTED, []).append(Noted(payload, at.astimezone(UTC), what, digest(body, salt)))


def begin(c: Connection) -> None:
    """Forget what a transaction that was rolled back had noted on this connection."""
    c.info.pop(_NOTED, None)


def due(c: Connection) -> list[Noted]:
    """What this transaction wrote down and has no link yet; what a savepoint took back is left out."""
    noted: list[Noted] = c.info.pop(_NOTED, [])
    left = set(c.execute(_LEFT, {"ids": [entry.payload for entry in noted]}).scalars()) if noted else set()
    return [entry for entry in noted if entry.payload in left]


def chain(c: Connection, noted: Iterable[Noted]) -> None:
    """Link these to all before them, under the lock LOCK."""
    number, previous = head(c)
    rows = []
    for entry in noted:
        number += 1
        previous = link(previous, number, entry.at, entry.what, entry.payload, entry.digest)
        row = {"number": number, "at": entry.at, "what": entry.what, "payload": entry.payload}
        rows.append(row | {"digest": entry.digest, "chain": previous})
    c.execute(_LINK, rows)


def head(c: Connection) -> tuple[int, str]:
    """The number of the last entry and the link on which the next one will hang."""
    found = c.execute(_HEAD).first()
    return (found.number, found.chain) if found else (0, ROOT)


def entries(c: Connection) -> Iterator[Found]:
    """Every entry in order, with its body and salt while they are there."""
    yield from c.execute(_ENTRIES)


def loose(c: Connection) -> int:
    """How many bodies belong to no entry: the chain was cut, or somebody put them there."""
    return int(c.execute(_LOOSE).scalar_one())


def digest(body: Any, salt: str) -> str:
    """Says nothing of an erased body: whoever guesses it would have to guess the salt, which went with it."""
    return hashlib.sha256(f"{salt}\n{_written(body)}".encode()).hexdigest()


def link(previous: str, number: int, at: datetime, what: str, payload: str, said: str) -> str:
    """The link of an entry to all before it."""
    return hashlib.sha256(_written([previous, number, at.isoformat(), what, payload, said]).encode()).hexdigest()


def _written(value: Any) -> str:
    """One way to write a value, in every version of Python and on both databases."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
