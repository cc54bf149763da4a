"""What an editor says of the keys of columns."""

from __future__ import annotations

from sqeval.rules.schema.word import Word

_MIN = Word("The smallest valid value, included; a cell below it is invalid.", [1])
_MAX = Word("The largest valid value, included; a cell above it is invalid.", [5])
_THOUSANDS = Word(
    "The mark between thousands. Default: none, and a cell with one is invalid.", [","]
)

COLUMN_WORDS: dict[str, dict[str, Word]] = {
    "Column": {
        "title": Word("What people call the column.", ["Assigned team"]),
        "from": Word(
            "Headers by preference: the first that the file has is read. A list inside the "
            "list joins columns with a space. Default: the column's own name.",
            [["Created at", "opened_at"], [["Date", "Time"]], "Ticket ID"],
        ),
        "required": Word(
            "Whether a file without the column is refused. Default true; with false, what "
            "depends on an absent column is `no_data`.",
            [False],
        ),
        "value": Word(
            "An expression instead of `from`: over the columns of the row or, in a derived "
            "table, over the rows of the case.",
            ["talk + hold + wrap", "min(at)"],
        ),
        "where": Word(
            "In a derived table: the rows of the case that `value` speaks of. Default: all.",
            ['activity == "Resolved"'],
        ),
    },
    "TextColumn": {
        "type": Word("Cells as they stand: ids, names, free text.", ["text"]),
    },
    "IntegerColumn": {
        "type": Word("Whole numbers; any other cell is invalid.", ["integer"]),
        "min": _MIN,
        "max": _MAX,
        "thousands": _THOUSANDS,
    },
    "NumberColumn": {
        "type": Word("Decimal numbers; any other cell is invalid.", ["number"]),
        "min": _MIN,
        "max": _MAX,
        "decimal": Word("The decimal mark. Default: the point.", [","]),
        "thousands": _THOUSANDS,
    },
    "BooleanColumn": {
        "type": Word("True or false; any other cell is invalid.", ["boolean"]),
        "values": Word(
            "Spellings of each value, beside `true` and `false` themselves.",
            [{"true": ["Y", "Yes"], "false": ["N", "No"]}],
        ),
    },
    "CategoryColumn": {
        "type": Word(
            "One of a known set; another value becomes its own group `(other: VALUE)`.",
            ["category"],
        ),
        "values": Word(
            "The spellings of each category; its own name is always one of them.",
            [{"P1": ["1 - Critical", "Urgent"], "P2": []}],
        ),
    },
    "ScaleColumn": {
        "type": Word("Words that stand for numbers, as survey answers do.", ["scale"]),
        "values": Word(
            "The words for each number; a cell with any other word is invalid.",
            [{"5": ["Strongly agree"], "4": ["Agree"], "3": ["Neutral"]}],
        ),
    },
    "DateColumn": {
        "type": Word("A day.", ["date"]),
        "formats": Word(
            "How cells are read, tried in order: patterns of strptime, `iso` or `excel`. "
            "Default: year first, or as the column's unambiguous values tell.",
            [["%d/%m/%Y", "iso"]],
        ),
    },
    "DatetimeColumn": {
        "type": Word("An instant; times without an offset are in the table's zone.", ["datetime"]),
        "formats": Word(
            "How cells are read, tried in order: patterns of strptime, `iso`, `excel`, "
            "`epoch s` or `epoch ms`. Default: year first, or as the column's unambiguous "
            "values tell.",
            [["%d/%m/%Y %H:%M", "epoch s"]],
        ),
    },
    "DurationColumn": {
        "type": Word("A length of time: numbers of a `unit`, or clock texts.", ["duration"]),
        "unit": Word(
            "What plain numbers count: seconds `s`, minutes `m`, hours `h` or days `d`.", ["m"]
        ),
        "formats": Word("The clock texts of the column, tried in order.", [["h:mm:ss", "h:mm"]]),
    },
}
