"""Public holidays, and the days that are worked instead of others."""

from __future__ import annotations

import functools
from datetime import date, timedelta

import holidays

from tests.oracle.rows import Spec


@functools.cache
def country(code: str) -> holidays.HolidayBase:
    """Return the holidays of a country, or of a part of one."""
    name, _, part = code.partition("-")
    return holidays.country_holidays(name, subdiv=part or None)


def countries(spec: Spec, day: date) -> list[holidays.HolidayBase]:
    """Return the countries of a calendar, with the year of the day looked up."""
    codes = spec.get("holidays", [])
    found = [country(code) for code in ([codes] if isinstance(codes, str) else codes)]
    for one in found:
        one.get(day)
    return found


def is_holiday(spec: Spec, day: date) -> bool:
    """Tell whether a country of the calendar has a public holiday, or a weekend that touches one.

    Weekends belong to holidays in China alone.
    """
    return any(
        day in one or (one.country == "CN" and belongs(one, day)) for one in countries(spec, day)
    )


def belongs(one: holidays.HolidayBase, day: date) -> bool:
    """Tell whether only days of a weekend, not worked, lie between a day of it and a holiday."""
    for step in (timedelta(days=-1), timedelta(days=1)):
        reached = day
        while is_free_weekend(one, reached):
            reached += step
        if reached != day and reached in one:
            return True
    return False


def is_free_weekend(one: holidays.HolidayBase, day: date) -> bool:
    """Tell whether a day is a Saturday or Sunday that is neither a holiday nor made up for one."""
    return day.weekday() > 4 and day not in one and day not in one.weekend_workdays


def is_made_up(spec: Spec, day: date) -> bool:
    """Tell whether a country of the calendar works on the day instead of on another."""
    return any(day in one.weekend_workdays for one in countries(spec, day))
