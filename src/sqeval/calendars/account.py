"""One span of time told stretch by stretch: worked, paused, closed, or a holiday.

So that a figure of working time can be checked by a person: the stretches cover the whole time,
and those worked add up to the figure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.dates import ONE_DAY
from sqeval.calendars.days import DayPlan, day_plans
from sqeval.calendars.offsets import DAY, Phase, cut, phases
from sqeval.calendars.spans import days_since, spans, walls_of

Kind = Literal["working", "paused", "closed", "holiday"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1) // _MICROSECOND

#: Instants ``[begin, end)`` in microseconds with what they are called.
Piece = tuple[int, int, str]


@dataclass(frozen=True)
class Stretch:
    """A stretch of time of one kind; instants are in UTC.

    ``name`` is the holiday's, or what an exceptional day is, where its closing or its hours made
    the stretch what it is.
    """

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
    laid = _Laid([(begin, stop, "")], (), (), ())
    if calendar is not None:
        laid = _laid_out(calendar, zone, start, end, ics or {})
    pieces = (*laid.working, *laid.exceptional, *laid.holidays, *laid.closed, *paused)
    cuts = {at for piece in pieces for at in piece[:2] if begin < at < stop}
    told: list[Stretch] = []
    for one, other in pairwise(sorted({begin, *cuts, stop}) if begin < stop else ()):
        kind, name = _kind(one, laid, paused)
        _append(told, Stretch(kind, _moment(one), _moment(other), name))
    return told


@dataclass(frozen=True)
class _Laid:
    """A calendar laid out: what is worked, and the hours of it that exceptional days have.

    ``holidays`` and ``closed`` are local dates; what is worked on them began the day before.
    """

    working: Sequence[Piece]
    exceptional: Sequence[Piece]
    holidays: Sequence[Piece]
    closed: Sequence[Piece]


def _laid_out(
    calendar: Calendar, zone: str, start: datetime, end: datetime, ics: Mapping[str, bytes]
) -> _Laid:
    zone = calendar.timezone or zone
    # clocks put back over midnight show the day before again
    first = start.astimezone(ZoneInfo(zone)).date() - ONE_DAY
    last = end.astimezone(ZoneInfo(zone)).date() + ONE_DAY
    found = spans(calendar, zone, first, last, ics)
    working = [(b, e, "") for b, e in zip(found.begins, found.ends, strict=True)]
    midnight = days_since(first) * DAY
    offsets = phases(zone, midnight - DAY, (days_since(last) + 2) * DAY)
    plans = list(day_plans(calendar.eras(), first, last, ics))
    special = [plan for plan in plans if plan.exception is not None]
    shut = [plan for plan in special if not plan.hours]
    return _Laid(
        working,
        [p for plan in special for p in _pieces(walls_of(plan), offsets, str(plan.exception))],
        sorted(p for plan in plans for p in _whole(plan, offsets, plan.holiday)),
        sorted(p for plan in shut for p in _whole(plan, offsets, plan.exception)),
    )


def _whole(plan: DayPlan, offsets: Sequence[Phase], name: str | None) -> Iterator[Piece]:
    """Yield a local date under a name; nothing without one."""
    midnight = days_since(plan.day) * DAY
    return _pieces([(midnight, midnight + DAY)] if name is not None else [], offsets, name or "")


def _pieces(
    walls: Sequence[tuple[int, int]], offsets: Sequence[Phase], name: str
) -> Iterator[Piece]:
    for begin, stop in cut(walls, offsets):
        yield begin * _SECOND, stop * _SECOND, name


def _kind(at: int, laid: _Laid, paused: Sequence[Piece]) -> tuple[Kind, str]:
    if _at(at, laid.working) is not None:
        if _first(at, paused) is not None:
            return "paused", ""
        return "working", _first(at, laid.exceptional) or ""
    holiday = _at(at, laid.holidays)
    return ("closed", _at(at, laid.closed) or "") if holiday is None else ("holiday", holiday)


def _first(at: int, pieces: Sequence[Piece]) -> str | None:
    """Return what the first piece that holds an instant is called; pieces may overlap."""
    return next((name for begin, end, name in pieces if begin <= at < end), None)


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
