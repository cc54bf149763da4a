"""What an editor says of the keys of stages."""

from __future__ import annotations

from sqeval.rules.schema.word import Word
from sqeval.rules.schema.words_calendars import CALENDAR, PAUSE

STAGE_WORDS: dict[str, dict[str, Word]] = {
    "Stage": {
        "id": Word(
            "The name of the stage. Default: its column; a stage of events needs one.", ["told"]
        ),
        "title": Word(
            "What people call the stage.", ["Recorded", {"en": "Recorded", "zh": "受理"}]
        ),
        "at": Word(
            "The datetime column with its time, or events of another table.",
            ["accepted_at", {"table": "log", "where": 'activity == "called"', "take": "first"}],
        ),
        "from": Word(
            "The earlier step from which its time runs. Default: the latest one that the case "
            "passed.",
            ["created_at"],
        ),
        "limit": Word(
            "How long the step may take, said like the limit of `within`; open cases past it "
            "count as late.",
            ["30m", "5wd", {"by": "priority", "P1": "4h", "default": "8h"}],
        ),
        "calendar": CALENDAR,
        "pause": PAUSE,
    },
    "StageEvents": {
        "table": Word(
            "The table of the events: its rows look this table up, or this one is derived from "
            "it. Its clock says when they were.",
            ["log"],
        ),
        "where": Word("Which events: a condition over their columns.", ['activity == "called"']),
        "take": Word(
            "Which of them is the time: the `first` (default) or the `last`. `all` is no step: "
            "all of them show that somebody cared, for the longest gap.",
            ["last", "all"],
        ),
    },
}
