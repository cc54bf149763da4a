"""Reading numbers: whole and decimal, with the separators a column declares and no others.

``nan``, ``inf`` and what is beyond the range of floats are no figures of a service desk; ``1,234``
is 1.234 in one country and 1234 in the next, so without a declaration it is neither.
"""

from __future__ import annotations

import functools
import operator

import polars as pl

from sqeval.rules.columns import IntegerColumn, NumberColumn
from sqeval.tables.cell import Cells, overlaid, reasons_where

#: Whole numbers; ``3.0`` is one, as spreadsheets write them.
_WHOLE = r"^[+-]?[0-9]+(?:\.0+)?$"
_DECIMAL = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"

#: Floats are exact whole numbers below this.
_EXACT = 2.0**53

#: Values with more decimals than this are added as floats.
_MOST_DECIMALS = 6


def read_integers(text: pl.Series, column: IntegerColumn) -> Cells:
    """Read whole numbers as Int64."""
    decimal = "," if column.thousands == "." else "."
    plain = _without_thousands(text, column.thousands, decimal)
    whole = plain.str.contains(_WHOLE)
    digits = plain.str.replace(r"\.0+$", "").str.strip_prefix("+")
    values = _where(whole, digits).cast(pl.Int64, strict=False)
    return _bounded(text, values, column, "unparsable-integer")


def read_numbers(text: pl.Series, column: NumberColumn) -> Cells:
    """Read decimal numbers as Float64, always finite."""
    plain = _without_thousands(text, column.thousands, column.decimal)
    if column.decimal == ",":
        plain = _where(~plain.str.contains(".", literal=True), plain)
        plain = plain.str.replace(",", ".", literal=True)
    plain = _where(plain.str.contains(_DECIMAL), plain)
    values = plain.cast(pl.Float64, strict=False)
    values = _where(values.is_finite(), values)
    cells = _bounded(text, values, column, "unparsable-number")
    return Cells(cells.values, cells.reasons, decimals=_decimals(plain, cells.values))


def _decimals(plain: pl.Series, values: pl.Series) -> int | None:
    """Return the most decimal places of the texts.

    None where they are not written out, are too many, or a value in units of the last place would
    be no exact whole number.
    """
    if plain.str.contains("[eE]").any():
        return None
    most = plain.str.extract(r"\.([0-9]*)$").str.len_chars().max()
    places = most if isinstance(most, int) else 0
    largest = values.abs().max()
    size = float(largest) if isinstance(largest, int | float) else 0.0
    return places if places <= _MOST_DECIMALS and size * 10**places < _EXACT else None


def _without_thousands(text: pl.Series, mark: str | None, decimal: str) -> pl.Series:
    """Take out declared thousands marks where they stand in threes; else the text stays."""
    if mark is None:
        return text
    point = "\\" + decimal
    grouped = rf"^[+-]?[0-9]{{1,3}}(?:[{mark}][0-9]{{3}})+(?:{point}[0-9]*)?$"
    plain = text.str.replace_all(mark, "", literal=True)
    return pl.select(pl.when(text.str.contains(grouped)).then(plain).otherwise(text)).to_series()


def _where(condition: pl.Series, values: pl.Series) -> pl.Series:
    """Return the values where the condition holds, null elsewhere."""
    frame = pl.DataFrame({"condition": condition, "values": values})
    return frame.select(pl.when("condition").then("values").alias("values")).to_series()


def _bounded(
    text: pl.Series, values: pl.Series, column: IntegerColumn | NumberColumn, reason: str
) -> Cells:
    """Judge the values, those outside the declared range too."""
    reasons = None
    if values.null_count() > text.null_count():
        reasons = reasons_where(text.is_not_null() & values.is_null(), reason)
    outside = [values < column.min] if column.min is not None else []
    outside += [values > column.max] if column.max is not None else []
    if any(bad.any() for bad in outside):
        beyond = functools.reduce(operator.or_, outside).fill_null(value=False)
        values = _where(~beyond, values)
        reasons = overlaid(reasons, reasons_where(beyond, "out-of-range"))
    return Cells(values, reasons)
