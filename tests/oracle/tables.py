"""From the text of an export to used rows, and to the ledger of all others."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from tests.oracle.cells import read_cell
from tests.oracle.computing import compute_columns
from tests.oracle.rows import Row, Spec, Table
from tests.oracle.times import UnreadableError, has_time_of_day


class Refused(Exception):  # noqa: N818 - the word of the definitions
    """The run ends with ``exit``: 3 where the input is refused, 2 where the question is."""

    def __init__(self, message: str, code: int = 3) -> None:
        super().__init__(message)
        self.exit = code


def read_table(name: str, spec: Spec, text: str, rules_zone: ZoneInfo) -> Table:
    """Read one export: every record is blank, rejected, duplicate or used."""
    zone = ZoneInfo(spec["timezone"]) if "timezone" in spec else rules_zone
    records = list(csv.reader(io.StringIO(text, newline="")))
    table = Table(name, spec, [], dict.fromkeys(("blank", "rejected", "duplicate", "used"), 0))
    places = places_of(table, [title.strip() for title in records[0]])
    filled = [record for record in records[1:] if any(cell.strip() for cell in record)]
    timed = timed_columns(filled, places, spec)
    kept: list[tuple[list[str], Row]] = []
    for number, record in enumerate(filled):
        texts = {column: record[place].strip() for column, place in places.items()}
        row = read_row(texts, table, zone, timed)
        row.number = number
        if any(row.cells[part] is None for part in key_of(spec)):
            table.ledger["rejected"] += 1
            continue
        compute_columns(row, table, rules_zone)
        kept.append(([cell.strip() for cell in record], row))
    refuse_misfits([row for _, row in kept], spec)
    table.rows = without_duplicates(kept, spec)
    table.ledger["blank"] = len(records) - 1 - len(filled)
    table.ledger["duplicate"] = len(kept) - len(table.rows)
    table.ledger["used"] = len(table.rows)
    table.ledger["read"] = len(records) - 1
    return table


def refuse_misfits(rows: list[Row], spec: Spec) -> None:
    """Refuse an export of whose clock no cell that is there can be read."""
    clock = str(spec.get("clock"))
    is_there = any(clock in row.invalid for row in rows)
    if is_there and all(row.cells[clock] is None for row in rows):
        raise Refused(f"no readable cell of {clock}")


def places_of(table: Table, header: list[str]) -> dict[str, int]:
    """Return where in a record each column stands, and note those that the export lacks."""
    places = {}
    for column, spec in table.spec["columns"].items():
        if "value" in spec:
            continue
        names = spec.get("from", column)
        present = [n for n in ([names] if isinstance(names, str) else names) if n in header]
        if present:
            places[column] = header.index(present[0])
        elif spec.get("required", True):
            raise Refused(f"no column {column}")
        else:
            table.absent.add(column)
    return places


def timed_columns(records: list[list[str]], places: dict[str, int], spec: Spec) -> set[str]:
    """Return the columns of which at least one value has a time of day."""
    return {
        column
        for column, place in places.items()
        if any(has_time_of_day(record[place].strip()) for record in records)
        and spec["columns"][column].get("type") == "datetime"
    }


def key_of(spec: Spec) -> list[str]:
    """Return the columns of the key, none where the table has no key."""
    key = spec.get("key", [])
    return [key] if isinstance(key, str) else list(key)


def read_row(texts: dict[str, str], table: Table, zone: ZoneInfo, timed: set[str]) -> Row:
    """Read every cell of a record; note the invalid ones."""
    row = Row(dict.fromkeys(table.absent), texts=texts)
    for column, text in texts.items():
        missing = table.spec.get("missing", [""])
        try:
            spec = table.spec["columns"][column]
            row.cells[column] = read_cell(text, spec, missing, zone, timed=column in timed)
        except UnreadableError as error:
            row.cells[column] = None
            row.invalid[column] = str(error)
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
        if row.texts != rows[0].texts:
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
    rows = [replace(row, cells=dict(row.cells), invalid=dict(row.invalid)) for row in table.rows]
    for parent_name, column in table.spec.get("lookup", {}).items():
        if parent_name not in tables:
            continue
        parent = tables[parent_name]
        find = finder(parent)
        for row in rows:
            found = find(row.cells[column])
            for name in parent.spec["columns"]:
                if name in table.spec["columns"]:
                    continue
                row.cells[name] = found.cells[name] if found else None
                if found and name in found.invalid:
                    row.invalid[name] = found.invalid[name]
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


def owner(table: Table, column: str, specs: dict[str, Spec]) -> str:
    """Return the name of the table whose column a row of ``table`` sees under this name."""
    for name in (table.name, *table.spec.get("lookup", {})):
        if column in specs[name]["columns"]:
            return str(name)
    raise ValueError(f"{table.name} has no column {column}")
