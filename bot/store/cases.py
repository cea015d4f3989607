"""Cases as rows: the whole case as JSON beside the columns that lists are made of, and its events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.domain.cases import ENDED, Case, Change, Event
from bot.domain.clocks import Clock
from bot.domain.policy import read, write
from bot.domain.serials import key as serial_key
from bot.store import audit, report
from bot.store.engine import lock as hold
from bot.store.tables import case as cases
from bot.store.tables import case_event as events

_ONE = select(cases.c.body).where(cases.c.number == bindparam("number"))
_ONE_LOCKED = _ONE.with_for_update()
_ALL = select(cases.c.body).order_by(cases.c.number)
_EVENTS = select(events).where(events.c.case_number == bindparam("number")).order_by(events.c.id)
_MOMENTS = ("submitted_at", "confirmed_at")
_CLOCK_MOMENTS = ("start", "due", "met_at")


def get(c: Connection, number: int) -> Case | None:
    """The case of that number."""
    body = c.execute(_ONE, {"number": number}).scalar()
    return _case(body) if body else None


def lock_name(number: int) -> str:
    """What `lock` holds, for those who must hold it before anything else."""
    return f"case:{number}"


def lock(c: Connection, number: int) -> Case | None:
    """The same, locked until the transaction ends: whoever comes second sees what the first one did."""
    hold(c, lock_name(number))
    body = c.execute(_ONE_LOCKED, {"number": number}).scalar()
    return _case(body) if body else None


def everything(c: Connection) -> tuple[Case, ...]:
    """All cases by number."""
    return tuple(_case(body) for body in c.execute(_ALL).scalars())


def still_open(c: Connection) -> tuple[Case, ...]:
    """The cases that are still somebody's work, by number."""
    return tuple(_case(body) for body in c.execute(_ALL.where(cases.c.state.not_in(ENDED))).scalars())


def of_conversation(c: Connection, conversation: str, reporter: str | None) -> tuple[Case, ...]:
    """The cases reported in this conversation, or by this person anywhere, by number."""
    mine = cases.c.conversation == conversation
    if reporter:
        mine = mine | (cases.c.reporter == reporter)
    return tuple(_case(body) for body in c.execute(_ALL.where(mine)).scalars())


def of_reporter(c: Connection, reporter: str) -> tuple[Case, ...]:
    """The cases this person reported, by number."""
    return tuple(_case(body) for body in c.execute(_ALL.where(cases.c.reporter == reporter)).scalars())


def of_devices(c: Connection, keys: Iterable[str]) -> tuple[Case, ...]:
    """The open cases of these devices (serial keys), by number."""
    wanted = sorted(set(keys))
    if not wanted:
        return ()
    found = _ALL.where(cases.c.serial_key.in_(wanted), cases.c.state.not_in(ENDED))
    return tuple(_case(body) for body in c.execute(found).scalars())


def add(c: Connection, case: Case, event: Event) -> None:
    """A new case with its first event."""
    c.execute(insert(cases).values(number=case.number, opened_at=event.at, **_columns(case)))
    record(c, case.number, event)


def save(c: Connection, change: Change) -> Case:
    """The changed case and what happened; returns the case."""
    case, event = change
    keep(c, case)
    record(c, case.number, event)
    return case


def keep(c: Connection, case: Case) -> None:
    """The case as it is now, without an event."""
    c.execute(update(cases).where(cases.c.number == case.number).values(**_columns(case)))


def record(c: Connection, number: int, event: Event) -> None:
    """An event of a case, without a change of the case itself."""
    audit.append(c, event.at, f"case.{event.event}", event.who or "", case=number)
    c.execute(insert(events).values(case_number=number, **asdict(event)))


def history(c: Connection, number: int) -> Sequence[Event]:
    """What happened to a case, in order."""
    rows = c.execute(_EVENTS, {"number": number})
    return [Event(r.event, r.at, r.who, r.reason, r.data) for r in rows]


def _columns(case: Case) -> dict[str, Any]:
    return {
        "state": case.state,
        "customer": case.customer,
        "vendor": case.vendor,
        "serial_key": serial_key(case.serial) if case.serial else None,
        "priority": case.urgency,
        "owner": case.owner,
        "reporter": case.reporter,
        "conversation": case.conversation,
        "reaction_due": case.due("reaction"),
        "submitted_at": case.submitted_at,
        "confirmed_at": case.confirmed_at,
        **report.columns(case.clocks),
        "body": _body(case),
    }


def _body(case: Case) -> dict[str, Any]:
    body = {f.name: getattr(case, f.name) for f in fields(Case)}
    clocks = [_texts({f.name: getattr(k, f.name) for f in fields(Clock)}, _CLOCK_MOMENTS) for k in case.clocks]
    moments = {name: moment.isoformat() for name, moment in case.moments.items()}
    return {**_texts(body, _MOMENTS), "clocks": clocks, "moments": moments, "policy": write(case.policy)}


def _case(body: Mapping[str, Any]) -> Case:
    """A case kept by an older version has no moments and no policy yet."""
    values = _values(body, _MOMENTS)
    submitted = values["submitted_at"]
    moments = {name: datetime.fromisoformat(m) for name, m in body.get("moments", {}).items()}
    moments = {"queued": submitted, "clocks": submitted, "touched": submitted} | moments
    policy = {"policy": read(body["policy"])} if body.get("policy") else {}
    clocks = tuple(Clock(**_values(k, _CLOCK_MOMENTS)) for k in body["clocks"])
    return Case(**{**values, "clocks": clocks, "moments": moments, **policy})


def _texts(values: Mapping[str, Any], moments: Sequence[str]) -> dict[str, Any]:
    return {n: v.isoformat() if n in moments and v else v for n, v in values.items()}


def _values(stored: Mapping[str, Any], moments: Sequence[str]) -> dict[str, Any]:
    """Moments back from text, lists back to tuples."""
    return {
        n: datetime.fromisoformat(v) if n in moments and v else tuple(v) if isinstance(v, list) else v
        for n, v in stored.items()
    }
