"""What is said of cells that their column's declaration does not fit, and what would mend them.

`check --data` says it of every column; a score says it where the cells that cannot be read are all
that a key or a clock has, since then what is left is not the table.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from sqeval.problems import InputError, Problem
from sqeval.rules.columns import Column
from sqeval.rules.tables import Table as TableRules
from sqeval.tables.columns import Files
from sqeval.tables.moments import Place
from sqeval.tables.parse import LINE
from sqeval.tables.table import INVALID


def refuse_unread(text: pl.DataFrame, cells: pl.DataFrame, table: TableRules, files: Files) -> None:
    """Raise InputError where no cell of a key or clock column of a file can be read."""
    needed: Mapping[str, None] = dict.fromkeys(
        [*table.key, *([table.clock] if table.clock else [])]
    )
    problems = []
    for name in needed:
        if INVALID + name not in cells.columns or name not in text.columns:
            continue
        place = Place(files[0][0], name, text[LINE], files)
        for one, at, count in place.by_file():
            there, reasons = text[name].slice(at, count), cells[INVALID + name].slice(at, count)
            if reasons.count() and reasons.count() == there.count():
                problems.append(unread(there, table.columns[name], reasons, one))
    if problems:
        raise InputError(problems)


def unread(text: pl.Series, column: Column, reasons: pl.Series, place: Place) -> Problem:
    """Return the problem of cells that cannot be read, with the first line that holds one."""
    bad = reasons.is_not_null()
    counts = dict(reasons.drop_nulls().value_counts(sort=True, name="n").rows())
    told = ", ".join(f"{reason} {n}" for reason, n in sorted(counts.items()))
    message = (
        f"{place.column} in {place.file}: {bad.sum()} of {text.count()} cells cannot be read "
        f"({told}); the first stands in line {place.lines.filter(bad)[0]}"
    )
    key, hint = next((k, h) for k, h in _FIXES.items() if k in {*column.model_fields_set, *counts})
    if key in _OF_FIGURES and not text.filter(bad).str.contains(_FIGURE).any():
        hint = "these cells are no figures: mend them, or give another 'type'"
    where = column.at(key, key=True) if key in column.model_fields_set else column.at()
    return Problem("SQ554" if bad.sum() == text.count() else "SQ555", message, where, hint)


#: What mends unread cells, by the reason that they have or the key that does not fit them.
_FIXES = {
    "out-of-range": "'min' and 'max' bound the values",
    "dst-gap": "the local times do not exist; which zone are they in? set 'timezone'",
    "formats": "none of 'formats' reads them",
    "values": "add their spellings to 'values'",
    "unknown-word": "give their spellings as 'values'",
    "unparsable-integer": "say which mark 'thousands' are set off by, or give another 'type'",
    "unparsable-number": "say the 'decimal' mark and that of 'thousands', or give another 'type'",
    "unit": "'unit' is for plain numbers; clock texts need 'formats'",
    "unparsable-duration": "give numbers their 'unit': s, m, h or d; clock texts take 'formats'",
    "error-value": "the export has errors in place of values: mend the formulas",
    "not-a-number": "the export has values that are no numbers",
    "nested-value": "the export has lists, records or bytes in place of values",
    "merged-cell": "only the first of merged cells has a value: unmerge them, and fill the others",
    "lost-digits": "numbers of more than 15 digits are not kept: export them as texts",
    "type": "give 'formats', or another 'type'",
}


#: Of these the hint speaks of marks in figures, which is no help with words.
_OF_FIGURES = frozenset({"unparsable-integer", "unparsable-number"})
_FIGURE = r"^\P{L}*[0-9]\P{L}*$"
