"""`dyspozytor batch device`: a pasted output, or a file of one, to devices and fault signs."""

from pathlib import Path
from typing import Any

from bot.batch.files import content
from bot.batch.lines import BatchError
from bot.evidence import decode, read
from bot.files import AT_MOST

TEXT = frozenset(
    ("", ".txt", ".log", ".cfg", ".conf", ".csv", ".json", ".xml", ".out", ".dat", ".diag", ".html", ".eml")
)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Devices and faults of `text`, or of the text file at `path`; raises BatchError."""
    found = read(_text(request))
    return {
        "devices": [
            {
                "serial": device.serial,
                "model": device.model,
                "version": device.version,
                "uptime": device.uptime,
                "platform": device.platform,
            }
            for device in found.devices
        ],
        "faults": [{"kind": fault.kind, "evidence": fault.evidence} for fault in found.faults],
    }


def _text(request: dict[str, Any]) -> str:
    text, path = request.get("text"), request.get("path")
    if isinstance(text, str):
        return text
    if not isinstance(path, str):
        raise BatchError("missing_field", "Brakuje pola text z wynikiem polecenia albo path z nazwą pliku.")
    return _file(Path(path))


def _file(path: Path) -> str:
    if path.suffix.lower() not in TEXT:
        raise BatchError("unsupported_type", "Czytane są tylko pliki tekstowe, na przykład txt, log i cfg.")
    data = content(path, AT_MOST)
    if len(data) > AT_MOST:
        raise BatchError("too_large", "Plik jest za duży, czytane są pliki do 25 MB.")
    return decode(data)
