"""One-time codes as rows: who asked for one, whom it went to, how often it was guessed at. Never the code itself."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.store.tables import Found, account, code

KEPT_FOR = timedelta(days=1)
"""So long a row counts against the limits; then it goes."""

_ADD = insert(code).returning(code.c.id)
_ONE = select(code).where(code.c.id == bindparam("code_id"))
_OF_MESSAGE = select(code).where(code.c.message == bindparam("mail"))
_NEWEST = select(code).where(code.c.conversation == bindparam("conversation")).order_by(code.c.id.desc()).limit(1)
_SHOWN = (
    select(code)
    .join(account, (account.c.channel + ":" + account.c.channel_user) == code.c.conversation)
    .where(
        code.c.email == bindparam("address"),
        code.c.at >= bindparam("since"),
        code.c.used_at.is_(None),
        code.c.tries < bindparam("at_most"),
        account.c.person == code.c.person,
        account.c.ended_at.is_(None),
    )
)
_MINE = update(code).where(code.c.id == bindparam("code_id"))
_TRIED = update(code).where(code.c.id.in_(bindparam("ids", expanding=True))).values(tries=code.c.tries + 1)
_ASKED = select(func.count()).where(code.c.conversation == bindparam("conversation"), code.c.at > bindparam("since"))
_SENT = select(func.count()).where(code.c.person == bindparam("whom"), code.c.at > bindparam("since"))
_CLAIM = (
    update(code)
    .where(
        code.c.conversation == bindparam("talk"),
        code.c.used_at > bindparam("since"),
        code.c.claimed_at.is_(None),
    )
    .values(claimed_at=bindparam("moment"))
    .returning(code.c.person)
)


def add(c: Connection, conversation: str, email: str, nonce: str, at: datetime) -> int:
    """A code was asked for; what is too old to count is forgotten."""
    c.execute(delete(code).where(code.c.at <= at - KEPT_FOR))
    row = {"conversation": conversation, "email": email, "nonce": nonce, "at": at}
    new: int = c.execute(_ADD, row).scalar_one()
    return new


def get(c: Connection, code_id: int) -> Found | None:
    """The row of that id."""
    return c.execute(_ONE, {"code_id": code_id}).one_or_none()


def newest(c: Connection, conversation: str) -> Found | None:
    """The code asked for last in this conversation: only that one counts."""
    return c.execute(_NEWEST, {"conversation": conversation}).one_or_none()


def of_message(c: Connection, message: int) -> Found | None:
    """The code that this mail carries."""
    return c.execute(_OF_MESSAGE, {"mail": message}).one_or_none()


def shown(c: Connection, email: str, since: datetime, tries: int) -> list[Found]:
    """The codes that the person with this address has been shown in accounts of theirs, unused and not spent."""
    return list(c.execute(_SHOWN, {"address": email, "since": since, "at_most": tries}))


def asked(c: Connection, conversation: str, since: datetime) -> int:
    """How many were asked for in this conversation."""
    return int(c.execute(_ASKED, {"conversation": conversation, "since": since}).scalar_one())


def sent(c: Connection, person: str, since: datetime) -> int:
    """How many were sent to this person, from wherever they were asked for."""
    return int(c.execute(_SENT, {"whom": person, "since": since}).scalar_one())


def meant_for(c: Connection, code_id: int, person: str, message: int) -> None:
    """It is on its way to this person."""
    c.execute(_MINE.values(person=person, message=message), {"code_id": code_id})


def tried(c: Connection, ids: Collection[int]) -> None:
    """Somebody typed another one than these."""
    c.execute(_TRIED, {"ids": list(ids)})


def use(c: Connection, code_id: int, at: datetime) -> None:
    """It was typed, and is good for nothing more."""
    c.execute(_MINE.values(used_at=at), {"code_id": code_id})


def claim(c: Connection, conversation: str, since: datetime, at: datetime) -> str | None:
    """Who was linked here since then by a code whose browser has had no session yet; the second call finds nobody."""
    return c.execute(_CLAIM, {"talk": conversation, "since": since, "moment": at}).scalar()
