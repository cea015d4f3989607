"""Reads the operator's files, CSV or XLSX, into rows of trimmed text, whatever Excel did to them."""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from openpyxl import load_workbook

from bot.importing.problems import Problem, Unreadable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "contracts": ("contract", "customer", "service", "valid_from", "valid_to", "partner", "note"),
    "devices": ("serial", "vendor", "model", "contract", "site", "address"),
    "people": ("person", "name", "role", "organisation", "email", "phone", "channel", "channel_user"),
    "duty": ("person", "from", "to", "vendor"),
}
OPTIONAL = ("duty",)
"""Files that may be missing: what they say then stays as it is."""
MEGABYTE = 1_000_000
MAX_BYTES = 50 * MEGABYTE
MAX_UNPACKED = 400 * MEGABYTE
MAX_ROWS = 300_000
MAX_EXACT = 10**15
"""Excel keeps 15 digits of a number; a longer one has lost its end."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5](?:[\x80-\xbf]|\Z)")  # in CP1250 these would be Ă, Ä, Ĺ
_Cells = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: where it stands and its cells by heading."""

    file: str
    line: int
    cells: Mapping[str, str]

    def problem(self, column: str, reason: str) -> Problem:
        """Something wrong in this row."""
        return Problem(self.file, reason, self.line, column)


def read(folder: Path) -> dict[str, list[Row]] | list[Problem]:
    """The rows of every file that is there; or everything that keeps the files from being read."""
    sheets: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for stem, columns in COLUMNS.items():
        if stem in OPTIONAL and not _named(folder, stem):
            continue
        try:
            found = list(_with_headings(*_open(folder, stem), columns))
        except Unreadable as unreadable:
            found = [unreadable.problem]
        except OSError as error:
            found = [Problem(f"{stem}.csv", f"pliku nie można odczytać ({error.strerror})")]
        sheets[stem] = [row for row in found if isinstance(row, Row)]
        problems += [problem for problem in found if isinstance(problem, Problem)]
    return problems or sheets


def _open(folder: Path, stem: str) -> tuple[str, Iterator[_Cells]]:
    path = _find(folder, stem)
    if not path.is_file():
        _refuse(path.name, "to nie jest plik")
    if (size := path.stat().st_size) > MAX_BYTES:
        limit = MAX_BYTES // MEGABYTE
        _refuse(path.name, f"plik jest za duży: ma {size // MEGABYTE} MB, a może mieć najwyżej {limit} MB")
    return path.name, _workbook(path) if path.suffix.lower() == ".xlsx" else _csv(path)


def _find(folder: Path, stem: str) -> Path:
    found = _named(folder, stem)
    if not found:
        _refuse(f"{stem}.csv", f"nie ma tego pliku (ani {stem}.xlsx) w katalogu {folder}")
    if len(found) > 1:
        _refuse(f"{stem}.csv", "są dwa pliki o tej nazwie; proszę zostawić jeden z nich")
    return found[0]


def _named(folder: Path, stem: str) -> list[Path]:
    names = {f"{stem}.csv", f"{stem}.xlsx"}
    return [path for path in folder.iterdir() if path.name.lower() in names] if folder.is_dir() else []


def _with_headings(file: str, rows: Iterator[_Cells], columns: Sequence[str]) -> Iterator[Row | Problem]:
    """Rows by heading, empty ones passed over; a row shorter or longer than the headings is a torn one."""
    filled = _filled(file, rows)
    line, first = next(filled, (1, ()))
    headings = _headings(file, line, first, columns)
    for line, cells in filled:
        if len(cells) < len(headings) or any(cells[len(headings) :]):
            yield Problem(file, f"komórek jest {len(cells)}, a powinno być {len(headings)}", line)
        else:
            yield Row(file, line, dict(zip(headings, cells, strict=False)))


def _filled(file: str, rows: Iterator[_Cells]) -> Iterator[_Cells]:
    for line, cells in rows:
        if line > MAX_ROWS:
            _refuse(file, f"plik ma za dużo wierszy, może mieć najwyżej {MAX_ROWS}")
        if any(cells):
            yield line, cells


def _headings(file: str, line: int, cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    headings = [cell.casefold() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    expected = f"oczekiwane kolumny: {', '.join(columns)}"
    if not headings:
        _refuse(file, f"plik jest pusty; {expected}")
    if missing := [name for name in columns if name not in headings]:
        _refuse(file, f"brak kolumn: {', '.join(missing)}; {expected}", line)
    if strange := [name or "(bez nazwy)" for name in headings if name not in columns or headings.count(name) > 1]:
        _refuse(file, f"nieznane lub powtórzone kolumny: {', '.join(strange)}; {expected}", line)
    return headings


def _csv(path: Path) -> Iterator[_Cells]:
    text = _text(path.name, path.read_bytes())
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_clean(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        _refuse(path.name, "zapis CSV urywa się albo ma źle postawiony cudzysłów", line)


def _text(file: str, data: bytes) -> str:
    """UTF-8 with or without BOM, else CP1250; broken UTF-8 is not passed off as CP1250."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _refuse(file, "to jest skoroszyt Excela; proszę zapisać go jako .xlsx albo CSV UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if _UTF8_LETTER.search(data):
            _refuse(file, "plik w UTF-8 jest uszkodzony albo ucięty w środku znaku", line)
        text = _cp1250(file, data)
    if bad := _CONTROL.search(text):
        _refuse(file, "to nie jest tekst (znaki sterujące albo uszkodzone)", text.count("\n", 0, bad.start()) + 1)
    return text


def _cp1250(file: str, data: bytes) -> str:
    try:
        return data.decode("cp1250")
    except UnicodeDecodeError:
        _refuse(file, "to nie jest tekst w UTF-8 ani CP1250; proszę zapisać plik jako CSV UTF-8")


def _workbook(path: Path) -> Iterator[_Cells]:
    """The first sheet. Whatever the library stumbles over in a damaged workbook, the answer is the same."""
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError):  # the latter of an archive from a newer time
        _refuse(path.name, "to nie jest skoroszyt XLSX albo jest zabezpieczony hasłem")
    if unpacked > MAX_UNPACKED:
        _refuse(path.name, f"skoroszyt po rozpakowaniu jest za duży, może mieć najwyżej {MAX_UNPACKED // MEGABYTE} MB")
    try:
        yield from _first_sheet(path)
    except Exception as error:
        raise Unreadable(Problem(path.name, "skoroszyt jest uszkodzony i nie można go odczytać")) from error


def _first_sheet(path: Path) -> Iterator[_Cells]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations that openpyxl leaves out; only values are read
        book = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file claims about its size is often wrong
        width = 0
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            width = max(width, len(cells))  # empty cells at the end of a row are not written down
            yield line, [_clean(_as_text(cell)) for cell in cells] + [""] * (width - len(cells))
    finally:
        book.close()


def _as_text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime() if cell.time() == datetime.min.time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case int() | float() if abs(cell) >= MAX_EXACT:
            return f"{cell:.5E}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()


def _refuse(file: str, reason: str, line: int | None = None) -> NoReturn:
    raise Unreadable(Problem(file, reason, line))
