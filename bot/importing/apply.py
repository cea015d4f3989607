"""Carries a plan out in one transaction: all of it or nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, bindparam, insert, update

from bot.importing.diff import Change, Marks, compare, conflicts, unmarked
from bot.importing.parts import ACCOUNTS, Key, Part, Row
from bot.importing.plan import Plan
from bot.importing.problems import Problems
from bot.store import audit, duty
from bot.store.engine import Store, lock


def apply(store: Store, plan: Plan, now: datetime, marks: Marks = unmarked) -> tuple[Change, ...] | Problems:
    """Make the register say what the plan wants, as of `now`, and return what was done.

    The way there is found again inside the transaction, so that a link made since the plan was printed is kept.
    """
    with store.begin() as c:
        lock(c, "dyspozytor:import")
        if clash := conflicts(c, plan.wanted, marks):
            return Problems(tuple(clash))
        changes = compare(c, plan.wanted)
        for change in changes:
            _carry_out(c, change, now)
        if plan.wanted.duty is not None:
            duty.replace(c, plan.wanted.duty)
        audit.append(c, now, "imported", "operator", **{change.part.table.name: _counts(change) for change in changes})
    return changes


def _carry_out(c: Connection, change: Change, now: datetime) -> None:
    part = change.part
    made = {"imported": True, "linked_at": now} if part is ACCOUNTS else {}
    said = {key: new for key, (_, new) in change.changed.items()} | dict(change.returned)
    if change.added:
        c.execute(insert(part.table), [_columns(part, key, row) | made for key, row in change.added.items()])
    if said:
        c.execute(_update(part, part.says, ended_at=None, **made), _parameters(part, said))
    if change.ended:
        c.execute(_update(part, (), ended_at=now), _parameters(part, change.ended))


def _columns(part: Part, key: Key, row: Row) -> dict[str, Any]:
    return dict(zip((*part.key, *part.says), (*key, *row), strict=True))


def _update(part: Part, says: Iterable[str], **always: object) -> Update:
    """Sets the columns to `new_…` and `always`, in the row whose key is `at_…`; run once for many rows."""
    columns = part.table.c
    here = (columns[name] == bindparam(f"at_{name}") for name in part.key)
    return update(part.table).where(*here).values({name: bindparam(f"new_{name}") for name in says} | always)


def _parameters(part: Part, rows: Mapping[Key, Row]) -> list[dict[str, Any]]:
    at, new = (f"at_{name}" for name in part.key), (f"new_{name}" for name in part.says)
    names = (*at, *new)
    return [dict(zip(names, (*key, *row), strict=True)) for key, row in rows.items()]


def _counts(change: Change) -> dict[str, int]:
    """How many rows of a part the import touched: no more of it belongs in the audit."""
    touched = {"added": change.added, "changed": change.changed, "returned": change.returned, "ended": change.ended}
    return {deed: len(rows) for deed, rows in touched.items() if rows}
