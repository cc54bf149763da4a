"""What an editor says of the keys of files, tables and scorecards."""

from __future__ import annotations

from sqeval.rules.schema.word import Word

FILE_WORDS: dict[str, dict[str, Word]] = {
    "Rules": {
        "calendars": Word(
            "When work is done, by name: hours, holidays, and what replaces them on a date. "
            "Indicators name one in `calendar`.",
            [{"office": {"hours": {"mon-fri": ["09:00-18:00"]}, "holidays": "CN"}}],
        ),
        "tables": Word(
            "The kinds of exports, by name. `tickets` is what FILE arguments bind to, "
            "`surveys` and `reviews` have options of their own, `--table NAME=FILE` binds "
            "any.",
            [
                {
                    "tickets": {
                        "key": "ticket_id",
                        "clock": "created_at",
                        "columns": {"ticket_id": {}, "created_at": {"type": "datetime"}},
                    }
                }
            ],
        ),
        "indicators": Word(
            "What is measured, by id. An indicator in no part of the scorecard is "
            "monitored: shown, not scored.",
            [{"tickets_in": {"type": "count"}}],
        ),
        "scorecard": Word(
            "How the indicators' points add up to a total and a grade.",
            [{"indicators": {"on_time": 60, "satisfied_rate": 40}, "grades": {"A": 90, "B": 0}}],
        ),
    },
    "Head": {
        "version": Word("The version of the rule language: always 1.", [1]),
        "title": Word(
            "The title of the report: a text, or one per language.",
            ["Service evaluation", {"en": "Service evaluation", "zh": "服务质量考核"}],
        ),
        "extends": Word(
            "The rule files that this one changes: `builtin:NAME`, or paths below the "
            "folder of this file. Entries merge by id and key; null removes.",
            [["builtin:service-desk"], "desk.yaml"],
        ),
        "timezone": Word(
            "The IANA zone of periods and of times without an offset. Without one: UTC, "
            "with a notice.",
            ["Asia/Shanghai", "UTC"],
        ),
        "fiscal_year_start": Word(
            "The month (1 to 12) that years, halves and quarters start in. Default 1; a "
            "fiscal year is named by the year it starts in.",
            [4],
        ),
        "month_starts": Word(
            "The day (1 to 28) that months run from, such as 26 for months from the 26th to "
            "the 25th. Default 1.",
            [26],
        ),
        "periods": Word(
            "Names for periods, usable as `--period NAME`; the end of a range is included.",
            [{"double-eleven": "2026-11-01..2026-11-15"}],
        ),
    },
    "Table": {
        "title": Word("What people call the table.", ["Tickets"]),
        "profile": Word(
            "Whose exports these are: what is known of them fills in headers, formats and "
            "spellings. `auto` tells the vendor by the headers; else a name, or a file of one's "
            "own below the rule file. Default: the columns' own words alone.",
            ["auto", "zendesk", "./profiles/our-desk.yaml"],
        ),
        "key": Word(
            "The column, or list of columns, that identifies a record. Without one every "
            "record counts; a record with an empty key is rejected.",
            ["ticket_id", ["ticket_id", "reviewer"]],
        ),
        "duplicates": Word(
            "What happens to several records of one key. Default with a key: `refuse`, the "
            "file is not scored where their contents differ.",
            ["refuse", {"keep": "last", "by": "updated_at"}],
        ),
        "clock": Word(
            "The date or datetime column that places a row in a period. Without one, or "
            "where the cell is empty, rows count in `--period all` only.",
            ["created_at"],
        ),
        "missing": Word(
            'The cells that mean *no value*. Default [""]; a list replaces it.', [["", "-", "N/A"]]
        ),
        "timezone": Word(
            "The IANA zone of this table's times without an offset. Default: that of the "
            "rule file.",
            ["Asia/Shanghai"],
        ),
        "encoding": Word(
            "The encoding of the table's files. Default UTF-8, or what the byte order mark says.",
            ["gb18030"],
        ),
        "lookup": Word(
            "Tables whose columns a row of this one sees, by the columns here that hold "
            "their key. A row without a match sees empty values.",
            [{"tickets": "ticket_id"}],
        ),
        "derive": Word(
            "Makes this table out of another: one row per case out of one row per event. It "
            "then has no file of its own.",
            [{"from": "events", "per": "case"}],
        ),
        "states": Word(
            "What the values of the status column say of a row. With them the report has the "
            "workload: opening + received = resolved + in progress + waiting + void.",
            [{"resolved": ["solved", "closed"], "in_progress": ["open"], "waiting": ["pending"]}],
        ),
        "stages": Word(
            "The moments that a case goes through, in their order: the report tells how many "
            "passed each, how long it took and where they waited.",
            [
                [
                    "created_at",
                    {"at": "accepted_at", "limit": "30m"},
                    {"id": "told", "at": {"table": "log", "where": 'activity == "called"'}},
                ]
            ],
        ),
        "columns": Word(
            "The table's columns by name. A column that says nothing is a text, found under "
            "its own name.",
            [{"ticket_id": {"from": ["Ticket ID"]}, "agent": {}}],
        ),
    },
    "Keep": {
        "keep": Word(
            "Which record of a key is used: the `last` by a column, the `first` in file "
            "order, or `all`.",
            ["last", "first"],
        ),
        "by": Word(
            "For `keep: last`: the column that tells the later record. An empty cell is "
            "earliest, ties go to the later record in file order.",
            ["updated_at"],
        ),
    },
    "Derive": {
        "from": Word("The table with one row per event.", ["events"]),
        "per": Word("The column of that table that names the case.", ["case"]),
    },
    "States": {
        "by": Word("The text or category column with the status. Default `status`.", ["status"]),
        "to": Word(
            "The datetime column with the time at which a row was resolved. Default "
            "`resolved_at`, where the table has it.",
            ["closed_at"],
        ),
        "overdue": Word(
            "What tells which open rows are overdue: an indicator of type `within` over this "
            "table, or a datetime column with due times.",
            ["resolved_on_time", "due_at"],
        ),
        "ages": Word(
            "The bounds of the bands in which open rows are counted by age, from low to high. "
            "Default [1d, 3d, 7d, 30d].",
            [["4h", "1d", "1w"]],
        ),
        "resolved": Word("The statuses of rows that are done.", [["solved", "closed"]]),
        "in_progress": Word(
            "The statuses of rows that are worked on. Rows that are not resolved yet, whatever "
            "their status is now, count here too, unless it is a waiting one.",
            [["open"]],
        ),
        "waiting": Word(
            "The statuses of rows that wait: for a customer, a supplier, or to be begun.",
            [["new", "pending"]],
        ),
        "void": Word(
            "The statuses of rows that are no case, such as spam. They are counted as received, "
            "and as nothing else.",
            [["spam", "merged"]],
        ),
    },
    "ScorecardRules": {
        "missing": Word(
            "What becomes of an indicator or part without points: `renormalise` (default) "
            "shares its weight among its neighbours, `zero` counts 0, `void` leaves no "
            "total.",
            ["renormalise", "zero"],
        ),
        "parts": Word(
            "The parts of the scorecard by id, each with its weight.",
            [{"speed": {"weight": 60, "indicators": {"on_time": 100}}}],
        ),
        "indicators": Word(
            "The weights of indicators that stand beside the parts; plain numbers, relative "
            "to each other.",
            [{"on_time": 60, "satisfied_rate": 40}],
        ),
        "gates": Word(
            "Conditions that cap the grade, whatever the points.",
            [[{"when": "missed(on_time)", "cap": "B", "why": "speed comes first"}]],
        ),
        "grades": Word(
            "The lower bound of each grade in points (0 to 100).", [{"A": 90, "B": 80, "C": 0}]
        ),
        "outcomes": Word(
            "A text for each grade: what follows from it. A grade may go without.",
            [{"A": "recognise", "C": {"en": "coach", "zh": "辅导"}}],
        ),
    },
    "Part": {
        "title": Word(
            "What people call the part: a text, or one per language.",
            ["Service quality", {"en": "Service quality", "zh": "服务质量"}],
        ),
        "weight": Word(
            "The part's weight beside its neighbours: a plain number without %. Default 1.", [60]
        ),
        "missing": Word(
            "What becomes of an indicator or part in it without points: `renormalise`, "
            "`zero` or `void`. Default: as the part above says.",
            ["zero"],
        ),
        "parts": Word(
            "The parts below this one by id.", [{"speed": {"indicators": {"on_time": 100}}}]
        ),
        "indicators": Word(
            "The weights of the part's indicators; plain numbers, relative within the part.",
            [{"on_time": 60, "satisfied_rate": 40}],
        ),
    },
    "Gate": {
        "when": Word(
            "A condition over indicators and parts. Where it cannot be told, the gate does "
            "not cap.",
            ["missed(on_time)", "points(privacy) < 60"],
        ),
        "cap": Word("The best grade that is left when the condition holds.", ["B"]),
        "why": Word(
            "The reason, as the report gives it: a text, or one per language.",
            ["privacy comes first"],
        ),
    },
}
