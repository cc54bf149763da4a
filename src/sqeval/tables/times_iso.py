"""Year-first times: ``2026-01-31 10:00[:00[.000]][+08:00]``, ``T`` or space, ``-`` or ``/``.

A column nearly always has one layout, so it is parsed in bulk by the layout of its first value;
what is left goes part by part.
"""

from __future__ import annotations

import polars as pl

from sqeval.tables.moments import Moments, moment, nothing

_OFFSET = r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
_ISO = (
    r"^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    rf"\s?{_OFFSET}?)?$"
)
_HEAD = r"^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$"
_TAIL = rf"^(?:[.,]([0-9]{{1,9}}))?\s?{_OFFSET}?$"


def year_first(text: pl.Series) -> Moments:
    """Read ``2026-01-31 10:00[:00[.000]][+08:00]``: in bulk where a layout is common to most."""
    named, offset = _read(text)
    if offset is None:
        return Moments(named, nothing(text, "UTC"))
    absolute = pl.col("named") - pl.duration(microseconds=pl.col("offset"))
    parts = pl.DataFrame({"named": named, "offset": offset}).select(
        local=pl.when(pl.col("offset").is_null()).then("named"),
        instant=pl.when(pl.col("offset").is_not_null()).then(absolute),
    )
    return Moments(parts["local"], parts["instant"].dt.replace_time_zone("UTC"))


def year_first_days(text: pl.Series) -> pl.Series:
    """Read the date that each text names, before its offset is applied."""
    return _read(text)[0].dt.date()


def _read(text: pl.Series) -> tuple[pl.Series, pl.Series | None]:
    """Return the times as their texts name them, and their offsets in microseconds, if any."""
    head, tail = _heads(text)
    if tail is None and head.null_count() == text.null_count():
        return head, None
    return _completed(text, head, tail)


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
    sizes = text.str.len_bytes()
    longer = (sizes > width).any()
    start = text.str.slice(0, width) if longer else text
    head = start.str.to_datetime(pattern, strict=False, time_unit="us", cache=False)
    tail = text.str.slice(width) if longer else None
    return _strict(text, head, tail, sizes < width, width), tail


def _strict(
    text: pl.Series, head: pl.Series, tail: pl.Series | None, short: pl.Series, width: int
) -> pl.Series:
    """Take back what chrono read too kindly; part by part it is read again, or not at all."""
    # chrono reads second 60 as a leap second; a clock does not have one
    loose = text.str.contains(":60", literal=True)
    if short.any():
        # chrono misses neither the gap before the hour nor the first digit of a minute
        loose |= short & head.is_not_null() & ~text.str.contains(_HEAD)
    if tail is not None and width == len("2026-01-31 10:00"):
        # a fraction belongs to a second
        loose |= tail.str.contains("^[.,]")
    if not loose.any():
        return head
    frame = pl.DataFrame({"head": head, "loose": loose})
    return frame.select(pl.when(~pl.col("loose")).then("head").alias("head")).to_series()


def _completed(
    text: pl.Series, head: pl.Series, tail: pl.Series | None
) -> tuple[pl.Series, pl.Series]:
    """Add what follows the heads, and read part by part where there is no head."""
    frame = pl.DataFrame({"text": text, "head": head})
    frame = frame.with_columns(tail=tail if tail is not None else pl.lit(""))
    fast = frame.join(_tails(frame["tail"]), on="tail", how="left", maintain_order="left").select(
        "text", "offset", moment=pl.col("head") + pl.col("fraction")
    )
    slow = fast.with_row_index().filter(pl.col("text").is_not_null() & pl.col("moment").is_null())
    if slow.height:
        fast = fast.with_row_index().update(_by_parts(slow), on="index", how="left")
    return fast["moment"], fast["offset"]


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
