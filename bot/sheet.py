"""A table as a file for a spreadsheet: with a BOM and semicolons, as a Polish Excel opens it, and never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.channel import File

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(name: str, rows: Iterable[Sequence[object]]) -> File:
    """The table; words that a spreadsheet would take for a formula stay words, numbers stay numbers."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(map(_cells, rows))
    return File(name, text.getvalue().encode("utf-8-sig"))


def _cells(row: Sequence[object]) -> list[object]:
    return [f"'{cell}" if isinstance(cell, str) and cell.lstrip(" \n").startswith(FORMULA) else cell for cell in row]
