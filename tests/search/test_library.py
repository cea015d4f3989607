"""A running service sees the articles as they are now, and a file that cannot be read takes nothing down."""

import os
import shutil
from pathlib import Path

import pytest

from bot.search import Library
from bot.search.library import LOOK_AGAIN

SHIPPED = Path("knowledge")
TOPICS = ("psu-failure", "fan-failure", "ospf-neighbor")


class Shelf:
    """A folder with three articles, and a clock that moves on with every look."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 0.0
        folder.mkdir()
        for name in ("_slowa.yaml", *(f"{topic}.md" for topic in TOPICS)):
            shutil.copy(SHIPPED / name, folder)
        self.library = Library(folder, lambda: self.now)

    def topics(self) -> set[str]:
        self.now += LOOK_AGAIN
        return set(self.library.index().topics)

    def change(self, name: str, before: str, after: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        os.utime(path, ns=(0, int(self.now * 1e9) + 1))  # whatever the disk's clock can tell apart


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "knowledge")


def test_a_new_article_is_found(shelf: Shelf) -> None:
    assert shelf.topics() == set(TOPICS)
    shutil.copy(SHIPPED / "bgp-down.md", shelf.folder)
    assert shelf.topics() == {*TOPICS, "bgp-down"}
    assert shelf.library.index().search("sesja BGP nie wstaje")[0].topic == "bgp-down"


def test_files_are_not_looked_at_with_every_question(shelf: Shelf) -> None:
    shutil.copy(SHIPPED / "bgp-down.md", shelf.folder)
    assert "bgp-down" not in shelf.library.index().topics


def test_a_removed_article_is_gone(shelf: Shelf) -> None:
    (shelf.folder / "fan-failure.md").unlink()
    assert shelf.topics() == {"psu-failure", "ospf-neighbor"}


def test_a_changed_article_is_read_again(shelf: Shelf) -> None:
    shelf.change("psu-failure.md", "tytuł: Awaria", "tytuł: Kłopot")
    shelf.topics()
    assert shelf.library.index().article("psu-failure").title.startswith("Kłopot")


def test_a_broken_new_file_is_told_and_the_rest_stays(shelf: Shelf) -> None:
    (shelf.folder / "bgp-down.md").write_text("bez nagłówka", encoding="utf-8")
    assert shelf.topics() == set(TOPICS)
    assert shelf.library.problems == ("bgp-down.md: plik powinien zaczynać się od nagłówka między liniami „---”.",)


def test_of_a_broken_edit_the_version_before_stays(shelf: Shelf) -> None:
    shelf.change("psu-failure.md", "## Objawy", "## Objaw")
    assert shelf.topics() == set(TOPICS)
    assert shelf.library.index().article("psu-failure").symptoms
    assert "brakuje części „Objawy”" in shelf.library.problems[0]


def test_broken_words_leave_the_old_ones(shelf: Shelf) -> None:
    shelf.change("_slowa.yaml", "żargon:", "żargon: [")
    assert shelf.topics() == set(TOPICS)
    assert shelf.library.problems


def test_a_repaired_file_clears_the_complaint(shelf: Shelf) -> None:
    shelf.change("psu-failure.md", "## Objawy", "## Objaw")
    shelf.topics()
    shelf.change("psu-failure.md", "## Objaw", "## Objawy")
    shelf.topics()
    assert shelf.library.problems == ()
