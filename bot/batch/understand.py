"""`dyspozytor batch understand`: a caller's words to an intent and its slots."""

from typing import Any

from bot.batch.lines import BatchError
from bot.flow.mentions import Mentions
from bot.understand import understand

ASKED = ("device", "contract", "symptom", "helped", "impact", "logs", "phone", "place", "agreed", "choice")


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Intent, confidence (0..1) and slots of `text`, with the open question `asked` or none; raises BatchError."""
    text, asked = request.get("text"), request.get("asked")
    if not isinstance(text, str):
        raise BatchError("missing_field", "Brakuje pola text z treścią wiadomości.")
    if asked is not None and asked not in ASKED:
        raise BatchError("unsupported_type", f"Pole asked przyjmuje wartości: {', '.join(ASKED)} albo null.")
    understood = understand(text, asked)
    return {
        "intent": understood.intent,
        "confidence": round(understood.confidence, 3),
        "slots": _slots(understood.mentions),
    }


def _slots(found: Mentions) -> dict[str, Any]:
    return {
        "serial": _value(found.serials),
        "contract": _value(found.contracts),
        "priority_hint": found.priority,
        "vendor": found.vendor,
        "model": next(iter(found.models), None),
        "phone": next(iter(found.phones), None),
        "email": next(iter(found.emails), None),
        "symptom_present": found.symptom,
    }


def _value(values: tuple[str, ...]) -> str | list[str] | None:
    return list(values) if len(values) > 1 else next(iter(values), None)
