"""Hours of a week as rule files write them: ``{mon-fri: ["09:00-12:00", "13:30-18:00"]}``.

Hours are wall-clock time, in minutes from the midnight that begins their day; a night shift ends
above 1,440, since it belongs to the day it begins on. What is worked on the clock's strange days
is decided where hours meet a zone (``spans``), not here.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, NoReturn

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag
from pydantic_core import PydanticCustomError

from sqeval.nodes import Text, given
from sqeval.problems import close_match

#: Minutes in a day.
DAY = 24 * 60

#: Nobody opens more often in a day.
MOST_INTERVALS = 24

#: The weekdays in order, as rule files name them.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_INTERVAL = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


class Interval(NamedTuple):
    """Minutes from the midnight of the day, ``begin`` included, ``end`` not."""

    begin: int
    end: int


#: The hours of one day: sorted, without overlap.
DayHours = tuple[Interval, ...]

#: The hours of each weekday, Monday first.
Week = tuple[DayHours, ...]


def refused(reason: str, hint: str = "") -> NoReturn:
    """Refuse a value of a calendar: raises PydanticCustomError with the reason and the fix."""
    raise PydanticCustomError("calendar", "{reason}", {"reason": reason, "hint": hint})


def text_of(value: object, example: str) -> str:
    """Return a scalar's text. Raises PydanticCustomError for a mapping, a list, or no value."""
    value = given(value)
    if not isinstance(value, str):
        refused(f"a text such as {example} is needed here")
    return str(value)


def interval(value: object) -> Interval:
    """Read ``09:00-12:00``; an end at or before its start is on the next day.

    Raises PydanticCustomError.
    """
    text = text_of(value, "09:00-12:00")
    match = _INTERVAL.fullmatch(text)
    if match is None:
        refused(f"'{text}' is no span of hours", "write it as 09:00-12:00")
    hours = [int(n) for n in match.groups()]
    begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if begin >= DAY or end > DAY or max(hours[1], hours[3]) >= 60:  # noqa: PLR2004 - minutes
        refused(f"'{text}' is beyond the clock", "times run from 00:00 to 24:00")
    return Interval(begin, end if end > begin else end + DAY)


def shown(hours: Interval) -> str:
    """Write hours as they stand in a rule file."""
    end = hours.end - DAY if hours.end > DAY else hours.end
    return "-".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (hours.begin, end))


def _apart(intervals: list[Interval]) -> list[Interval]:
    if len(intervals) > MOST_INTERVALS:
        refused(f"a day has at most {MOST_INTERVALS} spans of hours, this one {len(intervals)}")
    ordered = sorted(intervals)
    for one, other in pairwise(ordered):
        if other.begin < one.end:
            first, second = shown(one), shown(other)
            refused(f"{first} and {second} overlap", "write one span from the first to the last")
    return ordered


def _weekday(name: str, text: str) -> int:
    if name not in WEEKDAYS:
        refused(f"'{text}' names no weekday", _days_meant(text))
    return WEEKDAYS.index(name)


def _days_meant(text: str) -> str:
    """Return what a key of days may have meant, the whole of it: ``Mon-Fri`` is ``mon-fri``."""
    names = re.split(r"([-,\s]+)", text.strip().lower())
    full = [_day_meant(name) if i % 2 == 0 else name.strip() or "," for i, name in enumerate(names)]
    if all(full):
        return f"did you mean '{''.join(full)}'?"
    return close_match(text, ("daily",)) or f"the days are {', '.join(WEEKDAYS)}, or daily"


def _day_meant(name: str) -> str:
    """Return the weekday that a longer, shorter or misspelt name begins as; nothing if none."""
    begins = [
        day for day in WEEKDAYS if name.startswith(day) or (len(name) > 1 and day.startswith(name))
    ]
    near = begins or get_close_matches(name, WEEKDAYS, 1)
    return near[0] if len(near) == 1 else ""


def weekdays(text: str) -> list[int]:
    """Read ``mon``, ``mon-fri``, ``fri-mon``, ``mon,wed`` or ``daily``; Monday is 0.

    Raises PydanticCustomError.
    """
    if text == "daily":
        return list(range(len(WEEKDAYS)))
    days: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        begin = _weekday(first, text)
        end = _weekday(last, text) if dash else begin
        days += [(begin + n) % len(WEEKDAYS) for n in range((end - begin) % len(WEEKDAYS) + 1)]
    return days


def _days_key(text: str) -> str:
    weekdays(text)
    return text


#: One span of hours, and the hours of one day, in a rule file.
Span = Annotated[Interval, BeforeValidator(interval)]
Hours = Annotated[list[Span], AfterValidator(_apart)]


def _each_once(hours: dict[str, list[Interval]]) -> dict[str, list[Interval]]:
    seen: set[int] = set()
    for text in hours:
        for day in weekdays(text):
            if day in seen:
                refused(f"'{text}' names {WEEKDAYS[day]} again", "give each weekday once")
            seen.add(day)
    if not any(hours.values()):
        refused("no weekday has hours", 'such as {mon-fri: ["09:00-17:00"]}')
    return hours


def _shape(value: object) -> str:
    return "always" if isinstance(value, str) else "week"


#: Weekdays as they stand as a key.
DaysKey = Annotated[Text, AfterValidator(_days_key)]

#: The hours of a week in a rule file, by weekdays, or the text 24x7.
WeekHours = Annotated[
    Annotated[Literal["24x7"], Tag("always")]
    | Annotated[
        dict[DaysKey, Hours],
        AfterValidator(_each_once),
        Tag("week"),
    ],
    Discriminator(_shape),
]


def week_of(hours: Literal["24x7"] | dict[str, list[Interval]]) -> Week:
    """Return the hours of each weekday; one that is not named has none."""
    if isinstance(hours, str):
        return ((Interval(0, DAY),),) * len(WEEKDAYS)
    week = {day: tuple(spans) for text, spans in hours.items() for day in weekdays(text)}
    return tuple(week.get(day, ()) for day in range(len(WEEKDAYS)))


def usual(week: Week) -> DayHours:
    """Return the hours of Monday, or of the first weekday that has any."""
    return next((hours for hours in week if hours), ())
