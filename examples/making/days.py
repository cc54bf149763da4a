"""When work arrives in 2025: the week, the day, the holidays and the growth over the year."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from making.draw import Choice, Draw

BEIJING = timezone(timedelta(hours=8))
EXPORTED = datetime(2025, 12, 31, 23, 59, 59, tzinfo=BEIJING)

_NIGHT_STARTS, _NIGHT_ENDS, _SUNDAY = 20, 8, 6
_WEEK = (132, 110, 103, 100, 92, 34, 28)
_HOURS = (
    *(4, 3, 2, 2, 2, 4, 10, 28, 70, 112, 118, 92),
    *(42, 64, 102, 98, 86, 62, 30, 22, 18, 14, 10, 6),
)
_HOLIDAY, _MADE_UP_DAY = 24, 100
_HOLIDAYS = (
    (date(2025, 1, 1), 1),
    (date(2025, 1, 28), 8),
    (date(2025, 4, 4), 3),
    (date(2025, 5, 1), 5),
    (date(2025, 5, 31), 3),
    (date(2025, 10, 1), 8),
)
_OFF = frozenset(first + timedelta(n) for first, days in _HOLIDAYS for n in range(days))
_MADE_UP = frozenset(
    date(2025, month, day) for month, day in ((1, 26), (2, 8), (4, 27), (9, 28), (10, 11))
)


def arrivals(draw: Draw, count: int, first: date, days: int) -> list[datetime]:
    """Draw `count` moments over `days` days from `first`, in order."""
    dates = [first + timedelta(n) for n in range(days)]
    calendar = Choice(*((day, _load(day)) for day in dates))
    hours = Choice(*enumerate(_HOURS))
    drawn = []
    for _ in range(count):
        midnight = datetime.combine(calendar.pick(draw), datetime.min.time(), BEIJING)
        drawn.append(midnight + timedelta(hours=hours.pick(draw), seconds=draw.below(3600)))
    return sorted(drawn)


def at_night(moment: datetime) -> bool:
    """Say whether the night shift or a Sunday has it."""
    hour = moment.hour
    return hour >= _NIGHT_STARTS or hour < _NIGHT_ENDS or moment.weekday() == _SUNDAY


def with_offset(moment: datetime | None) -> str:
    """Write a moment with its offset; nothing for None."""
    return "" if moment is None else moment.isoformat(" ")


def naive(moment: datetime | None) -> str:
    """Write a moment as the local clock showed it; nothing for None."""
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S}"


def _load(day: date) -> int:
    """Weigh a day: holidays are quiet, make-up working days are not, the year grows by a fifth."""
    if day in _OFF:
        weight = _HOLIDAY
    elif day in _MADE_UP:
        weight = _MADE_UP_DAY
    else:
        weight = _WEEK[day.weekday()]
    return weight * (900 + day.timetuple().tm_yday * 200 // 365)
