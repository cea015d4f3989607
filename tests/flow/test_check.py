"""`dyspozytor check`: a removed text, a misspelt placeholder, an unknown article – each is said in Polish."""

import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.flow.check import problems
from bot.texts import FLOWS, load
from flows import ALL

REPORT = "flows/zglos_awarie/teksty.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped texts and articles, to be spoilt."""
    for name in ("flows", "knowledge"):
        shutil.copytree(FLOWS.parent / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def check(folder: Path) -> int:
    return main(["check", "--flows", str(folder / "flows"), "--knowledge", str(folder / "knowledge")])


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_ships_is_in_order(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(copy) == 0
    assert "w porządku" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (REPORT, "  phone:\n    _: |", "  phone:\n    x: |", "Brakuje tekstu „report_fault.phone”."),
        (REPORT, "{deadlines}", "{deadlnes}", "nieznane pole {deadlnes}"),
        (REPORT, "{contract}", "{contract", "nie zgadzają się nawiasy"),
        (REPORT, "send: Wyślij", "sent: Wyślij", "przycisku „report_fault.agreed.options.send”"),
        ("flows/wspolne/teksty.yaml", "  thanks: |", "  thnaks: |", "Tekst „common.thnaks” nie jest nigdzie używany."),
        ("knowledge/psu-failure.md", "(random-reboots.md)", "(random-robots.md)", "random-robots"),
    ],
)  # fmt: skip
def test_a_fault_is_named(
    copy: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, said: str
) -> None:
    spoil(copy / file, old, new)
    assert check(copy) == 1
    assert said in capsys.readouterr().out


def test_plural_forms_are_counted() -> None:
    templates = {**load().templates, "common.thanks": "{number:dzień|dni}"}
    assert problems(ALL, templates) == [
        "W tekście „common.thanks” pole {number} potrzebuje trzech form liczby mnogiej."
    ]


def test_scenopis_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenopis", "--check"]) == 0, capsys.readouterr().out
