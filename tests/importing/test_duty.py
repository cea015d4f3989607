"""The duty calendar is a fourth file that may be missing: checked like the others, replaced as a whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.importing import Plan, Problems, apply, plan
from bot.store import duty
from bot.store.engine import Store
from tests.importing.files import write

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HEAD = "person;from;to;vendor\n"
WEEK = "ola;2026-11-16 08:00;23.11.2026 8:00;extreme\n"
MONDAY, NEXT = datetime(2026, 11, 16, 7, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)  # 8:00 in Warsaw


def folder(path: Path, rows: str | None) -> Path:
    """The small world with this calendar, or with none."""
    write(path)
    (path / "duty.csv").unlink(missing_ok=True)
    if rows is not None:
        (path / "duty.csv").write_text(HEAD + rows, encoding="utf-8")
    return path


def bring(store: Store, path: Path, rows: str | None) -> Plan:
    """Import it."""
    found = plan(store, folder(path, rows), NOW)
    assert isinstance(found, Plan), str(found)
    apply(store, found, NOW)
    return found


def calendar(store: Store) -> set[duty.Row]:
    with store.read() as c:
        return duty.everything(c)


def test_hours_are_those_of_warsaw(any_store: Store, tmp_path: Path) -> None:
    told = str(bring(any_store, tmp_path, WEEK + "ola;2026-07-01;2026-07-02;\n"))
    assert calendar(any_store) == {
        ("ola", "extreme", MONDAY, NEXT),
        ("ola", "", datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 7, 1, 22, tzinfo=UTC)),  # midnight, in summer
    }
    assert "Dyżury: wpisów 2, dodane 2, usunięte 0." in told


def test_a_second_import_replaces_and_the_same_changes_nothing(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, tmp_path, WEEK)
    assert bring(any_store, tmp_path, WEEK).empty
    moved = bring(any_store, tmp_path, WEEK.replace("extreme", "huawei"))
    assert (moved.empty, calendar(any_store)) == (False, {("ola", "huawei", MONDAY, NEXT)})
    bring(any_store, tmp_path, "")
    assert calendar(any_store) == set()


def test_without_the_file_the_calendar_stays(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, tmp_path, WEEK)
    told = str(bring(any_store, tmp_path, None))
    assert calendar(any_store) == {("ola", "extreme", MONDAY, NEXT)}
    assert "Dyżury" not in told


def test_an_excel_sheet_says_the_same(any_store: Store, tmp_path: Path) -> None:
    path = folder(tmp_path, None)
    book = Workbook()
    for row in (HEAD.strip().split(";"), ["ola", datetime(2026, 11, 16, 8), datetime(2026, 11, 23, 8), "extreme"]):  # noqa: DTZ001 - Excel knows no zones
        book.worksheets[0].append(row)
    book.save(path / "duty.xlsx")
    found = plan(any_store, path, NOW)
    assert isinstance(found, Plan), str(found)
    apply(any_store, found, NOW)
    assert calendar(any_store) == {("ola", "extreme", MONDAY, NEXT)}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("nikt;2026-11-16 08:00;2026-11-23 08:00;", "kolumna person: osoby „nikt” nie ma w pliku z osobami"),
        (";2026-11-16 08:00;2026-11-23 08:00;", "kolumna person: brak wartości"),
        ("hela;2026-11-16 08:00;2026-11-23 08:00;", "kolumna person: dyżur ma tylko inżynier albo kierownik, a „hela”"),
        ("ola;2026-11-16 08:00;2026-11-16 08:00;", "kolumna to: koniec dyżuru nie jest późniejszy niż początek"),
        ("ola;16/11/2026 8:00;2026-11-23 08:00;", "kolumna from: to nie jest chwila: „16/11/2026 8:00”"),
        ("ola;2026-11-16 24:00;2026-11-23 08:00;", "kolumna from: to nie jest chwila: „2026-11-16 24:00”"),
        ("ola;2026-11-16 8;2026-11-23 08:00;", "kolumna from: to nie jest chwila: „2026-11-16 8”"),
        ("ola;2027-03-28 02:30;2027-03-29;", "kolumna from: to nie jest chwila: „2027-03-28 02:30”"),  # left out
        ("ola;2026-11-16 08:00;;", "kolumna to: brak wartości"),
        ("ola;2026-11-16 08:00;2026-11-23 08:00;cisco", "kolumna vendor: nieznany producent „cisco”"),
        (WEEK.strip(), "kolumna person: powtórzony wiersz: to samo jest w wierszu 2"),
    ],
)
def test_a_bad_row_is_named_and_nothing_changes(any_store: Store, tmp_path: Path, row: str, expected: str) -> None:
    found = plan(any_store, folder(tmp_path, WEEK + row + "\n"), NOW)
    assert isinstance(found, Problems)
    assert [str(problem).split(expected)[0] for problem in found.found] == ["duty.csv, wiersz 3, "]
    assert calendar(any_store) == set()


def test_who_is_on_duty_now(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, tmp_path, WEEK)
    with any_store.read() as c:
        assert [(p.id, vendor, until) for p, vendor, until in duty.now(c, MONDAY)] == [("ola", "extreme", NEXT)]
        assert duty.now(c, NEXT) == []
