"""`dyspozytor batch label`: a photo of a label to the serial numbers on it."""

from pathlib import Path
from typing import Any

from bot.batch.files import content
from bot.batch.lines import BatchError
from bot.evidence.labels import PictureRefused, read_label
from bot.evidence.labels.pictures import MOST_BYTES


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Candidates of the photo at `path`, best first, and whether the best one is sure; raises BatchError."""
    path = request.get("path")
    if not isinstance(path, str):
        raise BatchError("missing_field", "Brakuje pola path z nazwą pliku ze zdjęciem.")
    try:
        label = read_label(content(Path(path), MOST_BYTES))
    except PictureRefused as refused:
        raise BatchError(refused.code, f"Zdjęcia nie przyjęto: {refused}") from None
    candidates = [{"serial": candidate.serial, "score": candidate.score} for candidate in label.candidates]
    return {"candidates": candidates, "sure": label.sure}
