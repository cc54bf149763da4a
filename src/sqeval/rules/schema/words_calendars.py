"""What an editor says of the keys of calendars, and of what indicators say of working time."""

from __future__ import annotations

from sqeval.rules.schema.word import Word

CALENDAR_WORDS: dict[str, dict[str, Word]] = {
    "Calendar": {
        "timezone": Word(
            "The IANA zone whose wall clock the hours are on. Default: that of the rule set.",
            ["Asia/Shanghai"],
        ),
        "hours": Word(
            "The hours by weekday, or `24x7`; days without hours are not worked. Hours that end at "
            "or before their start run into the next day.",
            [
                {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
                {"daily": ["22:00-06:00"]},
                "24x7",
            ],
        ),
        "holidays": Word(
            "Whose holidays are not worked: countries by their ISO codes, parts of them, and "
            "iCalendar files below the rule file. A country's make-up working days are worked.",
            ["CN", ["US-CA", "company.ics"]],
        ),
        "closed": Word(
            "Dates that are not worked, whatever their weekday; the end of a span is included.",
            [["2026-12-31", "2026-08-03..2026-08-07"]],
        ),
        "open": Word(
            "Dates with hours of their own, which beat `closed` and holidays.",
            [{"2026-02-14": ["10:00-16:00"]}],
        ),
        "versions": Word(
            "What changes from a date on, in the order of the dates. Keys that a version does not "
            "give stay as they were before it.",
            [[{"from": "2026-07-01", "hours": {"mon-fri": ["08:30-17:30"]}}]],
        ),
    },
    "Version": {
        "from": Word("The date from which the version is in force.", ["2026-07-01"]),
    },
    "CalendarTable": {
        "by": Word("The column by whose values the calendar goes.", ["team"]),
        "calendars": Word(
            "The calendar of this category. `default` covers every other value, a missing one too.",
            ["office"],
        ),
    },
    "History": {
        "table": Word(
            "The table with one row per change of state: it looks this one up, or this one is "
            "derived from it. Its clock tells when a state began.",
            ["changes"],
        ),
        "status": Word("The column of that table with the state that began.", ["status"]),
        "in": Word("The states in which a case is paused.", [["pending", "on hold"]]),
    },
}

CALENDAR = Word(
    "The calendar whose working time alone counts, or one by category. Default: elapsed time, "
    "nights and weekends included.",
    ["office", {"by": "team", "EMEA": "london", "default": "office"}],
)
PAUSE = Word(
    "Paused time that is taken off: columns with durations (the figure is then approximate), or a "
    "history of states. A missing cell is no pause.",
    [
        "on_hold",
        ["on_hold", "waiting"],
        {"table": "changes", "status": "status", "in": ["pending"]},
    ],
)
