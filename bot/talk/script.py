"""The lines that come in: events of people, or something that is no event and gets an error line."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.batch.lines import BatchError


@dataclass(frozen=True, slots=True)
class Line:
    """One event: what somebody says, presses or sends at a moment; with neither, only time passes.

    `of` is the id of the message whose button is pressed, when it is not a button last shown.
    """

    at: datetime
    who: str = ""
    say: str = ""
    press: str | int | None = None
    of: str | None = None
    file: Path | None = None
    case: int | None = None
    thread: bool = False
    wait: bool = False

    def follows(self, other: "Line | None") -> bool:
        """Words or files of the same sender, to the same place."""
        if other is None or self.press is not None or other.press is not None or self.wait or other.wait:
            return False
        return (self.who, self.case, self.thread) == (other.who, other.case, other.thread)


def read(text: str, folder: Path, not_before: datetime | None) -> Line:
    """The event in a line of JSON; raises BatchError with the codes of the machine interface."""
    try:
        event = json.loads(text)
    except ValueError:
        raise BatchError("bad_json", "To nie jest linia JSON.") from None
    if not isinstance(event, dict):
        raise BatchError("bad_json", "Linia powinna być obiektem JSON.")
    at = _moment(event)
    if not_before and at < not_before:
        raise BatchError("order", "Czas nie może się cofać.")
    if event.get("wait") is True:
        return Line(at, wait=True)
    if not isinstance(event.get("who"), str) or not event["who"]:
        raise BatchError("missing_field", "Brakuje pola „who”.")
    if not any(name in event for name in ("say", "press", "file")):
        raise BatchError("missing_field", "Brakuje pola „say”, „press”, „file” albo „wait”.")
    return Line(
        at=at,
        who=event["who"],
        say=str(event.get("say") or ""),
        press=_press(event),
        of=event["of"] if isinstance(event.get("of"), str) else None,
        file=_file(event, folder),
        case=event["case"] if isinstance(event.get("case"), int) else None,
        thread=event.get("to") == "thread",
    )


def _moment(event: dict[str, Any]) -> datetime:
    if "at" not in event:
        raise BatchError("missing_field", "Brakuje pola „at”.")
    try:
        at = datetime.fromisoformat(str(event["at"]))
    except ValueError:
        raise BatchError("bad_time", "Pole „at” nie jest czasem ISO 8601.") from None
    if at.tzinfo is None:
        raise BatchError("naive_time", "Pole „at” nie ma strefy czasowej.")
    return at


def _press(event: dict[str, Any]) -> str | int | None:
    pressed = event.get("press")
    return pressed if isinstance(pressed, str | int) and not isinstance(pressed, bool) else None


def _file(event: dict[str, Any], folder: Path) -> Path | None:
    name = event.get("file")
    if not isinstance(name, str):
        return None
    path = folder / name
    if not path.is_file():
        raise BatchError("unreadable_file", "Nie ma takiego pliku.")
    return path
