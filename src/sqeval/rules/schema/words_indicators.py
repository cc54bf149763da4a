"""What an editor says of the keys of indicators."""

from __future__ import annotations

from sqeval.rules.schema.word import Word
from sqeval.rules.schema.words_calendars import CALENDAR, PAUSE

_FROM = Word(
    "The column with the instant at which the time starts. Rows without it are left "
    "out as `no-start`.",
    ["created_at"],
)
_AGGREGATE = Word(
    "How the rows' values become one: `mean`, `median`, `min`, `max`, `sum`, or a "
    "percentile above 0 and below 100 such as `p90` (linear interpolation).",
    ["p90", "median", "p97.5"],
)

INDICATOR_WORDS: dict[str, dict[str, Word]] = {
    "Measure": {
        "title": Word(
            "What people call the indicator: a text, or one per language.",
            ["First response time", {"en": "Resolved on time", "zh": "按时解决率"}],
        ),
        "about": Word(
            "Why it is measured and what it tells: a text, or one per language.",
            ["Customers wait least when the first reply is quick."],
        ),
        "owner": Word("Who answers for it.", ["service desk lead"]),
        "table": Word("The table whose rows it speaks of. Default `tickets`.", ["surveys"]),
        "where": Word(
            "A condition: the rows it speaks of. Default: all. A row where it cannot be "
            "told is left out as `unknown`.",
            ['category == "complaint"'],
        ),
        "clock": Word(
            "Another time column of the table that places rows in a period. Default: the "
            "table's clock.",
            ["resolved_at"],
        ),
        "min_n": Word(
            "The fewest rows that earn points; below it the value is given as "
            "`insufficient`. Default 1.",
            [20],
        ),
        "target": Word(
            "What is wanted: exactly one of `at_least`, `at_most` and `between`, for all "
            "rows or by category. Without a target there is no status.",
            [
                {"at_least": "95%", "warn": "97%"},
                {"by": "priority", "at_most": {"P1": "30m", "default": "8h"}},
            ],
        ),
        "points": Word(
            "How the value becomes points (0 to 100): by `curve`, `steps` or `deduct`. "
            "Default: the share of the target that is reached.",
            [
                {"curve": {"100%": 100, "150%": 60, "300%": 0}},
                {"steps": {"98%": 100, "95%": 90}},
                {"deduct": 2, "per": "1%"},
            ],
        ),
    },
    "Ratio": {
        "type": Word("The share of good rows, shown in %.", ["ratio"]),
        "good": Word(
            "The condition that a good row meets. Where it cannot be told, the row counts "
            "as not good.",
            ['status == "solved" and reopens == 0', "attitude >= 4"],
        ),
        "total": Word(
            "The condition that a row of the whole meets. Default: every row that `where` "
            "leaves; where it cannot be told, the row is left out as `unknown`.",
            ["present(attitude)"],
        ),
    },
    "Duration": {
        "type": Word(
            "The time between two instants of a row, elapsed or worked, in seconds.", ["duration"]
        ),
        "calendar": CALENDAR,
        "pause": PAUSE,
        "from": _FROM,
        "to": Word(
            "The column with the instant at which the time ends; `open` says what becomes "
            "of rows without it. An end before the start is left out as `out-of-order`.",
            ["replied_at"],
        ),
        "aggregate": _AGGREGATE,
        "open": Word(
            "Rows without an end: `exclude` (default) leaves them out as `no-end`, `age` "
            "counts them with their age at `as_of`, `survival` reads a percentile off the curve in "
            "which they are still open at `as_of`.",
            ["age", "survival"],
        ),
    },
    "Within": {
        "type": Word("The share of rows that were done in time, shown in %.", ["within"]),
        "calendar": CALENDAR,
        "pause": PAUSE,
        "from": _FROM,
        "to": Word(
            "The column with the instant at which it was done; `open` says what becomes of "
            "rows without it. An end before the start is left out as `out-of-order`.",
            ["resolved_at"],
        ),
        "limit": Word(
            "The time allowed: a duration, working days such as `5wd` (under a calendar), one by "
            "category, or columns with durations (the longest counts) or with due times (the "
            "latest). A row without one is left out as `no-limit`.",
            [
                "8h",
                "5wd",
                "due_at",
                ["due_at", "extended_due_at"],
                {"by": "priority", "P1": "4h", "default": "24h"},
            ],
        ),
        "open": Word(
            "Rows not done yet: `late` (default) counts those past their limit at `as_of` "
            "as late and leaves out the others as `undecided`; `exclude` leaves out all.",
            ["exclude"],
        ),
    },
    "LimitTable": {
        "by": Word(
            "The column, or two columns, by whose values the limit goes.",
            ["priority", ["priority", "category"]],
        ),
        "limits": Word(
            "The limit of this category: a duration, working days or, by two columns, one per "
            "category of the second. `default` covers every other value, a missing one too.",
            ["4h", "5wd"],
        ),
    },
    "Repeat": {
        "type": Word(
            "The share of cases that no other case of the same kind follows soon, shown in %.",
            ["repeat"],
        ),
        "per": Word(
            "The column or columns that make cases the same: whose they are, what they are about. "
            "A row without one of them is left out as `no-value`.",
            ["customer_id", ["customer_id", "category"]],
        ),
        "within": Word(
            "How soon after a case another one follows it: elapsed time between their clocks, the "
            "end included. A case that none follows yet and whose time is not over at `as_of` is "
            "left out as `undecided`.",
            ["7d", "48h"],
        ),
    },
    "Statistic": {
        "type": Word(
            "An aggregate of a number or duration of each row, in its unit (durations in seconds).",
            ["statistic"],
        ),
        "of": Word(
            "The column or expression that is aggregated. Rows without a value are left out "
            "as `no-value`.",
            ["answer_time", "talk + hold"],
        ),
        "aggregate": _AGGREGATE,
    },
    "Nps": {
        "type": Word("The net promoter score, -100 to 100.", ["nps"]),
        "of": Word(
            "The answer from 0 to 10: 9 and 10 promote, 0 to 6 detract. Rows without one are "
            "left out as `no-value`, those outside 0 to 10 as `invalid-cell`.",
            ["recommend"],
        ),
    },
    "Count": {
        "type": Word("The number of rows where `where` holds; 0 is a value.", ["count"]),
    },
    "Formula": {
        "type": Word("An expression over the values of other indicators.", ["formula"]),
        "value": Word(
            "The expression; bare names are other indicators' values of the same group. "
            "Missing where one of them is or a division is by 0.",
            ["complaints / tickets * 1000"],
        ),
    },
}
