"""What exports suffer on their way: rows sent twice, older versions, cut and misquoted rows."""

from __future__ import annotations

from making.draw import Draw
from making.sheets import Sheet, as_csv

_UPDATED, _STATUS, _CATEGORY = 4, 5, 8
_TWICE, _OLDER, _CUT = 26, 12, 6


def damaged(draw: Draw, sheet: Sheet) -> str:
    """Return the CSV text of a tickets sheet with the damage done.

    Every damaged row carries a ticket of its own (numbers from 900001), so that the tickets of
    the sheet all stay readable.
    """
    header, *rows = sheet
    for _ in range(_TWICE):
        at = draw.below(len(rows))
        rows.insert(at, rows[at])
    for _ in range(_OLDER):
        at = draw.below(len(rows))
        older = list(rows[at])
        older[_UPDATED], older[_STATUS] = older[1], "New"
        older[2] = older[3] = ""
        rows.insert(at, older)
    lines = as_csv([header, *rows]).splitlines(keepends=True)
    for number in range(_CUT):
        lines.insert(*_cut_row(draw, rows, number))
    lines.insert(len(lines) * 2 // 5, _misquoted(rows[7], 900_101, 'Hardware 6" rack'))
    lines.insert(len(lines) * 4 // 5, _misquoted(rows[8], 900_102, '"Network'))
    return "".join(lines)


def _cut_row(draw: Draw, rows: Sheet, number: int) -> tuple[int, str]:
    """Return a place and a row that ends after a few fields."""
    at = draw.below(len(rows))
    return at + 1, ",".join([str(900_001 + number), *rows[at][1 : 2 + draw.below(8)]]) + "\n"


def _misquoted(row: list[str], number: int, category: str) -> str:
    return ",".join([str(number), *row[1:_CATEGORY], category, *row[_CATEGORY + 1 :]]) + "\n"
