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

#: From so many lines on, it pays to give each processor a part of them.
_MANY = 50_000

#: The first character that is no white space, and the first byte of what is no ASCII.
_INK, _NOT_ASCII = "!", "\x80"

_LINE = pl.col("line")


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


def numbered(lines: pl.Series, start: int) -> pl.DataFrame:
    """Return the lines from ``start`` on with their places: ``at`` (0-based) and ``line``."""
    return lines.to_frame("line").with_row_index("at").slice(start)


def quoted_lines(lines: pl.Series, data: bytes) -> pl.Series:
    """Return which of all ``lines`` of ``data`` hold a quote."""
    if b'"' not in data:
        return pl.Series("quoted", [False]).new_from_index(0, len(lines))
    quote = _LINE.str.contains('"', literal=True).alias("quoted")
    return collected(lines.to_frame("line").lazy().select(quote), len(lines))["quoted"]


def collected(frame: pl.LazyFrame, lines: int) -> pl.DataFrame:
    """Evaluate what walks over so many lines, on all processors; the order of the rows stays."""
    return frame.collect(engine="streaming" if lines > _MANY else "in-memory")


def set_aside(
    frame: pl.DataFrame, data: bytes, delimiter: str, fields: int, *, counted: bool
) -> pl.DataFrame:
    """Return those of the lines that are no records: ``at``, ``line``, ``kind``.

    ``frame`` holds the ``numbered`` lines and whether they are ``quoted_lines``.
    A line that is *not* returned is a record of exactly ``fields`` well-formed fields with some
    content. ``data`` holds the bytes of the lines: what does not occur need not be looked for.
    Unless ``counted``, a line without quotes may be of any width where it does not stand between
    the two lines that begin and end a field with line breaks (see ``widths``).
    """
    allowed = _allowed(data)
    width = _LINE.str.count_matches(delimiter, literal=True) == fields - 1
    sound = allowed & ~_LINE.str.contains("\r", literal=True) if b"\r" in data else allowed
    with_quote = frame.filter("quoted").drop("quoted")
    parts = [_quoted(with_quote, allowed, delimiter, fields)]
    if not counted:
        parts.append(_plain(_within(frame, parts[0]), sound & width, delimiter))
    frame = frame.filter(~pl.col("quoted")).drop("quoted")
    parts.append(_plain(frame, sound & width if counted else sound, delimiter))
    rest = pl.concat(parts).unique("at")
    longest = rest["line"].str.len_bytes().max()
    if fields > MAX_PATTERN_FIELDS or (isinstance(longest, int) and longest > MAX_FIELD):
        rest = _one_by_one(rest, delimiter, fields)
    return rest.sort("at")


def _allowed(data: bytes) -> pl.Expr:
    """Whether a line is not too long and holds no NUL."""
    allowed = _LINE.str.len_bytes() <= MAX_FIELD
    return allowed & ~_LINE.str.contains("\0", literal=True) if b"\0" in data else allowed


def _within(frame: pl.DataFrame, quoted: pl.DataFrame) -> pl.DataFrame:
    """Return the lines without quotes between the two of each pair of odd lines."""
    odd: list[int] = quoted.filter(pl.col("kind") == int(Kind.ODD))["at"].to_list()
    begin: int = frame["at"][0] if odd else 0
    pairs = [(a, b) for a, b in zip(odd[::2], odd[1::2], strict=False) if b > a + 1]
    places = [at - begin for a, b in pairs for at in range(a + 1, b)]
    return frame[places].filter(~pl.col("quoted")).drop("quoted")


def _quoted(frame: pl.DataFrame, allowed: pl.Expr, delimiter: str, fields: int) -> pl.DataFrame:
    """Judge lines with quotes."""
    blank = _LINE.str.contains(blank_pattern(delimiter))
    sound = pl.lit(value=False)
    if fields <= MAX_PATTERN_FIELDS:
        sound = _LINE.str.contains(record_pattern(delimiter, fields)) & allowed & ~blank
    odd = _LINE.str.count_matches('"', literal=True) % 2 == 1
    other = pl.when(odd).then(int(Kind.ODD)).otherwise(int(Kind.BAD))
    kind = pl.when(blank).then(int(Kind.BLANK)).otherwise(other).cast(pl.Int8)
    return collected(frame.lazy().filter(~sound).with_columns(kind=kind), frame.height)


def _plain(frame: pl.DataFrame, sound: pl.Expr, delimiter: str) -> pl.DataFrame:
    """Judge lines without quotes; few get as far as the pattern, which is dear."""
    rest = collected(frame.lazy().filter(~sound | _may_be_blank(delimiter)), frame.height)
    blank = _LINE.str.contains(blank_pattern(delimiter))
    kind = pl.when(blank).then(int(Kind.BLANK)).otherwise(int(Kind.BAD)).cast(pl.Int8)
    return rest.filter(~sound | blank).with_columns(kind=kind)


def _may_be_blank(delimiter: str) -> pl.Expr:
    """Whether a line without quotes begins as a blank one does; that takes only comparisons."""
    beyond = chr(ord(delimiter) + 1)
    separated = _LINE.is_between(pl.lit(delimiter), pl.lit(beyond), closed="left")
    return (_LINE < _INK) | (_LINE >= _NOT_ASCII) | separated


def _one_by_one(rest: pl.DataFrame, delimiter: str, fields: int) -> pl.DataFrame:
    """Take the sound records out of ``rest``: too wide for a pattern, or long in short fields."""
    bad = (rest["kind"] == int(Kind.BAD)).to_list()
    pairs = zip(rest["line"], bad, strict=True)
    keep = [not is_bad or fault(line, delimiter, fields) is not None for line, is_bad in pairs]
    return rest.filter(pl.Series(keep, dtype=pl.Boolean))
