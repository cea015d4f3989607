"""Foreign and not there take as long: medians of a thousand questions each, put in turn; printed, not judged."""

from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import Figure
from tests.prober.house import MEMORY, House, furnished

TRIES = 1000
CLOSE = 1.05
"""Within five of a hundred."""
PAIRS = {
    "contract": ("status umowy PW-2025-000742", "status umowy PW-2025-000743"),
    "device": ("czy TB012137W-30023 jest objęte?", "czy TB012137W-30029 jest objęte?"),
    "customer": ("ile urządzeń ma Klinika Pod Dębami?", "ile urządzeń ma Klinika Pod Bukami?"),
    "device in a report": ("TB012137W-30023 nie działa", "TB012137W-30029 nie działa"),
    "case": ("co z 7350002", "co z 7350003"),
}
"""A question about what is somebody else's, and the same about what is not there."""


def figures() -> Iterable[Figure]:
    """Milliseconds of a turn, the foreign beside the missing."""
    with TemporaryDirectory(prefix="dyspozytor-bench-", dir=MEMORY) as folder:
        world = furnished(Path(folder))
        for name, (foreign, missing) in PAIRS.items():
            with closing(House(world, Path(folder) / f"{len(name)}.db")) as house:
                for text in ("TB012137W-30024 nie włącza się, P1, tel 600 700 801", "Wyślij"):
                    house.turn("debowska", text)
                one, other = _medians(house, foreign, missing)
            apart = max(one, other) / min(one, other)
            yield Figure(f"foreign {name}, median", one, "ms", "not there", other, CLOSE / apart, 0)


def _medians(house: House, foreign: str, missing: str) -> tuple[float, float]:
    """In turn, so that whatever slows the machine down slows both; each day anew, so that nobody is locked out."""
    ways: tuple[list[float], list[float]] = ([], [])
    for n in range(TRIES):
        for way in (0, 1) if n % 2 else (1, 0):
            ways[way].append(_timed(lambda text=(foreign, missing)[way]: house.turn("lipska", text)))  # type: ignore[misc]
            house.forget("lipska")
        house.clock.advance_to(house.clock.now() + timedelta(days=1, minutes=1))
    return median(ways[0]), median(ways[1])


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1e3
