"""How many drawn labels are read, and how many wrongly: `python -m tests.evidence.labels.measure [--seed N]`."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter

from bot.evidence.labels import Label, read_label
from tests.evidence.labels.camera import Camera, file
from tests.evidence.labels.drawn import LAYOUTS, Layout

KINDS = (("JPEG", 80), ("JPEG", 90), ("PNG", 0), ("WEBP", 80), ("HEIF", 80))


@dataclass(frozen=True)
class Reading:
    """One photo: which layout, what stands on it, what was read, in how many seconds."""

    layout: str
    serial: str
    label: Label
    took: float

    @property
    def verdict(self) -> str:
        """`read`, `asked` (right, but not sure), `missed` or `WRONG`: any other number offered, sure or not."""
        found = [candidate.serial for candidate in self.label.candidates]
        if found == [self.serial]:
            return "read" if self.label.sure else "asked"
        return "WRONG" if found else "missed"


def readings(
    seed: int, count: int, camera: Camera | None = None, layouts: Sequence[Layout] = LAYOUTS
) -> Iterator[Reading]:
    """The same labels for the same seed."""
    for number in range(count):
        dice = Random(seed * 1_000_003 + number)  # noqa: S311 - drawn by lot, not kept secret
        drawn = layouts[number % len(layouts)](dice)
        kind, quality = dice.choice(KINDS)
        data = file((camera or Camera()).photo(drawn.picture, dice), kind, quality=quality)
        started = perf_counter()
        label = read_label(data)
        yield Reading(layouts[number % len(layouts)].__name__, drawn.serial, label, perf_counter() - started)


def main() -> None:
    """Figures for each layout, and the photos that were read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    took = []
    for reading in readings(options.seed, options.count):
        verdicts[reading.layout][reading.verdict] += 1
        took.append(reading.took)
        if reading.verdict == "WRONG":
            print(reading)
    for layout, counts in {**verdicts, "all": sum(verdicts.values(), Counter())}.items():
        print(f"{layout:24}", ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))
    print(f"seconds: {sum(took):.1f}, median {median(took):.2f}, worst {max(took):.2f}")


if __name__ == "__main__":
    main()
