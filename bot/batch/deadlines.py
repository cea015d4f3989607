"""`dyspozytor batch deadlines`: service, priority and moments to deadlines (docs/terminy.md)."""

from datetime import datetime
from typing import Any

from bot.batch.lines import BatchError
from bot.domain import sla, worktime
from bot.domain.errors import DeadlineError
from bot.domain.explain import explain_all
from bot.domain.sla import Due

MOMENTS = ("submitted_at", "confirmed_at", "delivered_at")


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Deadlines with Warsaw's offset, readings and explanation; raises BatchError."""
    moments = [_moment(request, name) for name in MOMENTS]
    priority = None if request.get("priority") is None else _name(request["priority"])
    try:
        found = sla.deadlines(_name(request.get("service")), priority, *moments)
    except DeadlineError as error:
        raise BatchError(error.code, error.message) from None
    return {
        "reaction_due": _local(found.reaction),
        "dispatch_due": _local(found.dispatch),
        "delivery_due": _local(found.delivery),
        "onsite_due": _local(found.onsite),
        "return_due": _local(found.return_),
        "return_projected": found.return_projected,
        "readings": list(found.readings),
        "explanation": list(explain_all(found)),
    }


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""  # which is no service and no priority


def _moment(request: dict[str, Any], name: str) -> datetime | None:
    text = request.get(name)
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise BatchError("bad_time", f"Nieczytelny czas w polu {name}: oczekiwano ISO 8601.") from None


def _local(due: Due | None) -> str | None:
    return worktime.local(due.due).isoformat() if due else None
