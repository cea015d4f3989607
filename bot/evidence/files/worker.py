"""The process that reads one file: it limits itself, takes the file from its input and gives its report back.

`python -m bot.evidence.files.worker MEMORY WORK`: the first line of its input is JSON, the rest the bytes.
"""

import json
import resource
import sys

from bot.evidence.files.inspection import inspect
from bot.evidence.files.report import pack

TASKS = 256
"""Of this user in all, threads too: a decoder of HEIC needs a few, and a fork without an end ends here."""


def main(memory: int, work: int) -> None:
    """Read one file within so many bytes and so many seconds of work."""
    _limit(memory, work)
    asked, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(pack(inspect(data=data, **json.loads(asked))))


def _limit(memory: int, work: int) -> None:
    """No more memory or work than given, and nothing written to a disk."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, work),
        (resource.RLIMIT_NPROC, TASKS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
