"""What a table or column says by itself must be readable: encoding, formats, spellings."""

from __future__ import annotations

from sqeval.problems import Location
from sqeval.rules.checking import Checking
from sqeval.rules.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    DateColumn,
    DatetimeColumn,
    ScaleColumn,
)
from sqeval.rules.formats import format_problem
from sqeval.rules.reading import encoding_problem
from sqeval.rules.tables import Table


def check_settings(checking: Checking, table: Table) -> None:
    """Check a table's encoding."""
    if table.encoding is not None and (wrong := encoding_problem(table.encoding)):
        checking.report("SQ215", wrong[0], table.at("encoding"), wrong[1])


def reserved(name: str) -> bool:
    """Tell whether a name is a mark beside the columns, or reads as a pattern of names."""
    return name.startswith("#") or name == "*" or (name.startswith("^") and name.endswith("$"))


def check_name(checking: Checking, name: str, place: Location) -> None:
    """Report a name that is reserved: for marks beside the columns, or for patterns of names."""
    if reserved(name):
        message = f"'{name}' cannot be a name"
        checking.report("SQ217", message, place, "names do not start with # and are no pattern")


def check_column(checking: Checking, column: Column) -> None:
    """Check a column's formats and spellings."""
    if isinstance(column, DateColumn | DatetimeColumn):
        for i, pattern in enumerate(column.formats or ()):
            wrong = format_problem(pattern, column.type)
            if wrong is not None:
                checking.report("SQ216", wrong[0], column.at("formats", i), wrong[1])
    elif isinstance(column, BooleanColumn | CategoryColumn | ScaleColumn):
        _check_spellings(checking, column)


def _check_spellings(
    checking: Checking, column: BooleanColumn | CategoryColumn | ScaleColumn
) -> None:
    """Report a spelling that stands for two values of a column."""
    own = ("true", "false") if isinstance(column, BooleanColumn) else column.values
    owner = {str(value): str(value) for value in own}
    for value, spellings in column.values.items():
        for i, spelling in enumerate(spellings):
            if owner.setdefault(spelling, str(value)) == str(value):
                continue
            path = ("values", str(value))
            place = column.at(*path) if column.scalar(*path) is not None else column.at(*path, i)
            message = f"'{spelling}' stands for both '{owner[spelling]}' and '{value}'"
            checking.report("SQ303", message, place)
