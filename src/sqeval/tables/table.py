"""The accounted table: typed rows, and a ledger in which every record has its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from sqeval.compile.instants import day_start
from sqeval.problems import Problem
from sqeval.tables.records import HARMLESS, Reject
from sqeval.tables.source import Source

#: Prefix of the text column that says why cells of a column are invalid; it is null where they are
#: not, and absent where none is.
INVALID = "#invalid:"

#: The column that says which of several files a row is from: its place among `Table.files`.
FILE = "#file"


@dataclass(frozen=True)
class FileRead:
    """One file as it was read: its records below the header, its encoding and delimiter."""

    source: Source
    rows: int
    encoding: str
    delimiter: str


@dataclass(frozen=True)
class Ledger:
    """Where each record ended; made only by `balanced`, which refuses a sum that does not tie."""

    read: int
    blank: int
    duplicate: int
    used: int
    rejects: tuple[Reject, ...]

    @property
    def rejected(self) -> dict[str, int]:
        """Rejected records by code, sorted."""
        return dict(sorted(Counter(reject.code for reject in self.rejects).items()))

    @property
    def damaged(self) -> int:
        """Rejected records that are a loss: not preamble, footer or a repeated header."""
        return sum(reject.code not in HARMLESS for reject in self.rejects)


def balanced(
    read: int, blank: int, duplicate: int, used: int, rejects: tuple[Reject, ...]
) -> Ledger:
    """Return the ledger; an AssertionError is a bug of ours, not of the export."""
    if read != blank + len(rejects) + duplicate + used:
        raise AssertionError(
            f"{read} records read, but {blank} blank + {len(rejects)} rejected + "
            f"{duplicate} duplicate + {used} used"
        )
    return Ledger(read, blank, duplicate, used, rejects)


@dataclass(frozen=True)
class Table:
    """A table of a run.

    ``frame`` holds the used rows: a typed column per declared column that is there, a text
    ``#invalid:NAME`` with the reason per column with invalid cells, ``#line``, and ``#file`` where
    there are several files. ``absent`` maps
    each declared column that is not there to the one that the export lacks (itself, or one that it
    is computed from). ``decimals`` tells the decimal places of number columns
    that are written out, whose sums can be exact; ``naive`` the time columns without offsets.
    """

    name: str
    frame: pl.DataFrame
    files: tuple[FileRead, ...]
    ledger: Ledger
    absent: Mapping[str, str]
    decimals: Mapping[str, int]
    naive: frozenset[str] = frozenset()
    notices: tuple[Problem, ...] = ()

    @property
    def invalid_cells(self) -> dict[str, dict[str, int]]:
        """Invalid cells of used rows by column and reason, both sorted."""
        marks = sorted(c for c in self.frame.columns if c.startswith(INVALID))
        return {
            mark.removeprefix(INVALID): dict(sorted(counts.items()))
            for mark in marks
            if (counts := Counter(self.frame[mark].drop_nulls()))
        }


@dataclass(frozen=True)
class Tables:
    """What can be read in a run, by name, and what was noticed on the way."""

    tables: Mapping[str, Table]
    zone: str
    notices: tuple[Problem, ...] = field(default=())

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.tables


def instant(table: Table, column: str, zone: str) -> pl.Expr:
    """Return a time column as instants; a date is the first instant of its local day."""
    moment = pl.col(column)
    if table.frame.schema[column] != pl.Date:
        return moment
    return day_start(moment.cast(pl.Datetime("us")), zone)
