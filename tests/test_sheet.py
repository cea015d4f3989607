"""Tables for a spreadsheet never hold a formula, whatever a name in the register looks like."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bot.sheet import FORMULA, sheet

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_no_cell_begins_a_formula_and_nothing_is_lost(rows: list[tuple[str, str]]) -> None:
    text = sheet("a.csv", rows).data.decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(read) == len(rows)
    for row, cells in zip(rows, read, strict=True):
        for said, cell in zip(row, cells, strict=True):
            assert not cell.lstrip(" \n").startswith(FORMULA)
            assert cell in (said, f"'{said}")


def test_numbers_stay_numbers() -> None:
    assert sheet("a.csv", [(-3, "-3")]).data.decode("utf-8-sig") == "-3;'-3\r\n"
