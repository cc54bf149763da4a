"""What the cells of an export say, read once more in plain Python, and which rows count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from tests.reader.reference import INVALID, Cell, Row

_PRIORITIES = {
    "P1": ("P1", "Urgent", "紧急"),
    "P2": ("P2", "High", "高"),
    "P3": ("P3", "Normal", "普通"),
}
_WORDS = {word: key for key, words in _PRIORITIES.items() for word in words}

_YEAR_FIRST = re.compile(
    r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
    r" ?(?:([+-])([0-9]{2}):?([0-9]{2})|Z)?"
)
_YEAR_LAST = re.compile(
    r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}) ([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
)


def row_of(columns: Sequence[str], cells: Sequence[str]) -> dict[str, Cell]:
    """Return the typed cells of one record."""
    row: dict[str, Cell] = {}
    for column, text in zip(columns, cells, strict=True):
        stripped = text.strip()
        read = _READ.get(column, _text)
        row[column] = read(stripped) if stripped else None
    return row


def _time(text: str) -> Cell:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        year, month, day, hour, minute = map(int, found.group(1, 2, 3, 4, 5))
    else:
        found = _YEAR_LAST.fullmatch(text)
        if not found:
            return INVALID
        # the polluter writes only days above 12 with the year last
        a, b, year, hour, minute = map(int, found.group(1, 2, 3, 4, 5))
        day, month = max(a, b), min(a, b)
    second = int(found[6] or 0)
    try:
        if (hour, minute, second) == (24, 0, 0):
            read = datetime(year, month, day) + timedelta(days=1)  # noqa: DTZ001 - all is UTC
        else:
            read = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - all is UTC
    except ValueError:
        return INVALID
    if found.re is _YEAR_FIRST and found[7]:
        offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
        read -= -offset if found[7] == "-" else offset
    return read if 1970 <= read.year <= 2099 else INVALID


def _text(text: str) -> Cell:
    return text


def _whole(text: str) -> Cell:
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else INVALID


def _number(text: str) -> Cell:
    plain = re.fullmatch(r"[+-]?([0-9]{1,15}(\.[0-9]{0,9})?|\.[0-9]{1,9})", text)
    return Fraction(text.removesuffix(".")) if plain else INVALID


_READ: Mapping[str, Callable[[str], Cell]] = {
    "created_at": _time,
    "solved_at": _time,
    "updated_at": _time,
    "reopens": _whole,
    "effort": _number,
    "priority": lambda text: _WORDS.get(text, f"(other: {text})"),
}


def explained(clean: Row, damaged: Row) -> bool:
    """Whether a row that lost its cells can change no figure without a word.

    Each cell that the figures need is as it was, or is reported: as invalid, as a value outside
    the declared ones, or as an end before its start.
    """
    swapped = ("created_at", "solved_at")
    if all(isinstance(damaged[c], datetime) for c in swapped):
        pair = [damaged[c] for c in reversed(swapped)]
        if pair == [clean[c] for c in swapped] and damaged["solved_at"] != damaged["created_at"]:
            clean = {**clean, **{c: damaged[c] for c in swapped}}
    return all(
        damaged[c] in {clean[c], INVALID} or str(damaged[c]).startswith("(other: ") for c in _READ
    )


def invalid_cells(rows: Iterable[Row]) -> Mapping[str, int]:
    """Count the invalid cells of each column."""
    return Counter(c for row in rows for c, cell in row.items() if cell == INVALID)


def resolved(rows: Mapping[int, Row], *, keep_last: bool) -> dict[int, Row] | None:
    """Return one row per key by its line; None where one key has different contents.

    ``keep_last`` is ``keep: last, by: updated_at``; else different contents are refused.
    """
    by_key: dict[Cell, list[int]] = {}
    for line, row in rows.items():
        by_key.setdefault(row["ticket_id"], []).append(line)
    chosen = set()
    for lines in by_key.values():
        if keep_last:
            chosen.add(max(lines, key=lambda line: (_rank(rows[line]["updated_at"]), line)))
        elif any(_declared(rows[line]) != _declared(rows[lines[0]]) for line in lines):
            return None
        else:
            chosen.add(lines[0])
    return {line: row for line, row in rows.items() if line in chosen}


def _declared(row: Row) -> Row:
    """Return the cells of the declared columns: the rules know nothing of notes."""
    return {column: cell for column, cell in row.items() if column != "notes"}


def _rank(cell: Cell) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.min  # noqa: DTZ901 - naive on purpose
