"""What Excel, editors and accidents do to files: the text is the same, or the refusal is clear."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.importing import reading
from bot.importing.fields import read_day
from bot.importing.reading import COLUMNS, Row, read
from tests.importing.files import CONTRACTS, DEVICES, PEOPLE, write

TEXTS = {"contracts": CONTRACTS, "devices": DEVICES, "people": PEOPLE}


def rows(folder: Path, stem: str = "contracts") -> list[Row]:
    """The rows of one of the files, all of which can be read."""
    sheets = read(folder)
    assert isinstance(sheets, dict), sheets
    return sheets[stem]


def refusals(folder: Path) -> list[str]:
    """Why the files cannot be read."""
    found = read(folder)
    assert isinstance(found, list)
    return [str(problem) for problem in found]


def workbook(path: Path, *cells: list[Any]) -> None:
    """An XLSX file of these rows."""
    book = Workbook()
    for row in cells:
        book.worksheets[0].append(row)
    book.save(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_way_a_csv_is_saved_reads_the_same(tmp_path: Path, encoding: str, newline: str) -> None:
    for stem, text in TEXTS.items():
        (tmp_path / f"{stem}.csv").write_bytes(text.replace("\n", newline).encode(encoding))
    assert [row.cells["customer"] for row in rows(tmp_path)] == ["Tartak Bór", "Drukarnia Wir"]
    assert [row.line for row in rows(tmp_path)] == [2, 3]


def test_commas_separate_as_well(tmp_path: Path) -> None:
    text = 'serial,vendor,model,contract,site,address\nS1,extreme,X440,,"hala","Leśna 4, Gołdap"\n'
    assert rows(write(tmp_path, devices=text), "devices")[0].cells["address"] == "Leśna 4, Gołdap"


def test_headings_may_stand_in_any_order_case_and_with_spaces(tmp_path: Path) -> None:
    text = " Note ;SERVICE;contract;customer;valid_from;valid_to;partner;;\nuwaga;s;n;k;od;do;p;;\n"
    assert rows(write(tmp_path, text))[0].cells == {
        "note": "uwaga", "service": "s", "contract": "n", "customer": "k",
        "valid_from": "od", "valid_to": "do", "partner": "p",
    }  # fmt: skip


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    first, second = rows(write(tmp_path, "\n;;;\n" + CONTRACTS.replace("\nHZ", "\n\n;;;;;;\nHZ")))
    assert (first.line, second.line) == (4, 7)


def test_a_row_knows_its_line_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    text = CONTRACTS.replace("Sieci Mazur;", 'Sieci Mazur;"dwie\nlinie"')
    assert [(row.line, row.cells["note"]) for row in rows(write(tmp_path, text))] == [(2, "dwie\nlinie"), (4, "")]


def test_a_workbook_reads_like_a_csv(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "contracts.csv").unlink()
    workbook(
        folder / "contracts.xlsx",
        list(COLUMNS["contracts"]),
        ["PW-1", " Tartak Bór ", "extreme.pw.nbd_ahr", date(2026, 1, 1), datetime(2027, 12, 31), None],  # noqa: DTZ001
        [],
        [40128875, "Tartak Bór", "extreme.extremeworks", 46023, "31.12.2027", None, True],
    )
    first, second = rows(folder)
    assert list(first.cells.values()) == [
        "PW-1", "Tartak Bór", "extreme.pw.nbd_ahr", "2026-01-01", "2027-12-31", "", "",
    ]  # fmt: skip
    assert (second.line, second.cells["contract"], second.cells["valid_from"]) == (4, "40128875", "46023")


def test_a_long_number_in_a_workbook_is_known_to_have_lost_digits(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "devices.csv").unlink()
    workbook(folder / "devices.xlsx", list(COLUMNS["devices"]), [210235317410123456789, "huawei", "S5735", "", "", ""])
    assert rows(folder, "devices")[0].cells["serial"] == "2.10235E+20"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("5.1.2026", date(2026, 1, 5)),
        ("46346", date(2026, 11, 20)),  # days since 1899-12-30, as Excel counts
        ("2026-11-31", None),
        ("20.11.26", None),
        ("11/20/2026", None),
        ("2026-11-20T00:00", None),
        ("1999-12-31", None),
        ("2101-01-01", None),
        ("99999", None),
        ("", None),
    ],
)
def test_a_date_is_written_in_three_ways(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "contracts.csv: plik jest pusty; oczekiwane kolumny: contract, customer"),
        (b"\n\n", "contracts.csv: plik jest pusty"),
        (b"contract;customer\nPW-1;Bor\n", "contracts.csv, wiersz 1: brak kolumn: service, valid_from"),
        (CONTRACTS.replace(";note", ";note;cena").encode(), "wiersz 1: nieznane lub powtórzone kolumny: cena"),
        (CONTRACTS.replace(";note", ";note;NOTE").encode(), "wiersz 1: nieznane lub powtórzone kolumny: note, note"),
        (CONTRACTS.replace(";", "\t").encode(), "contracts.csv, wiersz 1: brak kolumn: contract, customer"),
        (CONTRACTS.encode()[:-30], "contracts.csv, wiersz 3: komórek jest 3, a powinno być 7"),
        (CONTRACTS.replace("Tartak", '"Tartak').encode(), "contracts.csv, wiersz 2: zapis CSV urywa się"),
        (
            CONTRACTS.encode().partition(b"\xb3r")[0],
            "contracts.csv, wiersz 2: plik w UTF-8 jest uszkodzony albo ucięty",
        ),
        (CONTRACTS.encode("utf-16"), "contracts.csv, wiersz 1: to nie jest tekst"),
        (b"\x00\x01\x02\xfe\xff" * 1000, "contracts.csv, wiersz 1: to nie jest tekst"),
        (b"contract;\x81\x90\n", "contracts.csv: to nie jest tekst w UTF-8 ani CP1250"),
        (CONTRACTS.replace("Bór", "B\ufffdr").encode(), "contracts.csv, wiersz 2: to nie jest tekst"),
        (b"PK\x03\x04" + b"x" * 100, "contracts.csv: to jest skoroszyt Excela"),
        (b"contract;" + b"x" * 200_000, "contracts.csv, wiersz 1: zapis CSV urywa się"),
    ],
)
def test_a_damaged_csv_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    (write(tmp_path) / "contracts.csv").write_bytes(content)
    [refusal] = refusals(tmp_path)
    assert expected in refusal


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "contracts.csv").unlink()
    whole = folder / "contracts.xlsx"
    workbook(whole, list(COLUMNS["contracts"]))
    torn = whole.read_bytes().replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml")
    for content, expected in (
        (b"contract;customer\n", "to nie jest skoroszyt XLSX albo jest zabezpieczony hasłem"),
        (whole.read_bytes()[:-50], "to nie jest skoroszyt XLSX albo jest zabezpieczony hasłem"),
        (torn, "skoroszyt jest uszkodzony i nie można go odczytać"),
    ):
        whole.write_bytes(content)
        assert refusals(folder) == [f"contracts.xlsx: {expected}"]


def test_the_stem_decides_and_only_one_file_may_have_it(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "people.csv").rename(folder / "People.CSV")
    assert rows(folder, "people")
    workbook(folder / "people.xlsx", list(COLUMNS["people"]))
    assert refusals(folder) == ["people.csv: są dwa pliki o tej nazwie; proszę zostawić jeden z nich"]


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    (write(tmp_path) / "devices.csv").unlink()
    (tmp_path / "people.csv").unlink()
    (tmp_path / "people.csv").mkdir()
    assert refusals(tmp_path) == [
        f"devices.csv: nie ma tego pliku (ani devices.xlsx) w katalogu {tmp_path}",
        "people.csv: to nie jest plik",
    ]
    assert len(refusals(tmp_path / "nie ma")) == 3


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (write(tmp_path) / "devices.csv").open("r+b") as file:
        file.truncate(100_000_000)
    assert refusals(tmp_path) == ["devices.csv: plik jest za duży: ma 100 MB, a może mieć najwyżej 50 MB"]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    folder = write(tmp_path)
    assert refusals(folder) == ["people.csv: plik ma za dużo wierszy, może mieć najwyżej 3"]


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1000)
    folder = write(tmp_path)
    (folder / "devices.csv").unlink()
    workbook(folder / "devices.xlsx", list(COLUMNS["devices"]))
    [refusal] = refusals(folder)
    assert refusal.startswith("devices.xlsx: skoroszyt po rozpakowaniu jest za duży")
