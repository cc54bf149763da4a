"""A working calendar as a rule file gives it: hours, holidays, and what replaces them on a day.

Opening hours change, and a past report must still be reproduced; so a calendar may have versions,
each in force from a local date on. ``Terms`` are what one version says in the end: a value that
can be hashed, so that what is worked out from it can be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sqeval.calendars.dates import Dates, Day, DayOrSpan
from sqeval.calendars.hours import DayHours, Hours, Interval, Week, WeekHours, refused, week_of
from sqeval.calendars.public import ICS, holiday_problem
from sqeval.calendars.zones import Zone
from sqeval.nodes import Model, Text


def _source(text: str) -> str:
    wrong = None if text.endswith(ICS) else holiday_problem(text)
    if wrong is not None:
        refused(*wrong)
    return text


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _opened(hours: list[Interval]) -> list[Interval]:
    if not hours:
        refused("a day is opened without hours", "put the date under 'closed'")
    return hours


#: Where holidays come from: countries by their codes, and files.
Source = Annotated[Text, AfterValidator(_source)]
Sources = Annotated[list[Source], BeforeValidator(_one_or_more)]
Opened = Annotated[Hours, AfterValidator(_opened)]


@dataclass(frozen=True)
class Terms:
    """What is in force: the hours of the week, the sources of holidays, days closed and opened."""

    week: Week
    sources: tuple[str, ...]
    closed: tuple[Dates, ...]
    opened: tuple[tuple[date, DayHours], ...]


class Version(Model):
    """What changes in a calendar from a local date on; keys that are not given stay as they were.

    Example: ``{from: 2026-07-01, hours: {mon-fri: ["08:30-17:30"]}}``
    """

    from_: Day = Field(alias="from")
    hours: WeekHours | None = None
    holidays: Sources | None = None
    closed: list[DayOrSpan] | None = None
    open: dict[Day, Opened] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if _given(self) == {}:
            refused("this version changes nothing", "give hours, holidays, closed or open")
        return self


def _in_order(versions: list[Version]) -> list[Version]:
    for one, other in pairwise(versions):
        if other.from_ <= one.from_:
            refused(
                f"the version from {other.from_} stands after that from {one.from_}",
                "put versions in the order of their dates, each date once",
            )
    return versions


Versions = Annotated[list[Version], AfterValidator(_in_order)]


class Calendar(Model):
    """When work is done, in the wall-clock time of ``timezone``, or of the rule set's zone.

    ``open`` replaces the hours of its dates and beats ``closed`` and holidays.

    Example: ``{hours: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: CN}``
    """

    timezone: Zone | None = None
    hours: WeekHours
    holidays: Sources = Field(default_factory=list)
    closed: list[DayOrSpan] = Field(default_factory=list)
    open: dict[Day, Opened] = Field(default_factory=dict)
    versions: Versions = Field(default_factory=list)

    def eras(self) -> tuple[tuple[date, Terms], ...]:
        """Return the terms from each date on, oldest first; the first are in force from ever."""
        said = {key: getattr(self, key) for key in _KEYS}
        eras = [(date.min, _terms(said))]
        for version in self.versions:
            said |= _given(version)
            eras.append((version.from_, _terms(said)))
        return tuple(eras)

    def sources(self) -> tuple[str, ...]:
        """Return every source of holidays, of all versions, each once, as the file names them."""
        return tuple(dict.fromkeys(s for _, terms in self.eras() for s in terms.sources))


_KEYS = ("hours", "holidays", "closed", "open")


def _given(version: Version) -> dict[str, Any]:
    return {key: value for key in _KEYS if (value := getattr(version, key)) is not None}


def _terms(said: Mapping[str, Any]) -> Terms:
    return Terms(
        week=week_of(said["hours"]),
        sources=tuple(said["holidays"]),
        closed=tuple(said["closed"]),
        opened=tuple((day, tuple(said["open"][day])) for day in sorted(said["open"])),
    )
