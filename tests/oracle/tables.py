"""From the text of an export to used rows, and to the ledger of all others."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from zoneinfo import ZoneInfo

from tests.oracle.cells import read_cell
from tests.oracle.rows import Row, Spec, Table
from tests.oracle.times import UnreadableError


class Refused(Exception):  # noqa: N818 - the word of the definitions
    """The run ends with exit 3: different records of one key, and no rule which to keep."""


def read_table(name: str, spec: Spec, text: str, zone: ZoneInfo) -> Table:
    """Read one export: every record is blank, rejected, duplicate or used."""
    zone = ZoneInfo(spec["timezone"]) if "timezone" in spec else zone
    records = list(csv.reader(io.StringIO(text, newline="")))
    header = [title.strip() for title in records[0]]
    places = {column: place_of(column, spec, header) for column in spec["columns"]}
    table = Table(name, spec, [], dict.fromkeys(("blank", "rejected", "duplicate", "used"), 0), {})
    kept: list[tuple[list[str], Row]] = []
    for record in records[1:]:
        if all(cell.strip() == "" for cell in record):
            table.ledger["blank"] += 1
            continue
        texts = {column: record[place].strip() for column, place in places.items()}
        row = read_row(texts, table, zone)
        if any(row.cells[part] is None for part in key_of(spec)):
            table.ledger["rejected"] += 1
            continue
        kept.append(([cell.strip() for cell in record], row))
    table.rows = without_duplicates(kept, spec)
    table.ledger["duplicate"] = len(kept) - len(table.rows)
    table.ledger["used"] = len(table.rows)
    table.ledger["read"] = len(records) - 1
    return table


def place_of(column: str, spec: Spec, header: list[str]) -> int:
    """Where in a record the column stands: under its first name that is present."""
    names = (spec["columns"][column] or {}).get("from", column)
    for name in [names] if isinstance(names, str) else names:
        if name in header:
            return header.index(name)
    raise Refused(f"no column {column}")


def key_of(spec: Spec) -> list[str]:
    """Return the columns of the key, none where the table has no key."""
    key = spec.get("key", [])
    return [key] if isinstance(key, str) else list(key)


def read_row(texts: dict[str, str], table: Table, zone: ZoneInfo) -> Row:
    """Read every cell of a record; note the invalid ones in the row and in the table."""
    row = Row({})
    for column, text in texts.items():
        column_spec = table.spec["columns"][column] or {}
        try:
            value = read_cell(text, column_spec, table.spec.get("missing", [""]), zone)
        except UnreadableError as error:
            value = None
            row.invalid.add(column)
            reasons = table.invalid_cells.setdefault(column, {})
            reasons[str(error)] = reasons.get(str(error), 0) + 1
        row.cells[column] = value
    return row


def without_duplicates(kept: list[tuple[list[str], Row]], spec: Spec) -> list[Row]:
    """Keep the rows that the table's ``duplicates`` choose."""
    rule = spec.get("duplicates", "refuse")
    key = key_of(spec)
    if not key:
        return first_of_equal(kept) if rule == {"keep": "first"} else [row for _, row in kept]
    by_key: dict[tuple[object, ...], list[Row]] = {}
    for _, row in kept:
        by_key.setdefault(tuple(row.cells[part] for part in key), []).append(row)
    if rule == "refuse" or "by" not in rule:
        return [only(rows) for rows in by_key.values()]
    return [latest(rows, rule["by"]) for rows in by_key.values()]


def first_of_equal(kept: list[tuple[list[str], Row]]) -> list[Row]:
    """Keep the first of the records that are equal in every column of the file."""
    seen = []
    rows = []
    for record, row in kept:
        if record not in seen:
            seen.append(record)
            rows.append(row)
    return rows


def only(rows: list[Row]) -> Row:
    """Return the one record of a key; equal ones collapse, different ones are refused."""
    for row in rows[1:]:
        if row != rows[0]:
            raise Refused("different records of one key")
    return rows[0]


def latest(rows: list[Row], by: str) -> Row:
    """Return the row with the highest ``by``, the later one of equals; a null sorts lowest."""
    best = rows[0]
    for row in rows[1:]:
        old, new = best.cells[by], row.cells[by]
        if old is None or (new is not None and new >= old):  # type: ignore[operator]
            best = row
    return best


def join(table: Table, tables: dict[str, Table]) -> list[Row]:
    """Return the table's rows with the columns of the row they look up; own columns win."""
    rows = [Row(dict(row.cells), set(row.invalid)) for row in table.rows]
    for parent_name, column in table.spec.get("lookup", {}).items():
        parent = tables[parent_name]
        find = finder(parent)
        for row in rows:
            found = find(row.cells[column])
            for name in parent.spec["columns"]:
                if name in table.spec["columns"]:
                    continue
                row.cells[name] = found.cells[name] if found else None
                if found and name in found.invalid:
                    row.invalid.add(name)
    return rows


def finder(parent: Table) -> Callable[[object], Row | None]:
    """Return the search for a row of ``parent`` by its key."""
    (key,) = key_of(parent.spec)

    def find(wanted: object) -> Row | None:
        for row in parent.rows:
            if row.cells[key] == wanted and wanted is not None:
                return row
        return None

    return find


def visible(table: Table, tables: dict[str, Table]) -> set[str]:
    """Return the columns a row of the table sees: its own and those it looks up."""
    names = set(table.spec["columns"])
    for parent in table.spec.get("lookup", {}):
        names |= set(tables[parent].spec["columns"])
    return names
