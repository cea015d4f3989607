"""Whatever the three files hold, the answer is a register or a list of problems, never an exception."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing.checking import check
from bot.importing.reading import COLUMNS, read
from bot.importing.wanted import Wanted
from tests.importing.files import CONTRACTS, DEVICES, PEOPLE, write
from tests.importing.test_reading import workbook

TEXTS = {"contracts": CONTRACTS, "devices": DEVICES, "people": PEOPLE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tries."""
    return tmp_path_factory.mktemp("pliki")


def taken(folder: Path) -> bool:
    """Whether the files make a register; if not, there are problems and each can be said."""
    sheets = read(folder)
    found = sheets if isinstance(sheets, list) else check(sheets)
    if isinstance(found, Wanted):
        return True
    assert found
    assert all(str(problem).startswith(tuple(TEXTS)) for problem in found)
    return False


@given(st.sampled_from(sorted(TEXTS)), st.binary(max_size=200))
def test_any_bytes_are_refused(folder: Path, stem: str, content: bytes) -> None:
    (write(folder) / f"{stem}.csv").write_bytes(content)
    assert not taken(folder)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_any_cell_may_hold_anything(folder: Path, stem: str, data: st.DataObject) -> None:
    lines = [line.split(";") for line in TEXTS[stem].splitlines()]
    row, column = data.draw(st.integers(1, len(lines) - 1)), data.draw(st.integers(0, len(lines[0]) - 1))
    lines[row][column] = data.draw(st.text(max_size=70))
    text = "\n".join(";".join(line) for line in lines)
    (write(folder) / f"{stem}.csv").write_bytes(text.encode("utf-8", errors="surrogatepass"))
    taken(folder)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_file_with_a_piece_torn_out_is_read_or_refused(folder: Path, stem: str, data: st.DataObject) -> None:
    whole = TEXTS[stem].encode(data.draw(st.sampled_from(["utf-8", "cp1250", "utf-8-sig"])))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    (write(folder) / f"{stem}.csv").write_bytes(whole[:start] + whole[end:])
    taken(folder)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
def test_a_workbook_with_any_bytes_overwritten_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    folder = write(tmp_path_factory.getbasetemp() / "skoroszyt")
    (folder / "devices.csv").unlink()
    workbook(folder / "devices.xlsx", list(COLUMNS["devices"]), ["1912N-40017", "extreme", "X440", "", "", ""])
    whole = bytearray((folder / "devices.xlsx").read_bytes())
    at %= len(whole)
    whole[at : at + len(noise)] = noise
    (folder / "devices.xlsx").write_bytes(whole)
    taken(folder)
