"""Reading times: what a column's texts are as instants, and why some are none.

Year first is always read; otherwise day and month have one order for the whole column of a file, or
the run is refused; or the rule file declares formats. Naive times are local to the table's zone.
"""

from __future__ import annotations

import polars as pl

from sqeval.compile.instants import day_start
from sqeval.problems import Location, Problem
from sqeval.tables.cell import Cells, overlaid, reasons_where
from sqeval.tables.moments import Moments, Place, coalesced
from sqeval.tables.times_declared import by_formats, dates_only, days_by_formats
from sqeval.tables.times_iso import year_first, year_first_days
from sqeval.tables.times_order import day_or_month_first

#: A time outside these years is a placeholder (1900-01-01, 9999-12-31) or a wrong format.
_FIRST_YEAR, _LAST_YEAR = 1970, 2099

_CODES = {"fold": "SQ521", "mixed-offsets": "SQ522", "date-only": "SQ523"}

#: A text that is no longer has no time of day. A column of such dates counts from midnight; among
#: times, one is a broken value, and midnight would be a guess.
_DATE_LENGTH = len("2026-01-31")


def read_datetimes(text: pl.Series, formats: list[str] | None, zone: str, place: Place) -> Cells:
    """Read times as instants in UTC; ``zone`` is where naive ones are local.

    Raises InputError where day and month cannot be told apart.
    """
    read = by_formats(text, formats) if formats else _by_habit(text, place)
    timeless = text.str.len_bytes() <= _DATE_LENGTH
    parsed = read.local.is_not_null() | read.instant.is_not_null()
    dates = timeless & parsed
    mixed = not formats and 0 < int(dates.sum()) < int(parsed.sum())
    local, absolute = _plausible(read.local), _plausible(read.instant)
    if mixed:
        local = _where(~timeless, local)
    placed = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    utc = _begun(text, formats, local, placed.dt.convert_time_zone("UTC"), zone)
    values = coalesced(absolute, utc)
    every = not mixed and values.null_count() == text.null_count()
    reasons = (
        None
        if every
        else _reasons(
            (text.is_not_null() & ~parsed, "unparsable-time"),
            (dates & mixed, "no-time-of-day"),
            (local.is_not_null() & utc.is_null(), "dst-gap"),
            (parsed & local.is_null() & absolute.is_null(), "implausible-time"),
        )
    )
    notices = [*_folds(local, placed, zone, place), *_offsets(local, absolute, zone, place)]
    if not formats and not mixed and dates.any():
        notices.append(
            _notice(place, "date-only", "no value has a time of day; all count as midnight")
        )
    return Cells(values, reasons, tuple(notices), naive=local.count() > 0)


def read_dates(text: pl.Series, formats: list[str] | None, place: Place) -> Cells:
    """Read days; of a value with a time of day the date it names counts.

    Raises InputError where day and month cannot be told apart.
    """
    days = days_by_formats(text, formats) if formats else _days_by_habit(text, place)
    values = _plausible(days)
    reasons = _reasons(
        (text.is_not_null() & days.is_null(), "unparsable-time"),
        (days.is_not_null() & values.is_null(), "implausible-time"),
    )
    return Cells(values, reasons)


def _by_habit(text: pl.Series, place: Place) -> Moments:
    """Read without declared formats."""
    read = year_first(text)
    if read.local.count() + read.instant.count() == text.count():  # no text is both
        return read
    left = text.is_not_null() & read.local.is_null() & read.instant.is_null()
    rest = day_or_month_first(_where(left, text), place)
    return Moments(coalesced(read.local, rest), read.instant)


def _days_by_habit(text: pl.Series, place: Place) -> pl.Series:
    """Read the dates that texts name, without declared formats."""
    days = year_first_days(text)
    left = text.is_not_null() & days.is_null()
    if not left.any():
        return days
    return coalesced(days, day_or_month_first(_where(left, text), place).dt.date())


def _begun(
    text: pl.Series, formats: list[str] | None, local: pl.Series, utc: pl.Series, zone: str
) -> pl.Series:
    """Place dates whose midnight the zone skips at the first instant of their day."""
    if local.null_count() == utc.null_count():
        return utc
    skipped = local.is_not_null() & utc.is_null()
    dates = text.str.len_bytes() <= _DATE_LENGTH
    if formats:
        dates = dates_only(text, formats)
    midnights = _where(skipped & dates, local)
    starts = pl.DataFrame({"t": midnights}).select(day_start(pl.col("t"), zone)).to_series()
    return coalesced(utc, starts)


def _reasons(*judgements: tuple[pl.Series, str]) -> pl.Series | None:
    reasons = None
    for bad, reason in judgements:
        if bad.any():
            reasons = overlaid(reasons, reasons_where(bad, reason))
    return reasons


def _plausible(moments: pl.Series) -> pl.Series:
    """Return the moments within the plausible years, null elsewhere."""
    years = moments.dt.year()
    if not ((years < _FIRST_YEAR) | (years > _LAST_YEAR)).any():
        return moments
    frame = pl.DataFrame({"t": moments})
    within = pl.col("t").dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)
    return frame.select(pl.when(within).then("t").alias("t")).to_series()


def _where(condition: pl.Series, moments: pl.Series) -> pl.Series:
    frame = pl.DataFrame({"keep": condition, "t": moments})
    return frame.select(pl.when("keep").then("t").alias("t")).to_series()


def _folds(local: pl.Series, placed: pl.Series, zone: str, place: Place) -> list[Problem]:
    """Tell of local times that a zone has twice."""
    strict = local.dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    count = strict.null_count() - placed.null_count()
    if not count:
        return []
    return [_notice(place, "fold", f"{count} local times occur twice; the earlier one counts")]


def _offsets(local: pl.Series, absolute: pl.Series, zone: str, place: Place) -> list[Problem]:
    """Tell of a column in which some times carry an offset and some do not."""
    naive, placed = local.count(), absolute.count()
    if not (naive and placed):
        return []
    message = f"{naive} times have no offset and count as local to {zone}; {placed} have one"
    return [_notice(place, "mixed-offsets", message)]


def _notice(place: Place, name: str, message: str) -> Problem:
    said = f"column '{place.column}': {message}"
    return Problem(_CODES[name], said, Location(place.file))
