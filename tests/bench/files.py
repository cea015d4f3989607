"""Files read by the process that the service starts for each: how fast, in how much memory, and the hostile ones.

All seconds are those that the processor worked for that process, so that a busy machine does not change them. Speed is
compared with a new Python that does the least any reader does with the same bytes.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from resource import RUSAGE_CHILDREN, getrusage

from bot.evidence.files import FileReport, read_file
from bot.evidence.files.limits import Resources
from tests.bench import Figure
from tests.bench.evidence import SIZE, dump
from tests.evidence.hostile import HOSTILE, zipped

ROUNDS = 3
PATIENT = Resources(patience=600.0)
MEMBERS, WHOLE = 3, 50_000_000
LARGEST = 300.0  # megabytes, the whole process at its peak
SLOWEST = 2.0  # megabytes a second
LONGEST = 1.0  # seconds for a hostile file, the start of its process among them
LEAST = """
import re, sys
search = re.compile(r"(\\S+) uptime is (.*)").search
sum(map(bool, map(search, sys.stdin.read().splitlines())))
"""


@dataclass(frozen=True)
class Measured:
    """Seconds and megabytes of the process that read a file."""

    seconds: float
    peak: float


def figures() -> Iterable[Figure]:
    """Megabytes a second, megabytes of memory, and seconds for a hostile file."""
    one = dump(SIZE).encode()
    floor = min(_work(lambda: _least(one)) for _ in range(ROUNDS))
    ours = min(_work(lambda: _read("log.txt", one)) for _ in range(ROUNDS))
    speed = SIZE / ours / 1e6
    yield Figure("a dump of 5 MB", speed, "MB/s", "lines and one search", SIZE / floor / 1e6, floor / ours, 0.1)
    yield Figure("a dump of 5 MB", speed, "MB/s", "at least", SLOWEST, speed / SLOWEST, 1.0)
    large = _measured(_archive)
    grown = large.seconds / ours
    yield Figure(f"{MEMBERS} members, ten times as much", grown, "times", "linear", 10.0, 10.0 / grown, 0.8)
    yield Figure("its memory", large.peak, "MB", "at most", LARGEST, LARGEST / large.peak, 1.0)
    took = {what: _hostile(build(), name) for what, (build, name, _) in HOSTILE.items()}
    worst = max(took, key=lambda what: took[what])
    name = f"{len(took)} hostile files, slowest: {worst}"
    yield Figure(name, took[worst], "s", "at most", LONGEST, LONGEST / took[worst], 1.0)


def _archive() -> bytes:
    part = dump(WHOLE // MEMBERS).encode()
    return zipped(*((f"{n}.log", part) for n in range(MEMBERS)))


def _measured(build: Callable[[], bytes]) -> Measured:
    """In a process of its own, so that its child is the only one whose memory the system tells us."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_alone, build).result()


def _alone(build: Callable[[], bytes]) -> Measured:
    data = build()
    seconds = _work(lambda: _read("dump.zip", data))
    return Measured(seconds, getrusage(RUSAGE_CHILDREN).ru_maxrss / 1e3)


def _hostile(data: bytes, name: str) -> float:
    return _work(lambda: read_file(name, data))


def _work(done_by_a_child: Callable[[], object]) -> float:
    """Seconds the processor worked for the processes that ended meanwhile."""
    before = getrusage(RUSAGE_CHILDREN)
    done_by_a_child()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _read(name: str, data: bytes) -> FileReport:
    report = read_file(name, data, within=PATIENT)
    if not report.findings:
        raise RuntimeError(f"{name}: {report}")
    return report


def _least(data: bytes) -> None:
    subprocess.run([sys.executable, "-I", "-c", LEAST], input=data, check=True)
