"""`dyspozytor batch mask`: a text with its secrets replaced."""

from typing import Any

from bot.batch.lines import BatchError
from bot.evidence import mask


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The `text` with `•••` for every secret; raises BatchError."""
    text = request.get("text")
    if not isinstance(text, str):
        raise BatchError("missing_field", "Brakuje pola text z treścią do zamaskowania.")
    return {"text": mask(text)}
