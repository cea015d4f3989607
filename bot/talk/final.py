"""The last line: every case and every conversation as they stand at the end."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.cases import Case, Event
from bot.domain.clocks import Clock
from bot.domain.worktime import local
from bot.flow.conversation import from_json
from bot.store import cases, conversations

COPIED = (
    *("number", "state", "customer", "contract", "serial", "entitlement", "priority", "priority_stated", "reporter"),
    *("phone", "site", "symptom", "incomplete", "owner"),
)


def final(c: Connection) -> dict[str, Any]:
    """`{"final": {"cases": […], "conversations": […]}}`."""
    found = [_case(case, cases.history(c, case.number)) for case in cases.everything(c)]
    talks = [_conversation(user, state) for _, user, _, state in conversations.everything(c)]
    return {"final": {"cases": found, "conversations": talks}}


def _case(case: Case, history: Sequence[Event]) -> dict[str, Any]:
    dues = {f"{kind}_due": _iso(case.due(kind)) for kind in ("reaction", "dispatch", "delivery", "onsite")}
    return {
        **{name: getattr(case, name) for name in COPIED},
        **{name: list(getattr(case, name)) for name in ("services", "tried", "findings")},
        **dues,
        "return_due": _iso(case.return_due()),
        "clocks": [_clock(clock) for clock in case.clocks],
        "history": [{"at": _iso(e.at), "event": e.event, "who": e.who, "reason": e.reason} for e in history],
    }


def _clock(clock: Clock) -> dict[str, Any]:
    moments = {name: _iso(getattr(clock, name)) for name in ("start", "due", "met_at")}
    return {"service": clock.service, "kind": clock.kind, **moments, "state": clock.state}


def _conversation(user: str, state: Mapping[str, Any]) -> dict[str, Any]:
    run = from_json(state).run
    answers = {name: _plain(a.value) for name, a in run.answers.items()} if run else {}
    return {
        "who": user,
        "flow": run.flow if run else None,
        "answers": answers,
        "open_question": ("pending" if run.pending else run.asked) if run else None,
    }


def _plain(value: Any) -> Any:
    return value.get("shown", value) if isinstance(value, dict) else value


def _iso(moment: datetime | None) -> str | None:
    return local(moment).isoformat() if moment else None
