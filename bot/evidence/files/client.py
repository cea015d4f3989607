"""Has a file read by a process of its own, which may fail, hang or be killed without harm to the service."""

import json
import logging
import subprocess
import sys
from collections.abc import Collection
from threading import BoundedSemaphore

from bot.evidence.files import limits
from bot.evidence.files.limits import USUAL, Resources
from bot.evidence.files.report import FileReport, unpack

log = logging.getLogger("dyspozytor.evidence")
_AT_ONCE = BoundedSemaphore(2)
"""More readers than cores would only make each of them slower, and all of them together large."""


def read_file(name: str, data: bytes, known: Collection[str] = (), within: Resources = USUAL) -> FileReport:
    """What a file says and what may be shown of it; takes from a quarter of a second to `within.patience`.

    `known` serial numbers, typed or of the caller's devices, speak for an equal one read off a photo.

    The process gets nothing of our environment, so none of our secrets; whatever becomes of it, there is a report.
    """
    if not data or len(data) > limits.WHOLE:
        return FileReport(refusal=limits.TOO_LARGE if data else limits.EMPTY)
    command = (sys.executable, "-I", "-m", "bot.evidence.files.worker", str(within.memory), str(within.work))
    given = json.dumps({"name": name, "known": list(known)}).encode() + b"\n" + data
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own module, nothing of the file among its arguments
                command, input=given, capture_output=True, timeout=within.patience, env={}, check=True
            )
        return unpack(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("Pliku nie udało się odczytać: %s", type(error).__name__)
        return FileReport(refusal=limits.TOO_HARD)
