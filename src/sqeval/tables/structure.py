"""Judge every physical line by itself, in vectorised passes over the raw lines.

Nearly all lines of an export are records of their own. They are told from the rest here at the
speed of a scan; only the rest, the lines set aside, is looked at one by one.
"""

from __future__ import annotations

from enum import IntEnum

import polars as pl

from sqeval.tables.fields import (
    MAX_FIELD,
    MAX_PATTERN_FIELDS,
    blank_pattern,
    fault,
    record_pattern,
)

#: Fewer bytes than this are split here and now: polars would take longer to begin.
_SMALL = 1 << 14


class Kind(IntEnum):
    """What a line that is no plain record looks like by itself."""

    BLANK = 1
    #: An odd number of quotes: it begins or ends a field with line breaks, or is damaged.
    ODD = 2
    #: Anything else: the wrong number of fields, a stray quote, a forbidden character, too long.
    BAD = 3


def raw_lines(data: bytes) -> pl.Series:
    r"""Split UTF-8 text into its physical lines, without ``\n`` or ``\r\n``.

    Raises UnicodeDecodeError or polars' ComputeError where the bytes are no UTF-8.
    """
    unused = next((c for c in map(chr, (1, 2, 3, 4, 5, 6, 31)) if c.encode() not in data), None)
    if unused is None or len(data) < _SMALL:
        lines = data.decode("utf-8-sig").removesuffix("\n").split("\n")
        return pl.Series("line", [line.removesuffix("\r") for line in lines], pl.String)
    frame = pl.read_csv(
        data,
        has_header=False,
        separator=unused,
        quote_char=None,
        schema={"column_1": pl.String},
        empty_string_is_null=False,
        glob=False,
    )
    return frame.to_series().alias("line")


def set_aside(
    lines: pl.Series, start: int, data: bytes, delimiter: str, fields: int
) -> pl.DataFrame:
    """Return the lines from ``start`` that are no records: ``at`` (0-based), ``line``, ``kind``.

    A line that is *not* returned is a record of exactly ``fields`` well-formed fields with some
    content. ``data`` holds the bytes of the lines: what does not occur need not be looked for.
    """
    frame = lines.to_frame("line").with_row_index("at").slice(start)
    if b'"' in data:
        quoted = frame["line"].str.contains('"', literal=True)
        plain = _plain(frame.filter(~quoted), data, delimiter, fields)
        rest = pl.concat([plain, _quoted(frame.filter(quoted), data, delimiter, fields)])
    else:
        rest = _plain(frame, data, delimiter, fields)
    longest = rest["line"].str.len_bytes().max()
    if fields > MAX_PATTERN_FIELDS or (isinstance(longest, int) and longest > MAX_FIELD):
        rest = _one_by_one(rest, delimiter, fields)
    return rest.sort("at")


def _plain(frame: pl.DataFrame, data: bytes, delimiter: str, fields: int) -> pl.DataFrame:
    right = pl.col("line").str.count_matches(delimiter, literal=True) == fields - 1
    if b"\r" in data:
        right &= ~pl.col("line").str.contains("\r", literal=True)
    return _rest(frame, data, right, delimiter, pl.lit(int(Kind.BAD)))


def _quoted(frame: pl.DataFrame, data: bytes, delimiter: str, fields: int) -> pl.DataFrame:
    right = pl.lit(value=False)
    if fields <= MAX_PATTERN_FIELDS:
        right = pl.col("line").str.contains(record_pattern(delimiter, fields))
    odd = pl.col("line").str.count_matches('"', literal=True) % 2 == 1
    other = pl.when(odd).then(int(Kind.ODD)).otherwise(int(Kind.BAD))
    return _rest(frame, data, right, delimiter, other)


def _rest(
    frame: pl.DataFrame, data: bytes, right: pl.Expr, delimiter: str, other: pl.Expr
) -> pl.DataFrame:
    """Keep the lines that are not ``right``, are blank, too long or hold a NUL."""
    blank = pl.col("line").str.contains(blank_pattern(delimiter))
    right &= ~blank & (pl.col("line").str.len_bytes() <= MAX_FIELD)
    if b"\0" in data:
        right &= ~pl.col("line").str.contains("\0", literal=True)
    kind = pl.when(blank).then(int(Kind.BLANK)).otherwise(other).cast(pl.Int8)
    return frame.lazy().filter(~right).with_columns(kind=kind).collect()


def _one_by_one(rest: pl.DataFrame, delimiter: str, fields: int) -> pl.DataFrame:
    """Take the sound records out of ``rest``: too wide for a pattern, or long in short fields."""
    bad = (rest["kind"] == int(Kind.BAD)).to_list()
    pairs = zip(rest["line"], bad, strict=True)
    keep = [not is_bad or fault(line, delimiter, fields) is not None for line, is_bad in pairs]
    return rest.filter(pl.Series(keep, dtype=pl.Boolean))
