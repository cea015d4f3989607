"""How long each class of data is kept, and the nightly deleting of what is over; cases and their clocks stay."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, or_, select, update

from bot.channel import ENGINEERS
from bot.domain.cases import ENDED
from bot.domain.worktime import ONE_DAY, local
from bot.store import audit as log
from bot.store import cases, erasing, wakeups
from bot.store.tables import (
    audit,
    audit_payload,
    case,
    case_event,
    conversation,
    file,
    hint,
    inbox,
    message,
    person,
    privacy_request,
    refusal,
    unread,
)

KIND = "cleaning"
"""The key and the kind of the wake-up; one for the whole installation."""
NIGHT = 3
"""The hour at which nothing else happens."""
NEVER_REMOVED = ("erased", "retained")
"""What these entries tell is how many bodies went: without it the audit could not be verified."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How long, by class: `abandoned` talks that led to no case, `events` as channels handed them in, `statistics`
    of the knowledge base and refusals; `files` and `transcripts` from the end of their case on; `names` in ended
    cases and in requests that are done; `audit` bodies.
    """

    abandoned: timedelta = timedelta(days=30)
    events: timedelta = timedelta(days=30)
    statistics: timedelta = timedelta(days=365)
    files: timedelta = timedelta(days=180)
    transcripts: timedelta = timedelta(days=365)
    names: timedelta = timedelta(days=1095)
    audit: timedelta = timedelta(days=1825)


CLASSES = tuple(f.name for f in fields(Keep))
USUAL = Keep()


def start(c: Connection, now: datetime) -> None:
    """From now on it is cleaned every night, unless it is already."""
    if wakeups.armed(c, KIND) is None:
        again(c, now)


def again(c: Connection, now: datetime) -> None:
    """The next night."""
    here = local(now)
    tonight = here.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    wakeups.arm(c, KIND, KIND, tonight if tonight > here else tonight + ONE_DAY, {})


def clean(c: Connection, keep: Keep, now: datetime) -> Counter[str]:
    """Delete what is over; how many rows of each table, also written into the audit."""
    done: Counter[str] = Counter()
    done["inbox"] += _delete(c, inbox, inbox.c.done_at <= now - keep.events)
    for table in (hint, refusal, unread):
        done[table.name] += _delete(c, table, table.c.at <= now - keep.statistics)
    done["file"] += _delete(c, file, ~file.c.sealed & _over(file, now - keep.files))
    done.update(_transcripts(c, now - keep.transcripts))
    done["case"] += _names(c, now - keep.names)
    done["privacy_request"] += _delete(c, privacy_request, privacy_request.c.done_at <= now - keep.names)
    done.update(_abandoned(c, now - keep.abandoned))  # what has become of no case by now, too
    done["audit_payload"] += _bodies(c, now - keep.audit)
    if found := +done:
        log.append(c, now, "retained", "dyspozytor", **{log.REMOVED: dict(found)})
    return +done


def _delete(c: Connection, table: Table, where: ColumnElement[bool]) -> int:
    key: ColumnElement[Any] = next(iter(table.primary_key.columns))
    return len(c.execute(delete(table).where(where).returning(key)).all())


def _over(table: Table, before: datetime) -> ColumnElement[bool]:
    """The case of the row ended and then lay still for so long; without a case, the row is so old."""
    number = table.c.case_number
    ended = exists().where(case.c.number == number, case.c.state.in_(ENDED))
    stirred = exists().where(case_event.c.case_number == number, case_event.c.at > before)
    return or_(ended & ~stirred, number.is_(None)) & (table.c.at <= before)


def _abandoned(c: Connection, before: datetime) -> Counter[str]:
    """Talks that led nowhere; those of staff lead to the cases of others."""
    staff = select(person.c.id).where(person.c.role.in_(("engineer", "manager")))
    about = exists().where(message.c.conversation == conversation.c.id, message.c.case_number.is_not(None))
    cased = exists().where(case.c.conversation == conversation.c.id)
    quiet = (conversation.c.updated_at <= before, conversation.c.id != ENGINEERS, ~about, ~cased)
    not_ours = or_(conversation.c.person.is_(None), conversation.c.person.not_in(staff))
    talks = list(c.execute(select(conversation.c.id).where(*quiet, not_ours)).scalars())
    done: Counter[str] = Counter()
    for table in (file, message, inbox, hint, refusal, unread):
        done[table.name] += _delete(c, table, table.c.conversation.in_(talks))
    done["conversation"] += _delete(c, conversation, conversation.c.id.in_(talks))
    return done


def _transcripts(c: Connection, before: datetime) -> Counter[str]:
    gone = select(message.c.id).where(_over(message, before))
    files = _delete(c, file, file.c.message.in_(gone))
    c.execute(update(file).where(file.c.posted.in_(gone)).values(posted=None))
    return Counter({"file": files, "message": _delete(c, message, message.c.id.in_(gone))})


def _names(c: Connection, before: datetime) -> int:
    stirred = exists().where(case_event.c.case_number == case.c.number, case_event.c.at > before)
    named = or_(case.c.reporter.is_not(None), case.c.conversation != "")
    over = select(case.c.number).where(case.c.state.in_(ENDED), named, ~stirred)
    numbers = list(c.execute(over).scalars())
    for number in numbers:
        if found := cases.get(c, number):
            erasing.forget_reporter(c, found)
    return len(numbers)


def _bodies(c: Connection, before: datetime) -> int:
    old = select(audit.c.payload).where(audit.c.at <= before, audit.c.what.not_in(NEVER_REMOVED))
    return _delete(c, audit_payload, audit_payload.c.id.in_(old))
