"""How many drawn labels are read, and how many wrongly: `python -m tests.evidence.labels.measure [--seed N]`."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import process_time

from bot.evidence.labels import Label, read_label
from tests.evidence.labels import drawn, unseen
from tests.evidence.labels.camera import Camera, file
from tests.evidence.labels.drawn import Layout

KINDS = (("JPEG", 80), ("JPEG", 90), ("PNG", 0), ("WEBP", 80), ("HEIF", 80))
READ = 0.85
"""The least share of labels whose serial number is found."""


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
    seed: int, count: int, camera: Camera | None = None, layouts: Sequence[Layout] = drawn.LAYOUTS
) -> Iterator[Reading]:
    """The same labels for the same seed."""
    for number in range(count):
        dice = Random(f"{seed} {number}")  # noqa: S311 - nothing here is a secret
        layout = layouts[number % len(layouts)]
        label, (kind, quality) = layout(dice), dice.choice(KINDS)
        data = file((camera or Camera()).photo(label.picture, dice), kind, quality=quality)
        started = process_time()
        found = read_label(data)
        yield Reading(layout.__name__, label.serial, found, process_time() - started)


def right(found: Iterable[Reading]) -> bool:
    """Prints the figures of each layout and every wrong reading; whether enough are read and none wrongly."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    took: list[float] = []
    for reading in found:
        verdicts[reading.layout][reading.verdict] += 1
        took.append(reading.took)
        if reading.verdict == "WRONG":
            print(reading)
    whole = sum(verdicts.values(), Counter[str]())
    for layout, counts in {**verdicts, "all": whole}.items():
        print(f"{layout:24}", ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))
    print(f"seconds of work: median {median(took):.2f}, mean {sum(took) / len(took):.2f}, worst {max(took):.2f}\n")
    return not whole["WRONG"] and whole["read"] + whole["asked"] >= READ * whole.total()


def main() -> None:
    """The labels we know, and those drawn otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    right(readings(options.seed, options.count))
    right(readings(options.seed, options.count, unseen.CAMERA, unseen.LAYOUTS))


if __name__ == "__main__":
    main()
