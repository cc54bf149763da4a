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

#: The first character that is no white space, and the first byte of what is no ASCII.
_INK, _NOT_ASCII = "!", "\x80"


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
    lines: pl.Series, start: int, data: bytes, delimiter: str, fields: int, *, counted: bool = True
) -> pl.DataFrame:
    """Return the lines from ``start`` that are no records: ``at`` (0-based), ``line``, ``kind``.

    A line that is *not* returned is a record of exactly ``fields`` well-formed fields with some
    content. ``data`` holds the bytes of the lines: what does not occur need not be looked for.
    Unless ``counted``, a line without quotes may be of another width, if it does not stand in a
    field that begins on an earlier line (see ``widths``).
    """
    frame = lines.to_frame("line").with_row_index("at").slice(start)
    if b'"' in data:
        quoted = collected(frame.lazy().select(pl.col("line").str.contains('"', literal=True)))
        rest = _quoted(frame.filter(quoted["line"]), data, delimiter, fields)
        plain = frame.filter(~quoted["line"])
        parts = [rest, _plain(plain, data, delimiter, fields if counted else None)]
        if not counted:
            within = _between_odd(frame, rest).filter(
                ~pl.col("line").str.contains('"', literal=True)
            )
            parts.append(_plain(within, data, delimiter, fields))
        rest = pl.concat(parts).unique("at")
    else:
        rest = _plain(frame, data, delimiter, fields if counted else None)
    longest = rest["line"].str.len_bytes().max()
    if fields > MAX_PATTERN_FIELDS or (isinstance(longest, int) and longest > MAX_FIELD):
        rest = _one_by_one(rest, delimiter, fields)
    return rest.sort("at")


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """Evaluate what walks over all lines on all processors; the order of the rows stays."""
    return frame.collect(engine="streaming")


def _between_odd(frame: pl.DataFrame, rest: pl.DataFrame) -> pl.DataFrame:
    """Return the lines between the two of each pair of lines with an odd number of quotes."""
    odd = rest.filter(pl.col("kind") == int(Kind.ODD))["at"].sort().to_list()
    begin = frame["at"].item(0) if frame.height else 0
    ranges = [range(a + 1 - begin, b - begin) for a, b in zip(odd[::2], odd[1::2], strict=False)]
    return frame[[at for places in ranges for at in places]]


def _plain(frame: pl.DataFrame, data: bytes, delimiter: str, fields: int | None) -> pl.DataFrame:
    """Judge lines without quotes; where ``fields`` is None, whatever their width."""
    right = pl.lit(value=True)
    if fields is not None:
        right = pl.col("line").str.count_matches(delimiter, literal=True) == fields - 1
    if b"\r" in data:
        right &= ~pl.col("line").str.contains("\r", literal=True)
    sound = right & _allowed(data)
    rest = collected(frame.lazy().filter(~sound | _may_be_blank(delimiter)))
    return _kinds(rest, sound, delimiter, pl.lit(int(Kind.BAD)))


def _quoted(frame: pl.DataFrame, data: bytes, delimiter: str, fields: int) -> pl.DataFrame:
    right = pl.lit(value=False)
    if fields <= MAX_PATTERN_FIELDS:
        right = pl.col("line").str.contains(record_pattern(delimiter, fields))
    blank = pl.col("line").str.contains(blank_pattern(delimiter))
    sound = right & _allowed(data) & ~blank
    rest = collected(frame.lazy().filter(~sound))
    odd = pl.col("line").str.count_matches('"', literal=True) % 2 == 1
    other = pl.when(odd).then(int(Kind.ODD)).otherwise(int(Kind.BAD))
    return _kinds(rest, pl.lit(value=False), delimiter, other)


def _allowed(data: bytes) -> pl.Expr:
    """Whether a line is not too long and holds no NUL."""
    allowed = pl.col("line").str.len_bytes() <= MAX_FIELD
    if b"\0" in data:
        allowed &= ~pl.col("line").str.contains("\0", literal=True)
    return allowed


def _may_be_blank(delimiter: str) -> pl.Expr:
    """Whether a line without quotes begins as a blank one does; comparing is all it costs."""
    line = pl.col("line")
    beyond = chr(ord(delimiter) + 1)
    return (line < _INK) | (line >= _NOT_ASCII) | ((line >= delimiter) & (line < beyond))


def _kinds(rest: pl.DataFrame, sound: pl.Expr, delimiter: str, other: pl.Expr) -> pl.DataFrame:
    """Keep the lines that are blank or not ``sound``, and say of which kind they are."""
    blank = pl.col("line").str.contains(blank_pattern(delimiter))
    kind = pl.when(blank).then(int(Kind.BLANK)).otherwise(other).cast(pl.Int8)
    return rest.filter(~sound | blank).with_columns(kind=kind)


def _one_by_one(rest: pl.DataFrame, delimiter: str, fields: int) -> pl.DataFrame:
    """Take the sound records out of ``rest``: too wide for a pattern, or long in short fields."""
    bad = (rest["kind"] == int(Kind.BAD)).to_list()
    pairs = zip(rest["line"], bad, strict=True)
    keep = [not is_bad or fault(line, delimiter, fields) is not None for line, is_bad in pairs]
    return rest.filter(pl.Series(keep, dtype=pl.Boolean))
