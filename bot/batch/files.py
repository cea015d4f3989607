"""Files that a line of `dyspozytor batch` names."""

from pathlib import Path

from bot.batch.lines import BatchError


def content(path: Path, at_most: int) -> bytes:
    """The bytes of a file, one more than allowed of a longer one; raises BatchError."""
    try:
        if not path.is_file():
            raise BatchError("unreadable_file", "Nie ma takiego pliku.")
        with path.open("rb") as file:
            return file.read(at_most + 1)
    except (OSError, ValueError):
        raise BatchError("unreadable_file", "Nie udało się odczytać pliku.") from None
