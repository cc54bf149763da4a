"""Cells that are no texts: the numbers, times and truth values of workbooks and Parquet files.

Each becomes the text that means exactly the same, so that everything after reading (missing
values, duplicates, rejects) is one way for all exports; and beside it its kind, so that a declared
format or decimal mark, made for texts, is never tried on a value that has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sqeval.tables.parse import LINE, ROW, fingerprint_of

#: Prefix of the column that tells the kinds of a column's cells; null for a text.
KIND = "#kind:"

#: Whole numbers of floats are written out below this; spreadsheets keep 15 digits, so above it the
#: last ones are lost.
EXACT = 10**15

#: ``long`` is a whole number that is not kept to its last digit, ``moment`` a date or time,
#: ``length`` a duration or time of day; the others are no values at all, and become reasons.
KINDS = pl.Enum(
    [
        "number",
        "long",
        "moment",
        "length",
        "error-value",
        "not-a-number",
        "nested-value",
        "merged-cell",
    ]
)


@dataclass(frozen=True)
class Column:
    """The cells of one column of a file: their texts, and their kinds (None: all are texts)."""

    text: pl.Series
    kinds: pl.Series | None = None


def cells_frame(
    columns: Mapping[int, Column],
    found: Mapping[str, tuple[int, ...]],
    lines: pl.Series,
    header: Sequence[str] | None,
) -> pl.DataFrame:
    """Return the frame of `Records` from the columns of a file by position.

    Columns found at several positions are joined with a space. With the ``header`` the frame has
    the column ``ROW``; then all positions are needed.
    """
    made = {name: _joined([columns[i] for i in at]) for name, at in found.items()}
    series = [column.text.alias(name) for name, column in made.items()]
    series += [c.kinds.alias(KIND + n) for n, c in made.items() if c.kinds is not None]
    series.append(lines.alias(LINE))
    frame = pl.DataFrame(series)
    if header is None:
        return frame
    every = pl.DataFrame([c.text.alias(f"column_{i + 1}") for i, c in sorted(columns.items())])
    row = every.with_columns(pl.all().fill_null("")).select(fingerprint_of(header))
    return frame.with_columns(row[ROW])


def _joined(parts: Sequence[Column]) -> Column:
    """Join cells with a space; a date and a time of day are one moment, else it is a text."""
    if len(parts) == 1:
        return parts[0]
    frame = pl.DataFrame([part.text.alias(str(i)) for i, part in enumerate(parts)])
    text = frame.select(
        pl.when(~pl.all_horizontal(pl.all().is_null())).then(
            pl.concat_str(pl.all().fill_null(""), separator=" ")
        )
    ).to_series()
    if all(part.kinds is None for part in parts):
        return Column(text)
    nothing = pl.Series([None], dtype=KINDS).new_from_index(0, len(text))
    kinds = pl.DataFrame(
        [
            (nothing if part.kinds is None else part.kinds).alias(str(i))
            for i, part in enumerate(parts)
        ]
    )
    first, rest = pl.col("0"), pl.exclude("0")
    broken = [pl.when(pl.col(name).is_in(NO_VALUES)).then(name) for name in kinds.columns]
    whole = (first == "moment") & pl.all_horizontal((rest == "length").fill_null(value=False))
    joined = pl.coalesce(*broken, pl.when(whole).then(pl.lit("moment", dtype=KINDS)))
    return Column(text, kinds.select(joined.alias("kinds")).to_series())


#: The kinds that are no values, whatever a column is declared as.
NO_VALUES = ["error-value", "not-a-number", "nested-value", "merged-cell"]


def column_of(values: pl.Series) -> Column:
    """Return a typed column as texts and kinds. Nulls stay nulls."""
    kind = values.dtype
    for fits, render in _RENDERINGS:
        if fits(kind):
            return render(values)
    return _marked(values.is_not_null(), pl.lit("(nested)"), "nested-value")


def _text(values: pl.Series) -> Column:
    return Column(values.cast(pl.String))


def _bytes(values: pl.Series) -> Column:
    """Old writers have texts as bytes; bytes that are no text have no reading."""
    try:
        return Column(values.cast(pl.String))
    except pl.exceptions.ComputeError:
        text = pl.Series([_decoded(one) for one in values], dtype=pl.String)
    broken = values.is_not_null() & text.is_null()
    frame = pl.DataFrame({"text": text, "broken": broken}).select(
        text=pl.when("broken").then(pl.lit("(bytes)")).otherwise("text"),
        kinds=pl.when("broken").then(pl.lit("nested-value", dtype=KINDS)),
    )
    return Column(frame["text"], frame["kinds"])


def _decoded(value: bytes | None) -> str | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return None


def _exact(values: pl.Series) -> Column:
    return _marked(values.is_not_null(), values.cast(pl.String), "number")


def _floats(values: pl.Series) -> Column:
    """Write whole numbers as such, others with the fewest digits that mean the same value."""
    value = pl.col("value")
    finite, whole = value.is_finite(), value == value.round()
    small = whole & (value.abs() < EXACT)
    frame = values.to_frame("value").select(
        text=pl.when(small)
        .then(value.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(value.cast(pl.String)),
        kinds=pl.when(~finite)
        .then(pl.lit("not-a-number"))
        .when(finite & whole & ~small)
        .then(pl.lit("long"))
        .when(finite)
        .then(pl.lit("number"))
        .cast(KINDS),
    )
    return Column(frame["text"], frame["kinds"])


def _datetimes(values: pl.Series) -> Column:
    aware = getattr(values.dtype, "time_zone", None) is not None
    pattern = "%Y-%m-%d %H:%M:%S%.f" + ("%:z" if aware else "")
    return _marked(values.is_not_null(), values.dt.to_string(pattern), "moment")


def _dates(values: pl.Series) -> Column:
    return _marked(values.is_not_null(), values.dt.to_string("%Y-%m-%d"), "moment")


def _times(values: pl.Series) -> Column:
    return _marked(values.is_not_null(), values.dt.to_string("%H:%M:%S%.f"), "length")


def _durations(values: pl.Series) -> Column:
    """Write durations as ``H:MM:SS``, with a fraction to the microsecond where there is one."""
    micros = values.cast(pl.Duration("us")).dt.total_microseconds().to_frame("us")
    size = pl.col("us").abs()
    parts = {"h": size // 3_600_000_000, "m": size // 60_000_000 % 60, "s": size // 1_000_000 % 60}
    two = {name: part.cast(pl.String).str.zfill(2) for name, part in parts.items()}
    rest = size % 1_000_000
    fraction = pl.when(rest > 0).then(pl.format(".{}", rest.cast(pl.String).str.zfill(6)))
    sign = pl.when(pl.col("us") < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = pl.format(
        "{}{}:{}:{}{}",
        sign,
        parts["h"].cast(pl.String),
        two["m"],
        two["s"],
        fraction.otherwise(pl.lit("")),
    )
    return _marked(values.is_not_null(), micros.select(whole.alias("t"))["t"], "length")


def _marked(there: pl.Series, text: pl.Series | pl.Expr, kind: str) -> Column:
    frame = pl.DataFrame({"there": there}).select(
        text=pl.when("there").then(text), kinds=pl.when("there").then(pl.lit(kind, dtype=KINDS))
    )
    return Column(frame["text"], frame["kinds"])


#: Types whose texts are what they say.
_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Null)

_RENDERINGS: tuple[tuple[Callable[[pl.DataType], bool], Callable[[pl.Series], Column]], ...] = (
    (lambda kind: any(kind == text for text in _TEXTS), _text),
    (lambda kind: kind.is_integer() or kind.is_decimal(), _exact),
    (lambda kind: kind.is_float(), _floats),
    (lambda kind: kind == pl.Datetime, _datetimes),
    (lambda kind: kind == pl.Date, _dates),
    (lambda kind: kind == pl.Time, _times),
    (lambda kind: kind == pl.Duration, _durations),
    (lambda kind: kind == pl.Binary, _bytes),
)
