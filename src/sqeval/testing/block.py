"""The rows of a table in a test: cells aligned by eye, separated by ``|``, below a header.

They become the bytes of an export, so that the strict reader reads them like any other: a test
must not have a reader of its own. A declared column that a block leaves out is an empty one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from sqeval.nodes import Scalar
from sqeval.problems import Location, Problem, hint_of
from sqeval.rules.columns import Column
from sqeval.rules.found import Found
from sqeval.rules.headers import normal
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.tables import Table

#: A bar between two cells; ``\|`` is a bar in a cell.
_BAR = re.compile(r"(?<!\\)\|")

#: A cell: its text, and where it stands in the block.
Cell = tuple[str, int, int]


@dataclass(frozen=True)
class Block:
    """Rows under the columns that they name; ``places`` are those of the header and of each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[Location, ...]

    def place(self, line: int) -> Location:
        """Return where a 1-based line of the export made of this stands in the test file."""
        return self.places[min(max(line, 1), len(self.places)) - 1]


def read_block(name: str, node: Scalar, table: Table, found: Found) -> Block | None:
    """Read a table's block; what is wrong with it is ``found``, and None returned."""
    before = found.errors
    lines = list(_lines(node))
    if not lines:
        message = f"the block of '{name}' has no header"
        hint = "name its columns in the first line; a header alone is a table without rows"
        found.add(Problem("SQ801", message, node.location(), hint))
        return None
    header, *rows = lines
    columns = [_column(name, cell, table, node, found) for cell in header]
    _check_repeats(header, columns, node, found)
    for row in rows:
        _check_width(row, header, node, found)
    if found.errors > before:
        return None
    places = tuple(node.location(line[0][1], line[-1][2]) for line in lines)
    texts = tuple(tuple(cell[0] for cell in row) for row in rows)
    return Block(tuple(str(column) for column in columns), texts, places)


def _lines(node: Scalar) -> Iterator[list[Cell]]:
    """Yield the cells of each line that is not blank."""
    start = 0
    for line in node.split("\n"):
        if line.strip():
            yield list(_cells(line, start))
        start += len(line) + 1


def _cells(line: str, offset: int) -> Iterator[Cell]:
    bounds = [-1, *(bar.start() for bar in _BAR.finditer(line)), len(line)]
    for before, end in pairwise(bounds):
        raw = line[before + 1 : end]
        text = raw.strip()
        start = offset + before + 1 + (len(raw) - len(raw.lstrip()) if text else 0)
        yield text.replace("\\|", "|"), start, start + max(1, len(text))


def _column(name: str, cell: Cell, table: Table, node: Scalar, found: Found) -> str | None:
    """Return the column that a header names: by its id, else by a header that it is read from."""
    text, start, end = cell
    named = table.columns.get(text)
    if named is not None and named.value is not None:
        message = f"'{text}' is computed; a test gives what it is made of"
        found.add(Problem("SQ801", message, node.location(start, end)))
        return None
    if named is not None:
        return text
    column = next((c for c, m in table.columns.items() if _reads(c, m, text)), None)
    if column is None:
        what = f"'{text}' is no column of {name}" if text else "a column of the header has no name"
        known = [c for c, m in table.columns.items() if m.value is None]
        bars = "a line begins and ends with a cell, not with |"
        hint = hint_of(text, known, "columns") if text else bars
        found.add(Problem("SQ203" if text else "SQ801", what, node.location(start, end), hint))
    return column


def _reads(name: str, column: Column, header: str) -> bool:
    plain = normal(header)
    alternatives = column.headers(name) if column.value is None else ()
    return any(len(parts) == 1 and normal(parts[0]) == plain for parts in alternatives)


def _check_repeats(
    header: list[Cell], columns: list[str | None], node: Scalar, found: Found
) -> None:
    for i, (_, start, end) in enumerate(header):
        if columns[i] is not None and columns[i] in columns[:i]:
            message = f"the column '{columns[i]}' stands twice"
            found.add(Problem("SQ801", message, node.location(start, end)))


def _check_width(row: list[Cell], header: list[Cell], node: Scalar, found: Found) -> None:
    """Refuse a row of another width: a bar forgotten would move all cells after it."""
    if len(row) == len(header):
        return
    more = len(row) > len(header)
    cell = row[len(header)] if more else row[-1]
    message = f"{len(row)} cells under a header of {len(header)}"
    hint = "write a bar in a cell as \\|" if more else "an empty cell has its bars too"
    found.add(Problem("SQ801", message, node.location(cell[1], cell[2]), hint))


def plain_headers(rules: RuleSet) -> RuleSet:
    """Return rules that find each column under one plain header, as `export_of` writes it."""
    tables = {
        name: table.model_copy(
            update={
                "columns": {
                    c: m if m.value is not None else m.model_copy(update={"from_": [[_header(i)]]})
                    for i, (c, m) in enumerate(table.columns.items())
                }
            }
        )
        for name, table in rules.tables.items()
    }
    return replace(rules, tables=tables)


def export_of(block: Block, columns: Mapping[str, Column]) -> bytes:
    """Return a block as the bytes of an export with all of the table's ``columns``."""
    at = {column: i for i, column in enumerate(block.columns)}
    read = [(i, column) for i, (column, m) in enumerate(columns.items()) if m.value is None]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_header(i) for i, _ in read])
    for row in block.rows:
        writer.writerow([row[at[column]] if column in at else "" for _, column in read])
    return buffer.getvalue().encode()


def _header(i: int) -> str:
    return f"column {i + 1}"
