"""Year-first times: ``2026-01-31 10:00[:00[.000]][+08:00]``, ``T`` or space, ``-`` or ``/``.

A column nearly always has one layout, so it is parsed in bulk by the layout of its first value;
what is left goes part by part.
"""

from __future__ import annotations

import polars as pl

from sqeval.tables.moments import Moments, moment, nothing

_ISO = (
    r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$"
)
_TAIL = r"^(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$"


def year_first(text: pl.Series) -> Moments:
    """Read ``2026-01-31 10:00[:00[.000]][+08:00]``: in bulk where a layout is common to most."""
    head, tail = _heads(text)
    done = head.is_not_null()
    if bool((done | text.is_null()).all()) and tail is None:
        return Moments(head, nothing(text, "UTC"))
    return _split(text, head, tail)


def _heads(text: pl.Series) -> tuple[pl.Series, pl.Series | None]:
    """Parse the first 19 characters by the layout of the first value; return what follows them."""
    sample = text.drop_nulls().head(1)
    first = sample.item() if len(sample) else ""
    dash = "/" if first[4:5] == "/" else "-"
    gap = "T" if first[10:11] == "T" else " "
    pattern = f"%Y{dash}%m{dash}%d{gap}%H:%M" + (
        ":%S" if len(first) > len("2026-01-31 10:00") else ""
    )
    width = 19 if pattern.endswith("%S") else 16
    head = text.str.slice(0, width).str.to_datetime(
        pattern, strict=False, time_unit="us", cache=False
    )
    # chrono reads second 60 as a leap second; a clock does not have one
    leap = text.str.contains(":60", literal=True)
    if leap.any():
        frame = pl.DataFrame({"head": head, "leap": leap})
        head = frame.select(pl.when(~pl.col("leap")).then("head").alias("head")).to_series()
    longer = text.str.len_bytes() > width
    if not longer.any():
        return head, None
    return head, text.str.slice(width)


def _split(text: pl.Series, head: pl.Series, tail: pl.Series | None) -> Moments:
    frame = pl.DataFrame({"text": text, "head": head})
    frame = frame.with_columns(tail=tail if tail is not None else pl.lit(""))
    fast = frame.join(_tails(frame["tail"]), on="tail", how="left", maintain_order="left").select(
        "text", "offset", moment=pl.col("head") + pl.col("fraction")
    )
    slow = fast.with_row_index().filter(pl.col("text").is_not_null() & pl.col("moment").is_null())
    if slow.height:
        fast = fast.with_row_index().update(_by_parts(slow), on="index", how="left")
    absolute = pl.col("moment") - pl.duration(microseconds=pl.col("offset"))
    parts = fast.select(
        local=pl.when(pl.col("offset").is_null()).then("moment"),
        instant=pl.when(pl.col("offset").is_not_null()).then(absolute),
    )
    return Moments(parts["local"], parts["instant"].dt.replace_time_zone("UTC"))


def _tails(tail: pl.Series) -> pl.DataFrame:
    """Read each distinct tail once (a column has few): ``tail``, ``fraction``, ``offset``."""
    text = pl.col("tail")
    fraction, offset = (text.str.extract(_TAIL, g) for g in (1, 2))
    sound = text.str.contains(_TAIL) & (offset.is_null() | _offset_us(offset).is_not_null())
    distinct = tail.drop_nulls().unique().to_frame("tail").filter(sound)
    return distinct.with_columns(fraction=_fraction(fraction), offset=_offset_us(offset))


def _fraction(digits: pl.Expr) -> pl.Expr:
    """Return a fraction of a second, given by its digits, as a duration; finer ones are cut."""
    micros = digits.str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int64).fill_null(0)
    return pl.duration(microseconds=micros)


def _offset_us(offset: pl.Expr) -> pl.Expr:
    """Return an offset text in microseconds; null where there is none, or it is no offset."""
    digits = offset.str.replace_all(":", "", literal=True).str.pad_end(5, "0")
    hours, minutes = (digits.str.slice(s, 2).cast(pl.Int64, strict=False) for s in (1, 3))
    size = (hours * 60 + minutes) * 60_000_000
    signed = pl.when(offset.str.starts_with("-")).then(-size).otherwise(size)
    return pl.when(offset == "Z").then(0).when((hours <= 18) & (minutes < 60)).then(signed)  # noqa: PLR2004


def _by_parts(rows: pl.DataFrame) -> pl.DataFrame:
    """Read year-first texts part by part: any widths, 24:00, odd separators."""
    text = pl.col("text")
    year, month, day, hour, minute, second = (
        text.str.extract(_ISO, g).cast(pl.Int32, strict=False) for g in range(1, 7)
    )
    offset = text.str.extract(_ISO, 8)
    whole = moment(year, month, day, hour, minute, second)
    whole += _fraction(text.str.extract(_ISO, 7))
    broken = offset.is_not_null() & _offset_us(offset).is_null()
    return rows.select(
        "index", moment=pl.when(~broken).then(whole), offset=_offset_us(offset)
    ).filter(pl.col("moment").is_not_null())
