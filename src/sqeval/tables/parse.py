"""Let polars parse the bytes that are known to be well formed, or are proven so afterwards."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from sqeval.rules.headers import normal
from sqeval.tables.account import Account
from sqeval.tables.dialect import Layout
from sqeval.tables.encoding import Text
from sqeval.tables.structure import raw_lines
from sqeval.tables.widths import proven

#: The column with the 1-based physical line on which a record starts.
LINE = "#line"
#: The column with a text that is equal for two records, of whatever files, exactly where they have
#: equal cells under equal headers, in whatever order the columns stand.
ROW = "#row"


def parse(
    text: Text,
    layout: Layout,
    account: Account,
    found: Mapping[str, tuple[int, ...]],
    *,
    fingerprint: bool,
) -> pl.DataFrame | None:
    """Return the good records: the columns ``found``, ``LINE``, and ``ROW`` with ``fingerprint``.

    Columns found at several header positions are joined with a space. None where the account took
    the width of lines on trust, and one of them proves wrong.
    """
    starts = _starts(layout, account)
    every = fingerprint or account.quoted is not None
    frame = _cells(text, layout, account, range(layout.fields) if every else positions_of(found))
    if frame is None:
        return None
    if account.quoted is not None and not proven(frame, account.lengths, account.quoted, starts):
        return None
    if text.classic:
        frame = frame.with_columns(pl.all().str.replace_all("\n", "\r", literal=True))
    columns = [
        pl.concat_str([_column(i) for i in at], separator=" ").alias(name)
        for name, at in found.items()
    ]
    extra = [fingerprint_of(layout.header)] if fingerprint else []
    return frame.select(*columns, *extra, starts.alias(LINE))


def positions_of(found: Mapping[str, tuple[int, ...]]) -> Sequence[int]:
    """Return the positions of all columns ``found``."""
    return sorted({i for at in found.values() for i in at})


def _cells(
    text: Text, layout: Layout, account: Account, needed: Sequence[int]
) -> pl.DataFrame | None:
    """Parse the ``needed`` columns; None where lines taken on trust have too many fields."""
    try:
        return _read(text, layout, account, needed)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        if account.quoted is None:
            raise
        return None


def _read(text: Text, layout: Layout, account: Account, needed: Sequence[int]) -> pl.DataFrame:
    names = [f"column_{i + 1}" for i in range(layout.fields)]
    start = layout.last + 1
    data, skip = text.data, start
    if len(account.removed):
        data, skip = _kept(text.data, account, start), 0
    return pl.read_csv(
        data,
        has_header=False,
        skip_lines=skip,
        separator=layout.delimiter,
        quote_char='"' if b'"' in data else None,
        schema=dict.fromkeys(names, pl.String),
        columns=[names[i] for i in needed or [0]],
        empty_string_is_null=False,
        extra_columns="raise",
        missing_columns="raise",
        raise_if_empty=False,
        glob=False,
    )


def _kept(data: bytes, account: Account, start: int) -> bytes:
    """Cut the header and the lines to be removed out of the bytes."""
    ends = _sizes(data, account.lengths).cum_sum().cast(pl.Int64)
    begins = ends.shift(1, fill_value=0)
    view = memoryview(data)
    at = int(begins[start])
    pieces = []
    for begin, end in zip(
        begins.gather(account.removed), ends.gather(account.removed), strict=True
    ):
        pieces.append(view[at:begin])
        at = end
    pieces.append(view[at:])
    return b"".join(pieces)


def _sizes(data: bytes, lengths: pl.Series) -> pl.Series:
    """Return the bytes of each line, its end included."""
    breaks = data.count(b"\n")
    pairs = data.count(b"\r\n")
    if pairs in {0, breaks} and not (pairs == 0 and data.endswith(b"\r")):
        return lengths.cast(pl.Int64) + (1 if pairs == 0 else 2)
    # Mixed line ends: with the carriage returns turned into something else, none is stripped.
    shown = raw_lines(data.replace(b"\r", b" "))
    return shown.str.len_bytes().cast(pl.Int64) + 1


def _starts(layout: Layout, account: Account) -> pl.Series:
    """Return the 1-based lines on which the good records start."""
    every = pl.int_range(layout.last + 1, len(account.lengths), eager=True)
    if len(account.removed) or len(account.continued):
        other = pl.concat([account.removed, account.continued])
        every = every.filter(~every.is_in(other.implode()))
    return every + 1


def _column(i: int) -> pl.Expr:
    return pl.col(f"column_{i + 1}")


def fingerprint_of(header: Sequence[str]) -> pl.Expr:
    """Join cells (``column_1`` and so on) in the order of their headers, after a digest of these.

    Of several columns with one header, the first is compared with the first, and so on.
    """
    seen: Counter[str] = Counter()
    order: list[tuple[str, int, int]] = []
    for i, name in enumerate(map(normal, header)):
        seen[name] += 1
        order.append((name, seen[name], i))
    order.sort()
    names = hashlib.sha256(repr([name for name, _, _ in order]).encode()).hexdigest()
    return pl.concat_str([pl.lit(names), *(_sized(i) for _, _, i in order)]).alias(ROW)


def _sized(i: int) -> pl.Expr:
    """Return a cell with its length before it, so that no two rows of cells join to one text."""
    return pl.concat_str([_column(i).str.len_bytes().cast(pl.String), pl.lit(":"), _column(i)])
