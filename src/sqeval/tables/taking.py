"""Which native cells a declared type takes, how it reads them, and why it takes no others.

A date in a column of dates is read as the date that it is, whatever formats are declared for texts;
a date in a column of numbers is no number. An id that a spreadsheet has rounded is another id.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import (
    Column,
    DateColumn,
    DatetimeColumn,
    DurationColumn,
    IntegerColumn,
    NumberColumn,
)
from sqeval.tables.cell import Cells, judged, overlaid
from sqeval.tables.lengths import LONGEST
from sqeval.tables.moments import Place, coalesced
from sqeval.tables.native import NO_VALUES

#: Reads the texts of a column by its declaration.
ReadTexts = Callable[[pl.Series, Column, str, Place], Cells]

#: The kinds of cells that a type reads by what they are; of others it reads the text.
_TAKES: dict[type[Column], list[str]] = {
    IntegerColumn: ["number"],
    NumberColumn: ["number", "long"],
    DateColumn: ["moment"],
    DatetimeColumn: ["moment"],
    DurationColumn: ["length"],
}

#: What a declaration says of texts only.
_PLAIN = {"formats": None, "decimal": ".", "thousands": None}

#: How a date begins of which a spreadsheet can take the day for the month.
_DAY_OR_MONTH = r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})\b"

_LENGTH = r"^(-)?([0-9]+):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?$"


def read_mixed(
    cells: tuple[pl.Series, pl.Series], column: Column, zone: str, place: Place, read: ReadTexts
) -> Cells:
    """Read cells given as texts and kinds: native ones by their kind, all others with ``read``.

    Raises what ``read`` raises, and InputError where a spreadsheet understood a column of dates in
    part.
    """
    text, kinds = cells
    takes = _TAKES.get(type(column), [])
    lost = ["long"] if "long" not in takes else []
    frame = pl.DataFrame({"text": text, "kind": kinds})
    kind = pl.col("kind")
    own = kind.is_in(takes).fill_null(value=False)
    none = kind.is_in([*NO_VALUES, *lost]).fill_null(value=False)
    why = kind.cast(pl.String).replace({"long": "lost-digits"})
    parts = frame.select(
        text=pl.when(~own & ~none).then("text"),
        own=pl.when(own).then("text"),
        why=pl.when(none & pl.col("text").is_not_null()).then(why),
    )
    if isinstance(column, DateColumn | DatetimeColumn) and column.formats is None:
        _refuse_half_read(parts, place)
    done = read(parts["text"], column, zone, place)
    if parts["own"].count():
        done = _both(done, _read_own(parts["own"], column, zone, place, read))
    if not parts["why"].count():
        return done
    reasons = overlaid(done.reasons, parts["why"])
    return Cells(done.values, reasons, done.notices, done.decimals, done.naive)


def _refuse_half_read(parts: pl.DataFrame, place: Place) -> None:
    """Refuse a file in whose column a spreadsheet took some days for months, and left the others.

    With a day first, ``05/02/2026`` becomes a date in May, and ``31/01/2026`` stays a text.
    """
    for one, at, count in place.by_file():
        cells = parts.slice(at, count)
        texts = cells["text"].str.contains(_DAY_OR_MONTH).fill_null(value=False)
        if not (texts.any() and cells["own"].count()):
            continue
        message = (
            f"column '{one.column}': {cells['own'].count()} cells are dates and {texts.sum()} are "
            "texts; a spreadsheet that took the day for the month leaves such a mix, and the dates "
            "are wrong"
        )
        hint = (
            "give the export as the desk wrote it; if the dates are right, declare 'formats' for "
            "the texts"
        )
        location = Location(one.file, int(one.lines.filter(texts)[0]))
        raise InputError(Problem("SQ524", message, location, hint))


def _read_own(text: pl.Series, column: Column, zone: str, place: Place, read: ReadTexts) -> Cells:
    if isinstance(column, DurationColumn):
        return judged(text, _lengths(text), "unparsable-duration")
    says = {name: value for name, value in _PLAIN.items() if name in type(column).model_fields}
    return read(text, column.model_copy(update=says), zone, place)


def _lengths(text: pl.Series) -> pl.Series:
    """Read ``[-]H:MM:SS[.ffffff]`` as microseconds."""
    sign, hours, minutes, seconds, fraction = (
        pl.col("text").str.extract(_LENGTH, group) for group in range(1, 6)
    )
    hours, minutes, seconds = (
        part.cast(pl.Int64, strict=False) for part in (hours, minutes, seconds)
    )
    micros = fraction.fill_null("").str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int64)
    total = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros
    fits = (hours < LONGEST // 3_600_000_000) & (total < LONGEST)
    signed = pl.when(sign.is_not_null()).then(-total).otherwise(total)
    read = pl.when(fits).then(signed).cast(pl.Duration("us"))
    return text.to_frame("text").select(read.alias("values")).to_series()


def _both(a: Cells, b: Cells) -> Cells:
    """Put the cells of two readings together that have no cell in common."""
    decimals = None if a.decimals is None or b.decimals is None else max(a.decimals, b.decimals)
    return Cells(
        coalesced(a.values, b.values),
        overlaid(a.reasons, b.reasons),
        (*a.notices, *b.notices),
        decimals,
        a.naive or b.naive,
    )
