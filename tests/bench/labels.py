"""Reading a photo of a label beside one plain look at it: seconds of work, and the memory of a process that does it."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time

from PIL import Image
from zxingcpp import read_barcodes

from bot.evidence.labels import read_label
from tests.bench import Figure
from tests.evidence.labels.camera import file, noise
from tests.evidence.labels.drawn import huawei

SIZE = (4000, 3000)
LONGEST = 12.0  # seconds of work for a photo in which nothing is found
LARGEST = 340.0  # megabytes
SEED = 1


@dataclass(frozen=True)
class Measured:
    """Seconds of work and megabytes at the peak of a process that did one thing."""

    seconds: float
    peak: float


def figures() -> Iterable[Figure]:
    """A good photo of 12 megapixels, and one that is nothing but grains."""
    label = huawei(_dice())
    good, empty = _photo(label.picture), _nothing()
    floor, ours = _alone(_plain, good, label.serial), _alone(_read, good, label.serial)
    ratio = floor.seconds / ours.seconds
    yield Figure("a good photo of 12 Mpx", ours.seconds, "s", "one plain look", floor.seconds, ratio, 0.5)
    yield Figure("its memory", ours.peak, "MB", "one plain look", floor.peak, floor.peak / ours.peak, 0.5)
    hopeless = _alone(_read, empty, "")
    worst, peak = hopeless.seconds, hopeless.peak
    yield Figure("a photo of nothing", worst, "s", "at most", LONGEST, LONGEST / worst, 1.0)
    yield Figure("its memory", peak, "MB", "at most", LARGEST, LARGEST / peak, 1.0)


def _photo(label: Image.Image) -> bytes:
    photo = Image.new("RGB", SIZE, (120, 120, 120))
    photo.paste(label.convert("RGB"), ((SIZE[0] - label.width) // 2, (SIZE[1] - label.height) // 2))
    return file(photo, "JPEG", quality=90)


def _nothing() -> bytes:
    return file(noise(Image.new("L", SIZE, 100), 1.0, _dice()), "JPEG", quality=90)


def _dice() -> Random:
    return Random(SEED)  # noqa: S311 - nothing here is a secret


def _alone(reader: Callable[[bytes], set[str]], data: bytes, serial: str) -> Measured:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_measured, reader, data, serial).result()


def _measured(reader: Callable[[bytes], set[str]], data: bytes, serial: str) -> Measured:
    started = process_time()
    found = reader(data)
    took = process_time() - started
    if serial not in found | {""}:
        raise RuntimeError(f"read {found} instead of {serial}")
    return Measured(took, getrusage(RUSAGE_SELF).ru_maxrss / 1e3)


def _read(data: bytes) -> set[str]:
    return {candidate.serial for candidate in read_label(data).candidates}


def _plain(data: bytes) -> set[str]:
    return {code.text for code in read_barcodes(Image.open(BytesIO(data)))}
