"""One text with two dates in it is read by the first format that fits, and no one is told.

Formats are tried in order, so a text written by a later one must not fit an earlier one. `%Y`
takes two digits as well, as a year of the first century.

Bad::

    version: 1
    tables:
      tickets:
        clock: created_at
        columns:
          created_at: {type: datetime, formats: ["%d/%m/%Y", "%m/%d/%Y"]}

Good::

    version: 1
    tables:
      tickets:
        clock: created_at
        columns:
          created_at: {type: datetime, formats: ["%d/%m/%Y", "%Y-%m-%d"]}

How to silence: ``# sqeval: ignore[SQ315]`` on the line of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.columns import DateColumn, DatetimeColumn
from sqeval.rules.formats import format_problem

CODE = "SQ315"

#: More pairs of formats than these are not tried.
_MOST_PAIRS = 500

#: Moments whose day, month and year can be taken for each other, in their digits or their order.
_PROBES = tuple(
    datetime(*parts, tzinfo=UTC)
    for parts in ((2003, 2, 1, 4, 5, 6), (2011, 12, 10, 9, 8, 7), (2012, 10, 11, 13, 14, 15))
)

#: What is read as a number: the seconds of one, and the seconds of 0 since 1970.
_NUMBERS = {
    "epoch s": (1.0, 0.0),
    "epoch ms": (0.001, 0.0),
    "excel": (86_400.0, -25_569.0 * 86_400),
}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

#: A year that no other digit follows: it is read from two digits as well, as they stand.
_OPEN_YEAR = re.compile("%Y(?=[^%0-9]|$)")

#: The layouts that ``iso`` reads, as patterns.
_ISO = tuple(
    f"%Y{sign}%m{sign}%d{clock}"
    for sign in "-/"
    for clock in ("", " %H:%M", "T%H:%M", " %H:%M:%S", "T%H:%M:%S")
)


def find(rules: Checking) -> Iterator[Problem]:
    """Yield formats of which an earlier one reads a text as another moment."""
    tried: dict[tuple[str, str], str] = {}
    for table in rules.draft.tables.values():
        for column in table.columns.values():
            if isinstance(column, DateColumn | DatetimeColumn):
                yield from _misread(column, tried)


def _misread(
    column: DateColumn | DatetimeColumn, tried: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    sound: list[str] = []
    for i, second in enumerate(column.formats or ()):
        if format_problem(second, column.type) is not None:
            continue
        first = next((name for name in sound if _shared(name, second, tried)), None)
        sound.append(second)
        if first is not None:
            hint = "keep the one that the export is written in"
            if not _shared(second, first, tried):
                hint = f"put '{second}' first"
            text = _shared(first, second, tried)
            message = f"'{first}' reads {text}, written as '{second}', as another time"
            yield Problem(CODE, message, column.at("formats", i), hint)


def _shared(first: str, second: str, tried: dict[tuple[str, str], str]) -> str:
    """Return a text of the second format that the first reads as another moment, if there is."""
    if (first, second) not in tried and len(tried) < _MOST_PAIRS:
        texts = (text for probe in _PROBES for text in _written(probe, second))
        found = (text for text in texts if _differ(_read(text, first), _read(text, second)))
        tried[first, second] = next(found, "")
    return tried.get((first, second), "")


def _differ(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one != other


def _written(moment: datetime, name: str) -> Iterator[str]:
    """Yield a moment as texts in a format."""
    if name in _NUMBERS:
        unit, zero = _NUMBERS[name]
        yield str(round((moment.timestamp() - zero) / unit))
        return
    for pattern in _ISO[: len(_ISO) // 2] if name == "iso" else (name,):
        with suppress(ValueError):
            yield moment.strftime(pattern)


def _read(text: str, name: str) -> float | None:
    """Return the moment that a text names, in seconds since 1970, None where it does not fit."""
    if name in _NUMBERS:
        unit, zero = _NUMBERS[name]
        return float(text) * unit + zero if _NUMBER.fullmatch(text) else None
    for pattern in _ISO if name == "iso" else (name,):
        moment = _exactly(text, pattern)
        if moment is not None:
            return moment.timestamp()
    short = _exactly(text, _OPEN_YEAR.sub("%y", name)) if _OPEN_YEAR.search(name) else None
    return None if short is None else short.replace(year=short.year % 100 or 1).timestamp()


def _exactly(text: str, pattern: str) -> datetime | None:
    """Read a text by a pattern, if the pattern writes the same text."""
    with suppress(ValueError, re.error):
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007 - an offset may be in the pattern
        if moment.strftime(pattern) == text:
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
