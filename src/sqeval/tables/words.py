"""Reading words: booleans, categories and scales by their declared spellings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import polars as pl

from sqeval.problems import Location, Problem
from sqeval.rules.columns import BooleanColumn, CategoryColumn, ScaleColumn
from sqeval.tables.cell import Cells, judged
from sqeval.tables.moments import Place


def read_booleans(text: pl.Series, column: BooleanColumn) -> Cells:
    """Read true and false (in any case) and the declared spellings."""
    words: dict[str, bool] = {}
    for value in (True, False):
        name = "true" if value else "false"
        spellings = [s for key, own in column.values.items() if key == name for s in own]
        for spelling in (*_any_case(name), *spellings):
            words[spelling] = value
    values = _looked_up(text, words, pl.Boolean())
    return judged(text, values, "unknown-word")


def _any_case(word: str) -> list[str]:
    """Return the word in every mix of letter cases."""
    return ["".join(letters) for letters in product(*zip(word, word.upper(), strict=True))]


def read_scales(text: pl.Series, column: ScaleColumn) -> Cells:
    """Read words that stand for numbers; the number itself is one of its spellings."""
    whole = all(float(key).is_integer() for key in column.values)
    words: dict[str, float] = {}
    for key, spellings in column.values.items():
        for spelling in (key, *spellings):
            words[spelling] = int(float(key)) if whole else float(key)
    values = _looked_up(text, words, pl.Int64() if whole else pl.Float64())
    return judged(text, values, "unknown-word")


def read_categories(text: pl.Series, column: CategoryColumn, place: Place) -> Cells:
    """Read categories; a value outside the declared ones becomes ``(other: VALUE)``."""
    words = {spelling: key for key, all_ in column.values.items() for spelling in (key, *all_)}
    known = _looked_up(text, words, pl.String())
    count = known.null_count() - text.null_count()
    if not count:
        return Cells(known)
    other = text.is_not_null() & known.is_null()
    frame = pl.DataFrame({"text": text, "known": known})
    label = pl.format("(other: {})", "text")
    values = frame.select(pl.coalesce("known", label).alias("values")).to_series()
    distinct = text.filter(other).n_unique()
    message = (
        f"column '{place.column}': {count} cells hold {distinct} values outside the declared ones; "
        "each is a group '(other: ...)' of its own"
    )
    notice = Problem("SQ520", message, Location(place.file))
    return Cells(values, notices=(notice,))


def _looked_up(text: pl.Series, words: Mapping[str, object], kind: pl.DataType) -> pl.Series:
    old = pl.Series(list(words), dtype=pl.String)
    new = pl.Series(list(words.values()), dtype=kind)
    return text.replace_strict(old, new, default=None, return_dtype=kind)
