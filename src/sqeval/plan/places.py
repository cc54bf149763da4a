"""What tells a row of a table: its key as one text, its file, its line."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sqeval.tables.parse import LINE
from sqeval.tables.table import FILE, Table

#: What a case is told by, beside its line and its place among the files of its table.
ROW = ("key", "file", "line")


def place(table: Table, key: Sequence[str]) -> list[pl.Expr]:
    """Return what tells a row of a table, as the columns of `ROW`."""
    nothing = pl.lit(None, dtype=pl.String)
    paths = [file.source.path for file in table.files]
    file = pl.lit(paths[0]) if len(paths) == 1 else nothing
    if FILE in table.frame.columns:
        file = pl.lit(pl.Series(paths)).gather(pl.col(FILE))
    has_lines = LINE in table.frame.columns
    line = pl.col(LINE).cast(pl.Int64) if has_lines else pl.lit(None, dtype=pl.Int64)
    return [key_text(key).alias("key"), file.alias("file"), line.alias("line")]


def key_text(key: Sequence[str]) -> pl.Expr:
    """Return the key of a row, its parts joined as in a line of CSV; null where there is none."""
    parts = [pl.col(part).cast(pl.String) for part in key]
    if len(parts) > 1:
        parts = [_quoted(part) for part in parts]
    return pl.concat_str(parts, separator=",") if parts else pl.lit(None, dtype=pl.String)


def _quoted(text: pl.Expr) -> pl.Expr:
    """Return texts with quotes around those that could be taken for several parts."""
    doubled = pl.format('"{}"', text.str.replace_all('"', '""', literal=True))
    return pl.when(text.str.contains(r'[,"\r\n]')).then(doubled).otherwise(text)
