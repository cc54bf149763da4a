"""One row per key: exact duplicates collapse, others are refused or resolved as declared.

Duplicates are resolved before anyone looks at a period or at ``as_of``, so that a report does not
change because an older state of a ticket falls into it.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.tables import Table as TableRules
from sqeval.tables.native import KIND
from sqeval.tables.parse import LINE, ROW

#: The position of a record over all files of its table.
ORDER = "#order"


def without_key(frame: pl.DataFrame, key: Sequence[str]) -> pl.Series:
    """Return, per row, whether a part of its key is missing or invalid."""
    if not key:
        return pl.Series([False]).new_from_index(0, frame.height)
    return frame.select(pl.any_horizontal(pl.col(part).is_null() for part in key)).to_series()


def unrepeated(frame: pl.DataFrame, text: pl.DataFrame, rules: TableRules) -> pl.DataFrame:
    """Return the rows without those that are identical to another one.

    ``text`` holds the cells as texts: with a key, records are identical when all declared columns
    are; without one, under ``keep: first``, when all cells of the file are. Under ``keep: last``
    the last of them stays, since it may be the later record of a tie.
    """
    if rules.key and not _distinct(frame, rules.key):
        repeated = _repeated(frame, rules.key)
        cells = text.filter(repeated).select(
            ORDER, pl.struct(pl.exclude(LINE, ORDER, ROW, f"^{KIND}.*$"))
        )
        equal = cells.to_series(1)
        stays = equal.is_last_distinct() if rules.keep == "last" else equal.is_first_distinct()
        again = cells.filter(~stays).get_column(ORDER)
        return frame.filter(~pl.col(ORDER).is_in(again.implode()))
    if not rules.key and rules.keep == "first":
        return frame.filter(text.get_column(ROW).is_first_distinct())
    return frame


def _key(key: Sequence[str]) -> pl.Expr:
    return pl.col(key[0]) if len(key) == 1 else pl.struct(key)


def _distinct(frame: pl.DataFrame, key: Sequence[str]) -> bool:
    """Tell whether no key repeats: cheaper than asking which one does."""
    return bool(frame.select(_key(key).n_unique() == pl.len()).item())


def _repeated(frame: pl.DataFrame, key: Sequence[str]) -> pl.Series:
    return frame.select(_key(key).is_duplicated()).to_series()


def resolved(frame: pl.DataFrame, rules: TableRules, file: str) -> pl.DataFrame:
    """Return one row per key, in file order.

    Raises InputError under ``refuse`` where one key has different contents.
    """
    if not rules.key or rules.keep == "all" or _distinct(frame, rules.key):
        return frame
    if rules.keep == "refuse":
        raise InputError(_conflict(frame.filter(_repeated(frame, rules.key)), rules, file))
    if rules.keep == "first":
        return frame.unique(subset=rules.key, keep="first", maintain_order=True)
    # a column that the export lacks is null in every record, and ties go to the later record
    order = [name for name in (str(rules.keep_by), ORDER) if name in frame.columns]
    ranked = frame.sort(order, nulls_last=False, maintain_order=True)
    return ranked.unique(subset=rules.key, keep="last", maintain_order=True).sort(ORDER)


def _conflict(frame: pl.DataFrame, rules: TableRules, file: str) -> Problem:
    """Name the first key that has different contents by its lines; ids stay out of messages."""
    key = pl.struct(rules.key)
    lines = frame.filter(key == key.first()).get_column(LINE).head(2).to_list()
    keys = frame.select(key.n_unique()).item()
    message = (
        f"{keys} keys ({', '.join(rules.key)}) stand in several records with different contents, "
        f"the first in lines {lines[0]} and {lines[1]}"
    )
    hint = "say which one counts, for example duplicates: {keep: last, by: updated_at}"
    return Problem("SQ530", message, Location(file, lines[0]), hint)
