"""`dyspozytor batch priority`: a description of a fault to the suggested priority."""

from typing import Any

from bot.batch.lines import BatchError
from bot.understand.priority import suggest


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Priority P1–P4 of `text` and the reason in Polish; raises BatchError."""
    text = request.get("text")
    if not isinstance(text, str):
        raise BatchError("missing_field", "Brakuje pola text z opisem usterki.")
    priority, reason = suggest(text)
    return {"priority": priority, "reason": reason}
