"""Takes a person out of every table: rows of their own go, words about them go, cases and their clocks stay."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import JSON, Column, Connection, LargeBinary, String, Table, delete, exists, false, or_, select, update

from bot.domain.cases import Case
from bot.store import cases
from bot.store.personal import Subject
from bot.store.tables import (
    audit_payload,
    case_event,
    conversation,
    file,
    hint,
    inbox,
    message,
    metadata,
    person,
    unread,
    wakeup,
)

GONE = "(usunięto)"
FROM_CALLERS = frozenset(
    {"from_caller", "data_received", "answered", "joined", "withdrawn", "escalated", "completed", "opened"}
)
"""Events that callers bring about; their words are the caller's own."""
OF_TALK = frozenset({"message", "data_requested", "config_opened", "sealed_deleted"})
"""Events whose words are a part of the conversation, or the name of a file."""
WORDS = ("symptom", "contact", "site", "waybill")
"""What a case holds in the words of its caller, or of their address."""
KEPT_WHOLE = frozenset(
    {"person", "account", "login", "session", "duty", "cover", "counter", "wakeup", "case", "audit", "audit_payload"}
)
"""Tables whose rows are gone already, are another person's, or hold nothing that anybody wrote."""
NOTES = {"contract": ("note",), "device": ("site", "address"), "case_event": ("reason", "data")}
"""Of these only what the operator wrote beside the facts."""
ROWS_AT_ONCE, FILES_AT_ONCE = 500, 5

Marks = Callable[[Any, bool], bool]
"""marks(value, near): does it tell of the person? `near`: among their own matters, where a surname says enough."""
Without = Callable[[Any, str], Any]
"""without(value, instead): the value with other words where it tells of the person."""


def erase(c: Connection, subject: Subject, marks: Marks, without: Without) -> Counter[str]:
    """Take the person out of every table; how many rows of each were deleted or reworded (`case`: made nameless)."""
    done: Counter[str] = Counter()
    numbers = [case.number for case in subject.reported]
    talks = sorted(subject.conversations)
    done["file"] += _delete(c, file, or_(file.c.conversation.in_(talks), file.c.case_number.in_(numbers)))
    for table in reversed(metadata.sorted_tables):
        if table.name not in ("case", "file") and "conversation" in table.c:
            done[table.name] += _delete(c, table, table.c.conversation.in_(talks))
    done["conversation"] += _delete(c, conversation, conversation.c.id.in_(talks))
    done["wakeup"] += _wakeups(c, subject, marks)
    for case in subject.reported:
        cases.keep(c, _nameless(case, _others(case, subject)))
    for case in subject.touched:
        cases.keep(c, replace(case, joined=_others(case, subject)))
    done["case"] += len(numbers)
    done["message"] += _told(c, subject)
    done["case_event"] += _events(c, subject, marks)
    done["inbox"] += _ordered(c, numbers)
    done["audit_payload"] += _audit(c, marks)
    done.update(_register(c, subject))
    done.update(_sweep(c, marks, without))
    return +done


def _delete(c: Connection, table: Table, where: Any) -> int:
    key = next(iter(table.primary_key.columns))
    return len(c.execute(delete(table).where(where).returning(key)).all())


def forget_reporter(c: Connection, case: Case) -> None:
    """An ended case whose time is over: nobody who spoke about it is named in it any more."""
    cases.keep(c, _nameless(case))
    mine = (case_event.c.case_number == case.number, case_event.c.event.in_(FROM_CALLERS | OF_TALK))
    c.execute(update(case_event).where(*mine, case_event.c.reason.is_not(None)).values(reason=GONE))
    c.execute(update(case_event).where(case_event.c.who == case.reporter, mine[0]).values(who=None))


def _nameless(case: Case, joined: tuple[str, ...] = ()) -> Case:
    """The case without its reporter; what it is about, its state and its clocks are as they were."""
    words: dict[str, Any] = {name: GONE for name in WORDS if getattr(case, name)}
    return replace(case, **words, conversation="", joined=joined, reporter=None, reporter_name="", phone=None)


def _others(case: Case, subject: Subject) -> tuple[str, ...]:
    """The conversations of others that hear of the case."""
    return tuple(joined for joined in case.joined if joined not in subject.conversations)


def _wakeups(c: Connection, subject: Subject, marks: Marks) -> int:
    """Those of the person's conversations and files; a case keeps its own."""
    rows = c.execute(select(wakeup.c.key, wakeup.c.payload)).all()
    mine = [row.key for row in rows if not row.key.startswith("case:") and _is_mine(row, subject, marks)]
    return _delete(c, wakeup, wakeup.c.key.in_(mine)) if mine else 0


def _is_mine(row: Any, subject: Subject, marks: Marks) -> bool:
    return row.key.partition(":")[2] in subject.conversations or marks(row.payload, False)


