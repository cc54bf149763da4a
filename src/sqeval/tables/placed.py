"""Time columns whose header names their zone: ``Conversation started at (America/New_York)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqeval.calendars.zones import zone_problem
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import Column, DatetimeColumn
from sqeval.rules.headers import normal
from sqeval.rules.tables import Table

_ZONED = re.compile(r"(.+?)\s*\(([A-Za-z]+(?:/[\w+-]+)*)\)\s*")


#: Files with their headers.
Headers = Sequence[tuple[str, Sequence[str]]]


def placed(table: Table, headers: Headers) -> Table:
    """Return a table that finds its times under headers with a zone, and reads them in it.

    Raises InputError where the headers name several zones.
    """
    columns: dict[str, Column] = dict(table.columns)
    zone: str | None = None
    for file, header in headers:
        for name, column in table.columns.items():
            if not isinstance(column, DatetimeColumn) or column.value is not None:
                continue
            found = _zoned(name, column, header)
            if found is None:
                continue
            if zone not in (None, found[1]):
                raise InputError(_several(file, str(zone), found[1]))
            zone = found[1]
            columns[name] = _under(name, columns[name], found[0])
    if zone is None:
        return table
    return table.model_copy(update={"columns": columns, "timezone": zone})


def _zoned(name: str, column: Column, header: Sequence[str]) -> tuple[str, str] | None:
    """Return the first header that is one of the column's with a zone behind it, and the zone."""
    parts = [(cell.strip(), _ZONED.fullmatch(cell)) for cell in header]
    zoned = {
        normal(match[1]): (cell, match[2])
        for cell, match in parts
        if match is not None and zone_problem(match[2]) is None
    }
    single = (option[0] for option in column.headers(name) if len(option) == 1)
    return next((zoned[normal(one)] for one in single if normal(one) in zoned), None)


def _under(name: str, column: Column, header: str) -> Column:
    """Return a column that is looked for under ``header`` first."""
    others = [list(option) for option in column.headers(name) if list(option) != [header]]
    return column.model_copy(update={"from_": [[header], *others]})


def _several(file: str, one: str, other: str) -> Problem:
    message = f"the header names the zone {other}, another one {one}"
    return Problem("SQ515", message, Location(file), "export all files of a table in one zone")
