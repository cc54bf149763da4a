"""One span of time told stretch by stretch: worked, paused, closed, or a holiday.

So that a figure of working time can be checked by a person: the stretches cover the whole time,
and those worked add up to the figure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.dates import ONE_DAY
from sqeval.calendars.days import day_plans
from sqeval.calendars.offsets import DAY, cut, phases
from sqeval.calendars.spans import days_since, spans

Kind = Literal["working", "paused", "closed", "holiday"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1) // _MICROSECOND

#: Instants ``[begin, end)`` in microseconds with what they are called.
Piece = tuple[int, int, str]


@dataclass(frozen=True)
class Stretch:
    """A stretch of time of one kind; ``name`` is the holiday's. Instants are in UTC."""

    kind: Kind
    begin: datetime
    end: datetime
    name: str = ""


def account(  # noqa: PLR0913 - what is told of, and by what
    calendar: Calendar | None,
    zone: str,
    start: datetime,
    end: datetime,
    pauses: Sequence[tuple[datetime, datetime]] = (),
    *,
    ics: Mapping[str, bytes] | None = None,
) -> list[Stretch]:
    """Return consecutive stretches that cover ``[start, end)``, none where that is empty.

    Without a calendar all time is worked. A pause counts within working time alone. All times are
    aware; ``zone`` holds where the calendar names none. Raises ValueError where a file of holidays
    is none.
    """
    begin, stop = _instant(start), _instant(end)
    paused = [(_instant(a), _instant(b), "") for a, b in pauses]
    if calendar is None:
        pieces: tuple[list[Piece], list[Piece]] = [(begin, stop, "")], []
    else:
        pieces = _calendar_pieces(calendar, zone, start, end, ics or {})
    working, days = pieces
    cuts = {at for piece in (*working, *paused, *days) for at in piece[:2] if begin < at < stop}
    told: list[Stretch] = []
    for one, other in pairwise(sorted({begin, *cuts, stop}) if begin < stop else ()):
        kind, name = _kind(one, working, paused, days)
        _append(told, Stretch(kind, _moment(one), _moment(other), name))
    return told


def _calendar_pieces(
    calendar: Calendar, zone: str, start: datetime, end: datetime, ics: Mapping[str, bytes]
) -> tuple[list[Piece], list[Piece]]:
    """Return what is worked, and the local dates by the names of their holidays."""
    zone = calendar.timezone or zone
    # clocks put back over midnight show the day before again
    first = start.astimezone(ZoneInfo(zone)).date() - ONE_DAY
    last = end.astimezone(ZoneInfo(zone)).date() + ONE_DAY
    found = spans(calendar, zone, first, last, ics)
    working = [(b, e, "") for b, e in zip(found.begins, found.ends, strict=True)]
    return working, sorted(_holidays(calendar, zone, (first, last), ics))


def _holidays(
    calendar: Calendar, zone: str, dates: tuple[date, date], ics: Mapping[str, bytes]
) -> Iterable[Piece]:
    start, end = days_since(dates[0]) * DAY, (days_since(dates[1]) + 1) * DAY
    offsets = phases(zone, start - DAY, end + DAY)
    for plan in day_plans(calendar.eras(), *dates, ics):
        if plan.holiday is not None:
            midnight = days_since(plan.day) * DAY
            for begin, stop in cut([(midnight, midnight + DAY)], offsets):
                yield begin * _SECOND, stop * _SECOND, plan.holiday


def _kind(
    at: int, working: Sequence[Piece], paused: Sequence[Piece], days: Sequence[Piece]
) -> tuple[Kind, str]:
    if _at(at, working) is not None:
        held = any(begin <= at < end for begin, end, _ in paused)
        return ("paused" if held else "working"), ""
    name = _at(at, days)
    return ("closed", "") if name is None else ("holiday", name)


def _at(at: int, pieces: Sequence[Piece]) -> str | None:
    """Return what the piece that holds an instant is called; pieces are sorted and disjoint."""
    index = bisect_right(pieces, at, key=lambda piece: piece[0]) - 1
    return pieces[index][2] if index >= 0 and at < pieces[index][1] else None


def _append(told: list[Stretch], new: Stretch) -> None:
    """Add a stretch, as one with the last where nothing but a cut lies between."""
    if told and (told[-1].kind, told[-1].name) == (new.kind, new.name):
        new = Stretch(new.kind, told[-1].begin, new.end, new.name)
        told.pop()
    told.append(new)


def _instant(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(instant: int) -> datetime:
    return _EPOCH + instant * _MICROSECOND