def _events(c: Connection, subject: Subject, marks: Marks) -> int:
    """Who, and words of theirs; what happened and when is the evidence that stays."""
    own = {case.number for case in subject.reported}
    numbers = own | {case.number for case in subject.touched}
    reworded = 0
    for row in c.execute(select(case_event).where(case_event.c.case_number.in_(numbers))).all():
        is_theirs = subject.person is not None and row.who == subject.person
        spoken = row.case_number in own and (row.event in OF_TALK or (row.event in FROM_CALLERS and not row.who))
        reason = GONE if row.reason and (is_theirs or spoken or marks(row.reason, True)) else row.reason
        who = None if is_theirs else row.who
        if (who, reason) != (row.who, row.reason):
            c.execute(update(case_event).where(case_event.c.id == row.id).values(who=who, reason=reason))
            reworded += 1
    return reworded


def _told(c: Connection, subject: Subject) -> int:
    """What was said of their cases to the engineers and by mail, and of others' cases when they spoke."""
    about = [
        (message.c.case_number == case.number) & message.c.conversation.not_in(_others(case, subject))
        for case in subject.reported
    ]
    spoke = select(case_event.c.at).where(
        case_event.c.who == subject.person, case_event.c.case_number == message.c.case_number
    )
    where = or_(*about, message.c.at.in_(spoke)) if subject.person else or_(false(), *about)
    return len(c.execute(update(message).where(where).values(text=GONE, choices=[]).returning(message.c.id)).all())


def _ordered(c: Connection, numbers: list[int]) -> int:
    """What engineers typed about these cases."""
    reworded = 0
    for row in c.execute(select(inbox.c.id, inbox.c.body)).all():
        if row.body.get("case") in numbers and row.body.get("text"):
            c.execute(update(inbox).where(inbox.c.id == row.id).values(body={**row.body, "text": GONE}))
            reworded += 1
    return reworded


def _audit(c: Connection, marks: Marks) -> int:
    """Bodies go, entries stay: the chain holds without them."""
    mine = [row.id for row in c.execute(select(audit_payload)) if marks(row.body, False)]
    return _delete(c, audit_payload, audit_payload.c.id.in_(mine)) if mine else 0


def _register(c: Connection, subject: Subject) -> Mapping[str, int]:
    """The person's row and everything that belongs to it."""
    if subject.person is None:
        return {}
    owned = [t for t in metadata.sorted_tables if "person" in t.c and t is not conversation]
    done = {t.name: _delete(c, t, t.c.person == subject.person) for t in owned}
    return done | {"person": _delete(c, person, person.c.id == subject.person)}


def _sweep(c: Connection, marks: Marks, without: Without) -> Counter[str]:
    """Whatever else tells of the person, in any table: others' words, notes of the register, files."""
    done: Counter[str] = Counter()
    for table in metadata.sorted_tables:
        key, columns = next(iter(table.primary_key.columns)), [k for k in table.c if _is_swept(k)]
        asked = select(key, *columns).execution_options(yield_per=FILES_AT_ONCE if table is file else ROWS_AT_ONCE)
        found = [row for row in c.execute(asked) if marks(list(row[1:]), False)] if columns else ()
        if table is message:
            done.update(_derived(c, [row.id for row in found]))
        for row in found:
            done[table.name] += 1
            values = {k.name: without(value, GONE) for k, value in zip(columns, row[1:], strict=True)}
            change = delete(table) if table is file else update(table).values(values)
            c.execute(change.where(key == row[0]))
    return done + _other_cases(c, marks, without)


def _derived(c: Connection, messages: list[int]) -> Mapping[str, int]:
    """What was made of these words when they were said: misspelt names were mended there, into something else."""
    then = select(message.c.id).where(message.c.id.in_(messages))
    return {
        made.name: _delete(
            c, made, exists(then.where(message.c.conversation == made.c.conversation, message.c.at == made.c.at))
        )
        for made in (hint, unread)
    }


def _other_cases(c: Connection, marks: Marks, without: Without) -> Counter[str]:
    """Cases of others in which somebody wrote of the person."""
    done: Counter[str] = Counter()
    for case in cases.everything(c):
        told = {name: getattr(case, name) for name in (*WORDS, "phone", "reporter_name", "findings", "vendor_case")}
        if marks(told, False):
            cases.keep(c, replace(case, **{n: _same_kind(without(v, GONE), v) for n, v in told.items()}))
            done["case"] += 1
    return done


def _same_kind(new: Any, old: Any) -> Any:
    return tuple(new) if isinstance(old, tuple) else new


def _is_swept(column: Column[Any]) -> bool:
    """Written by somebody, and neither a key nor a person's own row."""
    table = column.table.name
    if table in KEPT_WHOLE or column.primary_key or column.foreign_keys:
        return False
    return isinstance(column.type, String | JSON | LargeBinary) and column.name in NOTES.get(table, (column.name,))
