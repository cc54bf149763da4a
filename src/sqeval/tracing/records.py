"""The keys of a table's records as its exports have them, read once more.

A run keeps the rows that it uses, and of their keys what was read; who asks for a case says what
the export says, and may ask for a record that gave way to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sqeval.plan.request import Run
from sqeval.problems import InputError
from sqeval.rules.columns import Column
from sqeval.tables.cell import Cells
from sqeval.tables.columns import kinds_of, read_column, trimmed, typed
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted
from sqeval.tables.moments import Place
from sqeval.tables.parse import LINE
from sqeval.tables.recognise import fitted
from sqeval.tables.source import Source

#: The column that names the file of a record.
PATH = "#path"


@dataclass(frozen=True)
class KeyColumns:
    """How key columns are read: ``names`` are those of the export's table, in order of the key."""

    names: Sequence[str]
    columns: Mapping[str, Column]
    missing: list[str]
    zone: str
    sources: Sequence[Source]
    encoding: str | None

    def value(self, name: str, text: str) -> pl.Series:
        """Return what a text is read as in a column, as the one value of a series, or null."""
        one = pl.Series(name, [text], dtype=pl.String)
        try:
            return self._read(name, one).values
        except InputError:
            # a day or a month? the other cells of the file tell
            return self._beside_others(name, one)

    def records(self) -> pl.DataFrame:
        """Return every record with its key as read, and its ``PATH`` and ``LINE``."""
        texts = self._texts()
        files = tuple((s.path, f.height) for s, f in zip(self.sources, texts, strict=True))
        stacked = pl.concat(texts, how="diagonal").rechunk()
        return typed(stacked, self.columns, self.zone, files).frame

    def _texts(self) -> list[pl.DataFrame]:
        wanted = [Wanted(c, model.headers(c), model.required) for c, model in self.columns.items()]
        read = (read_export(one, wanted, encoding=self.encoding) for one in self.sources)
        return [
            trimmed(one.frame, self.missing).with_columns(pl.lit(one.source.path).alias(PATH))
            for one in read
        ]

    def _beside_others(self, name: str, one: pl.Series) -> pl.Series:
        for frame in self._texts():
            kinds, cells = kinds_of(frame, name), frame[name]
            plain = cells if kinds is None else cells.filter(kinds.is_null())
            try:
                values = self._read(name, pl.concat([plain, one])).values
            except InputError:
                continue
            if values[-1] is not None:
                return values.tail(1)
        return pl.Series([None], dtype=pl.String)

    def _read(self, name: str, cells: pl.Series) -> Cells:
        lines = pl.Series(LINE, range(len(cells)), dtype=pl.Int64)
        return read_column(cells, self.columns[name], self.zone, Place("", name, lines))


def key_columns(run: Run, table: str, encoding: str | None) -> KeyColumns | None:
    """Return how the key of a table is read; None where a part of it is computed.

    Of a derived table that is how its source reads what it is derived by.
    """
    tables = run.rules.tables
    names: Sequence[str] = tables[table].key
    while (derive := tables[table].derive) is not None:
        table, names = derive.from_, [derive.per]
    loaded = run.tables[table]
    sources = [file.source for file in loaded.files]
    rules = fitted(table, run.rules, sources, encoding, run.tables.zone).table
    columns = {name: rules.columns[name] for name in names if name in rules.columns}
    if len(columns) < len(names) or any(one.value is not None for one in columns.values()):
        return None
    zone = rules.timezone or run.tables.zone
    return KeyColumns(names, columns, rules.missing, zone, sources, encoding or rules.encoding)
