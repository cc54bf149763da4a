"""Rule files by name that schema and loader do not judge alike, as the schema's module says."""

from __future__ import annotations

from tests.unit.rules.schema_documents.forms import calendar, column, count, over, table, within

#: What the schema alone takes.
TAKEN_BY_SCHEMA = {
    "a whole number with a point": "version: 1\nmonth_starts: 2.0",
    "a quoted number as a key": count('points: {steps: {"5": 100}}'),
    "a zone that does not exist": "version: 1\ntimezone: Asia/Atlantis",
    "min above max": column("{type: integer, min: 5, max: 1}"),
    "a duration finer than a microsecond": within("0.0000001s"),
    "a duration of two thousand years": within("800000d"),
    "a share beyond all numbers": count(f"target: {{at_most: 1{'0' * 400}%}}"),
    "a country without known holidays": calendar("{hours: 24x7, holidays: XX}"),
    "a date that no month has": calendar("{hours: 24x7, closed: [2026-02-30]}"),
    "a span upside down": calendar("{hours: 24x7, closed: [2026-08-05..2026-08-01]}"),
    "hours that overlap": calendar('{hours: {mon: ["09:00-12:00", "11:00-13:00"]}}'),
    "a weekday named twice": calendar('{hours: {mon-fri: [], wed: ["09:00-12:00"]}}'),
    "versions out of order": calendar(
        "{hours: 24x7, versions: [{from: 2026-07-01, closed: []}, {from: 2026-01-01, open: {}}]}"
    ),
    "a stage of events without an id": table("{stages: [{at: {table: log}}]}"),
    "a limit of all events": table("{stages: [{id: a, limit: 4h, at: {table: log, take: all}}]}"),
    "an empty item": "version: 1\ntables:\n  t:\n    missing:\n      -\n",
    "an entry that is not there": over("indicators: {other: {good: solved}}"),
    "null for what is not there": over("indicators: {other: null}"),
    "keys that do not go together": over("tables: {tickets: {columns: {id: {from: A, value: b}}}}"),
}

#: What the loader alone takes.
TAKEN_BY_LOADER = {
    "the word null as a text": "version: 1\ntitle: null",
    "a number with a sign as a column": within("-4"),
}
