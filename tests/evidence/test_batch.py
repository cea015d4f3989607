"""`dyspozytor batch device` and `mask`: fields, files and refusals."""

from pathlib import Path

import pytest

from bot.batch import BatchError, device, mask
from bot.files import AT_MOST


def test_text_and_file_give_the_same(tmp_path: Path) -> None:
    text = "<SW1>display esn\nESN of slot 0: 2102353169107C800132\n"
    (tmp_path / "wynik.txt").write_bytes(text.encode("utf-16"))
    expected = {
        "devices": [
            {
                "serial": "2102353169107C800132",
                "model": None,
                "version": None,
                "uptime": None,
                "platform": "huawei_vrp",
            }
        ],
        "faults": [],
    }
    assert device.answer({"text": text}) == expected
    assert device.answer({"path": str(tmp_path / "wynik.txt")}) == expected


def test_refusals(tmp_path: Path) -> None:
    (tmp_path / "duzy.log").write_bytes(b"a" * (AT_MOST + 1))
    for request, code in (
        ({}, "missing_field"),
        ({"text": 5}, "missing_field"),
        ({"path": "nie ma takiego.log"}, "unreadable_file"),
        ({"path": "\0"}, "unreadable_file"),
        ({"path": str(tmp_path)}, "unreadable_file"),
        ({"path": str(tmp_path / "duzy.log")}, "too_large"),
        ({"path": "obraz.exe"}, "unsupported_type"),
    ):
        with pytest.raises(BatchError) as refused:
            device.answer(request)
        assert refused.value.code == code, request
    with pytest.raises(BatchError):
        mask.answer({})


def test_mask_replaces_only_the_secret() -> None:
    assert mask.answer({"text": "hasło: Zima2024!\r\n"}) == {"text": "hasło: •••\r\n"}
