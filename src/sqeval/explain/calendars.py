"""The working calendars of a rule set in words: hours, holidays, single dates, versions."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.calendars.calendar import Calendar, Version
from sqeval.calendars.dates import Dates
from sqeval.calendars.hours import Interval, shown
from sqeval.calendars.public import ICS
from sqeval.explain.origins import origin
from sqeval.explain.page import Line
from sqeval.explain.words import Catalogues, Words, joined
from sqeval.rules.ruleset import RuleSet

#: The sentences about calendars.
SAID: Catalogues = {
    "en": {
        "zone": "Time zone: $zone.",
        "no-zone": "Time zone: that of the rule set.",
        "hours": "Hours: $hours.",
        "always": "Hours: all of every day.",
        "day": "$days $hours",
        "no-hours": "none",
        "span": "$first to $last",
        "daily": "every day",
        "holidays": "Holidays: $sources.",
        "country": "those of $country, with the days that are worked to make up for them",
        "no-holidays": "No holidays.",
        "closed": "Closed: $dates.",
        "no-closed": "Closed: on no other date.",
        "open": "Hours of their own: $dates.",
        "no-open": "No date has hours of its own.",
        "version": "From $day on: $texts",
        "weekday.mon": "Mon",
        "weekday.tue": "Tue",
        "weekday.wed": "Wed",
        "weekday.thu": "Thu",
        "weekday.fri": "Fri",
        "weekday.sat": "Sat",
        "weekday.sun": "Sun",
    },
    "zh": {
        "zone": "时区：$zone。",
        "no-zone": "时区：同规则集。",
        "hours": "工作时间：$hours。",
        "always": "工作时间：每天全天。",
        "day": "$days $hours",
        "no-hours": "无",
        "span": "$first至$last",
        "daily": "每天",
        "holidays": "节假日：$sources。",
        "country": "$country的法定节假日（含调休上班日）",
        "no-holidays": "不含节假日。",
        "closed": "另休：$dates。",
        "no-closed": "没有另休的日期。",
        "open": "另定工作时间：$dates。",
        "no-open": "没有另定工作时间的日期。",
        "version": "自$day起：$texts",
        "weekday.mon": "周一",
        "weekday.tue": "周二",
        "weekday.wed": "周三",
        "weekday.thu": "周四",
        "weekday.fri": "周五",
        "weekday.sat": "周六",
        "weekday.sun": "周日",
    },
}


def calendar_lines(rules: RuleSet, words: Words) -> Iterator[Line]:
    """Yield the lines of every calendar, each with the place that it comes from."""
    said = words.of(SAID)
    for name, calendar in rules.calendars.items():
        place = origin(rules.files, ("calendars", name), words)
        yield Line(joined([name, " ", place]), 1)
        zone = calendar.timezone
        text = said("no-zone") if zone is None else said("zone", zone=zone)
        yield Line(text, 2)
        for text in _said(calendar, words):
            yield Line(text, 2)
        for version in calendar.versions:
            texts = words("sentences").join(_said(version, words))
            yield Line(said("version", day=str(version.from_), texts=texts), 2)


def _said(terms: Calendar | Version, words: Words) -> Iterator[str]:
    """Yield what a calendar says, or what a version changes: that too which it empties."""
    said = words.of(SAID)
    if terms.hours == "24x7":
        yield said("always")
    elif terms.hours is not None:
        hours = (_on(_days(days, words), hours, words) for days, hours in terms.hours.items())
        yield said("hours", hours=words("clauses").join(hours))
    lists = {
        "holidays": (terms.holidays, [_source(s, words) for s in terms.holidays or ()]),
        "closed": (terms.closed, [_dates(dates, words) for dates in terms.closed or ()]),
        "open": (terms.open, [_on(str(d), h, words) for d, h in (terms.open or {}).items()]),
    }
    for key, (value, texts) in lists.items():
        name = "sources" if key == "holidays" else "dates"
        if texts:
            yield said(key, **{name: words("clauses").join(texts)})
        elif value is not None and (isinstance(terms, Version) or key == "holidays"):
            yield said(f"no-{key}")


def _on(days: str, hours: list[Interval], words: Words) -> str:
    """Return days with their hours."""
    said = words.of(SAID)
    spans = words.list(map(shown, hours)) if hours else said("no-hours")
    return said("day", days=days, hours=spans)


def _days(text: str, words: Words) -> str:
    """Return weekdays as they are written as a key, by their names."""
    said = words.of(SAID)
    if text == "daily":
        return said("daily")
    parts = (part.strip().partition("-") for part in text.split(","))
    return words.list(
        said("span", first=said(f"weekday.{first}"), last=said(f"weekday.{last}"))
        if dash
        else said(f"weekday.{first}")
        for first, dash, last in parts
    )


def _source(source: str, words: Words) -> str:
    return source if source.endswith(ICS) else words.of(SAID)("country", country=source)


def _dates(dates: Dates, words: Words) -> str:
    if dates.first == dates.last:
        return str(dates.first)
    return words.of(SAID)("span", first=str(dates.first), last=str(dates.last))
