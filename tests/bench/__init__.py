"""Figures beside a floor measured in the same run: `python -m tests.bench [NAME ...] [--json PATH]`.

A bench is a module of this package with `figures() -> Iterable[Figure]`. It measures its floor (another library,
a raw driver) back to back with ours on the same cases, and raises when the two do not agree on the results.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, the floor it is compared with, and how much better it has to be."""

    name: str
    value: float
    unit: str
    floor_name: str
    floor_value: float
    ratio: float  # how many times better than the floor
    wanted: float  # the least acceptable ratio

    @property
    def reached(self) -> bool:
        """Whether it is at least as good as wanted."""
        return self.ratio >= self.wanted


def fastest(rounds: int, *candidates: Callable[[], object]) -> list[float]:
    """Seconds each candidate takes at its best, all of them run in turn in every round."""
    best = [float("inf")] * len(candidates)
    for _ in range(rounds):
        for n, candidate in enumerate(candidates):
            started = perf_counter()
            candidate()
            best[n] = min(best[n], perf_counter() - started)
    return best
