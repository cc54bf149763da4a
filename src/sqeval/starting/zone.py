"""The zone of an export, where its cells tell it: one offset in all of its times.

The machine's own zone is never asked: a rule file means the same wherever it is read.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sqeval.starting.texts import Lang, text

_OFFSET = r":[0-9]{2}(?:[.,][0-9]+)?\s?(Z|[+-][0-9]{2}:?[0-9]{2})$"

#: What is proposed where nothing tells the zone.
EXAMPLE = "Asia/Shanghai"


def timezone(given: str | None, told: str | None, lang: Lang) -> tuple[str | None, str]:
    """Return the zone that a rule file names, or None, and what is said beside it."""
    if given is not None:
        return given, ""
    if told is not None:
        return told, text("offset", lang) if told.startswith("Etc/") else ""
    return None, text("no-zone", lang)


def zone_in(cells: Iterable[pl.Series]) -> str | None:
    """Return the zone of the one whole-hour offset that all times have, if there is one."""
    found: set[str | None] = set()
    for series in cells:
        found |= set(series.drop_nulls().str.extract(_OFFSET, 1).unique())
    offsets = {_hours(offset) for offset in found}
    hours = offsets.pop() if len(offsets) == 1 else None
    if hours is None:
        return None
    return "UTC" if hours == 0 else f"Etc/GMT{-hours:+d}"


def _hours(offset: str | None) -> int | None:
    """Return an offset in whole hours; None where there is none or it has minutes."""
    if offset is None:
        return None
    if offset == "Z":
        return 0
    if offset[-2:] != "00":
        return None
    hours = int(offset[:3])
    return hours if -12 <= hours <= 14 else None  # noqa: PLR2004 - the zones that there are
