"""`dyspozytor batch label`: fields and refusals."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from bot.batch import BatchError, label
from bot.evidence.labels.pictures import MOST_BYTES
from tests.evidence.labels.camera import file
from tests.evidence.labels.drawn import huawei


def test_a_label_is_read_whatever_its_file_is_called(tmp_path: Path) -> None:
    drawn = huawei(Random(1))  # noqa: S311 - a test's dice
    (tmp_path / "naklejka.txt").write_bytes(file(drawn.picture, "HEIF", quality=80))
    (candidate,) = (answered := label.answer({"path": str(tmp_path / "naklejka.txt")}))["candidates"]
    assert (candidate["serial"], answered["sure"]) == (drawn.serial, True)
    assert 0 < candidate["score"] <= 1


def test_a_photo_of_nothing(tmp_path: Path) -> None:
    empty = BytesIO()
    Image.new("L", (640, 480), 128).save(empty, "JPEG")
    (tmp_path / "nic.jpg").write_bytes(empty.getvalue())
    assert label.answer({"path": str(tmp_path / "nic.jpg")}) == {"candidates": [], "sure": False}


def test_refusals(tmp_path: Path) -> None:
    for name, data in (("duze.jpg", b"a" * (MOST_BYTES + 1)), ("obraz.png", b"<svg/>"), ("puste.jpg", b"")):
        (tmp_path / name).write_bytes(data)
    for request, code in (
        ({}, "missing_field"),
        ({"path": 5}, "missing_field"),
        ({"path": "nie ma takiego.jpg"}, "unreadable_file"),
        ({"path": "\0"}, "unreadable_file"),
        ({"path": str(tmp_path)}, "unreadable_file"),
        ({"path": str(tmp_path / "duze.jpg")}, "too_large"),
        ({"path": str(tmp_path / "obraz.png")}, "unsupported_type"),
        ({"path": str(tmp_path / "puste.jpg")}, "unreadable_file"),
    ):
        with pytest.raises(BatchError) as refused:
            label.answer(request)
        assert refused.value.code == code, request
