"""Where a person stands in the database: register, accounts, conversations, and the cases they reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, exists, or_, select
from sqlalchemy import case as sql_case

from bot.channel import ENGINEERS
from bot.domain.cases import Case
from bot.store import cases
from bot.store.tables import Found, account, case_event, conversation, file, message
from bot.store.tables import case as case_table
from bot.store.tables import person as people

MAIL = "mail"

_PERSON = select(people).where(people.c.id == bindparam("id"))
_ACCOUNTS = select(account).where(account.c.person == bindparam("id"))
_TALKS = select(conversation.c.id).where(conversation.c.person == bindparam("id"))
_WHOSE = select(conversation.c.person).where(conversation.c.id == bindparam("id"))
_ACCOUNT_OF = select(account.c.person).where(
    account.c.channel == bindparam("channel"), account.c.channel_user == bindparam("user")
)
_REPORTED = select(case_table.c.conversation).where(
    case_table.c.reporter == bindparam("id"), case_table.c.conversation.is_not(None)
)
_DEEDS = select(case_event.c.case_number).where(case_event.c.who == bindparam("id")).distinct()
_SPOKE = select(
    or_(
        exists().where(conversation.c.id == bindparam("id")),
        exists().where(message.c.conversation == bindparam("id")),
        exists().where(case_table.c.conversation == bindparam("id")),
    )
)
_EVERYBODY = select(people.c.id)
_NOBODYS = select(conversation.c.id).where(conversation.c.person.is_(None), conversation.c.id != ENGINEERS)
_OTHERS = select(people.c.name, people.c.email, people.c.phone).where(people.c.id != bindparam("id"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose data is meant: a person of the register, or an account that is linked to nobody.

    `reported`: the cases they brought; `touched`: others' cases that they joined or said something about.
    """

    name: str
    row: Found | None
    accounts: tuple[tuple[str, str], ...]
    conversations: frozenset[str]
    reported: tuple[Case, ...]
    touched: tuple[Case, ...]

    @property
    def person(self) -> str | None:
        """The id in the register."""
        return self.row.id if self.row else None


def find(c: Connection, name: str) -> Subject | None:
    """The person with this id, or whoever speaks in the conversation „channel:user”; None when there is no such."""
    row = c.execute(_PERSON, {"id": name}).one_or_none()
    if row is None and ":" in name:
        channel, _, user = name.partition(":")
        owner = c.execute(_ACCOUNT_OF, {"channel": channel, "user": user}).scalar()
        owner = owner or c.execute(_WHOSE, {"id": name}).scalar()
        if owner:
            return find(c, owner)
        known = name != ENGINEERS and c.execute(_SPOKE, {"id": name}).scalar()
        return _subject(c, name, None, (), {name}) if known else None
    if row is None:
        return None
    accounts = tuple((a.channel, a.channel_user) for a in c.execute(_ACCOUNTS, {"id": name}))
    talks = {f"{channel}:{user}" for channel, user in accounts} | set(c.execute(_TALKS, {"id": name}).scalars())
    talks |= set(c.execute(_REPORTED, {"id": name}).scalars()) - {""}
    if row.email and row.email not in shared(c, name):
        talks.add(f"{MAIL}:{row.email}")
    return _subject(c, name, row, accounts, talks)


def shared(c: Connection, person: str | None) -> set[str]:
    """Names, addresses and phone numbers that others in the register have as well as anybody."""
    return {part for row in c.execute(_OTHERS, {"id": person or ""}) for part in row if part}


def names(c: Connection) -> Iterator[str]:
    """Every name that `find` knows."""
    yield from c.execute(_EVERYBODY).scalars()
    yield from c.execute(_NOBODYS).scalars()


def _subject(
    c: Connection, name: str, row: Found | None, accounts: tuple[tuple[str, str], ...], talks: Iterable[str]
) -> Subject:
    talks = frozenset(talks)
    deeds = set(c.execute(_DEEDS, {"id": name}).scalars()) if row else set()
    reported, touched = [], []
    for case in cases.everything(c):
        if (row and case.reporter == name) or case.conversation in talks:
            reported.append(case)
        elif case.number in deeds or talks & set(case.joined):
            touched.append(case)
    return Subject(name, row, accounts, talks, tuple(reported), tuple(touched))


def messages(c: Connection, subject: Subject) -> list[Found]:
    """The transcript of all their conversations, oldest first."""
    return _rows(c, select(message).where(message.c.conversation.in_(subject.conversations)).order_by(message.c.id))


def files(c: Connection, subject: Subject) -> list[Found]:
    """What came from them or went to them; the bytes only of what is not sealed."""
    data = sql_case((file.c.sealed, None), else_=file.c.data)
    heads = (file.c.id, file.c.conversation, file.c.name, file.c.size, file.c.at, data.label("data"))
    return _rows(c, select(*heads).where(file.c.conversation.in_(subject.conversations)).order_by(file.c.id))


def beside(c: Connection, subject: Subject, table: Table) -> list[Found]:
    """The rows of their conversations in another table."""
    return _rows(c, select(table).where(table.c.conversation.in_(subject.conversations)))


def _rows(c: Connection, question: Select[Any]) -> list[Found]:
    return list(c.execute(question))
