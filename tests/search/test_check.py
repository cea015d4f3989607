"""The check finds what an editor may spoil, and the shipped articles are clean."""

import shutil
from pathlib import Path

import pytest

from bot.search import problems

KNOWLEDGE = Path("knowledge")
RISKY = (
    "reset saved-configuration",
    "reload",
    "reboot",
    "delete flash:/vrpcfg.zip",
    "format flash:",
    "undo stp enable",
    "no shutdown",
    "restart",
    "upgrade",
    "factory-reset",
    "erase startup-config",
    "shutdown",
)


def test_the_shipped_articles_have_no_problems() -> None:
    assert problems(KNOWLEDGE) == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("tytuł: ", "tytul: ", "brakuje części „tytuł”"),
        ("## Objawy", "## Objaw", "brakuje części „Objawy”"),
        ("  - Huawei VRP\n", "", "platformy „Huawei VRP” nie ma w nagłówku"),
        ("### Ślad w logu\n", "### Ślad w logu\n" + "słowo " * 120 + "\n", "na ekranie telefonu mieści się 600"),
        ("### Ślad w logu\n", "### Ślad w logu\nProszę wpisać show power.\n", "polecenie poza blokiem: „show power”"),
        *(("show log messages nvram\n", f"{line}\n", f"może coś przerwać lub zmienić („{line}”)") for line in RISKY),
        (
            "### Ślad w logu\n",
            "### Ślad w logu\nProszę odłączyć kabel.\n",
            "może coś przerwać lub zmienić („odłączyć”)",
        ),
        ("> **Uwaga:** proszę", "Proszę", "nie zaczyna się od ostrzeżenia"),
        ("(random-reboots.md)", "(nie-ma.md)", "odsyłacz „nie-ma.md” nie prowadzi"),
        ("## Logi: EXOS / Switch Engine", "## Inne", "brakuje poleceń do zebrania dla „EXOS / Switch Engine”"),
        (
            "słowa kluczowe:\n",
            "słowa kluczowe:\n" + "  - zasilacz\n" * 9,
            "linii słów kluczowych powinno być od 10 do 15",
        ),
        ("  - display power\n", "  - nie ma\n", "nie znajduje artykułu po słowach „nie ma"),
    ],
)
def test_what_an_editor_spoils_is_named(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    article = folder / "psu-failure.md"
    text = article.read_text(encoding="utf-8")
    assert before in text
    article.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert any(complaint in sentence for sentence in problems(folder)), problems(folder)


def test_an_unknown_topic_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    (folder / "psu-failure.md").rename(folder / "psu-failura.md")
    assert any("tematu „psu-failura” nie ma" in sentence for sentence in problems(folder))
