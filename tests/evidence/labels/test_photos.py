"""Photos of drawn labels: what is read off good ones and bad ones, and what never is."""

from random import Random

import pytest
from PIL import Image
from zxingcpp import BarcodeFormat

from bot.evidence.labels import Label, read_label
from tests.evidence.labels.camera import file
from tests.evidence.labels.drawn import LAYOUTS, Drawn, Layout, Sheet, huawei_strip
from tests.evidence.labels.measure import READ, readings

SERIAL = "2102351QPS10J8000077"
SHARE = 20
"""Of the labels of `make soak`: these take seconds, those minutes."""


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a test's dice


def read(picture: Image.Image, *known: str, kind: str = "PNG") -> Label:
    return read_label(file(picture, kind, quality=90), known)


def numbers(label: Label) -> list[str]:
    return [candidate.serial for candidate in label.candidates]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "HEIF"])
def test_a_good_photo_is_read_whatever_its_kind(kind: str) -> None:
    drawn = huawei_strip(dice(1))
    assert numbers(read(drawn.picture, kind=kind)) == [drawn.serial]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("angle", [0, 37, 90, 180, 263])
def test_a_good_photo_is_read_at_any_angle(layout: Layout, angle: int) -> None:
    drawn = layout(dice(angle))
    assert numbers(read(drawn.picture.rotate(angle, expand=True, fillcolor=90))) == [drawn.serial]


def test_bad_photos_are_mostly_read_and_never_wrongly() -> None:
    verdicts = [reading.verdict for reading in readings(seed=1, count=SHARE)]
    assert verdicts.count("WRONG") == 0
    assert verdicts.count("read") + verdicts.count("asked") >= READ * SHARE


def test_two_labels_in_one_photo_are_both_offered() -> None:
    first, second = (huawei_strip(dice(seed)) for seed in (1, 2))
    label = read(_beside(first, second))
    assert sorted(numbers(label)) == sorted((first.serial, second.serial))
    assert not label.sure
    assert numbers(read(_beside(first, second), second.serial))[0] == second.serial


def _beside(one: Drawn, other: Drawn) -> Image.Image:
    photo = Image.new("L", (max(one.picture.width, other.picture.width) + 200, 900), 120)
    photo.paste(one.picture, (100, 100))
    photo.paste(other.picture, (100, 500))
    return photo


def test_a_label_whose_serial_number_is_torn_off_gives_nothing() -> None:
    sheet = Sheet()
    sheet.words(f"S/N: {SERIAL}")
    sheet.bars(BarcodeFormat.Code128, "A47DA5123456", "MAC")
    sheet.bars(BarcodeFormat.Code128, "800756-00-04", "P/N")
    sheet.bars(BarcodeFormat.EAN13, "590123412345", "EAN")
    sheet.square(BarcodeFormat.DataMatrix, "02351QPS")
    assert read(sheet.done()) == Label()


@pytest.mark.parametrize(
    "text",
    [
        f"SN:{SERIAL};" + "zażółć gęślą jaźń " * 60,
        "#" * 1500 + f";SN:{SERIAL}",
        f"\x00\x01\x02SN:{SERIAL}\x1d\x1e\x04",
        f"[)>\x1e06\x1dS{SERIAL}\x1d1P02351QPS\x1e\x04",
    ],
)
def test_codes_of_any_size_and_content(text: str) -> None:
    sheet = Sheet()
    sheet.square(BarcodeFormat.QRCode, text)
    assert numbers(read(sheet.done())) == [SERIAL]


def test_a_typed_number_speaks_only_for_an_equal_one() -> None:
    sheet = Sheet()
    sheet.bars(BarcodeFormat.Code128, "4E2350012345", "S/N")
    assert read(sheet.done()) == Label()
    assert read(sheet.done(), "4E2350012346") == Label()
    assert (numbers(known := read(sheet.done(), "4e2350012345")), known.sure) == (["4E2350012345"], True)
