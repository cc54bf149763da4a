"""What an editor says of the keys of targets and points."""

from __future__ import annotations

from sqeval.rules.schema.word import Word

TARGET_WORDS: dict[str, dict[str, Word]] = {
    "Target": {
        "by": Word(
            "The column that the target goes by: each of its values is a stratum with a "
            "target, status and points of its own.",
            ["priority"],
        ),
        "at_least": Word(
            "Met by a value of at least this. Durations carry a unit (`30m`), shares their "
            "sign (`95%`), other figures are plain numbers; with `by`, one per category.",
            ["95%", 40, {"P1": "98%", "default": "95%"}],
        ),
        "at_most": Word(
            "Met by a value of at most this. Durations carry a unit (`30m`), shares their "
            "sign (`95%`), other figures are plain numbers; with `by`, one per category.",
            ["30m", {"P1": "30m", "default": "8h"}],
        ),
        "between": Word(
            "Met by a value from low to high, both included: `[LOW, HIGH]`; with `by`, one "
            "pair per category.",
            [["3m", "6m"], {"P1": ["1m", "3m"], "default": ["3m", "6m"]}],
        ),
        "warn": Word(
            "A met value that is not beyond this is `at_risk`. In the indicator's unit; on "
            "an indicator that is no share, `N%` is that share of the target.",
            ["97%", "90%"],
        ),
    },
    "Curve": {
        "curve": Word(
            "Points at given values, straight lines between them, the ends held beyond. "
            "Values in the indicator's unit; on an indicator that is no share, `N%` is that "
            "share of the target.",
            [{"100%": 100, "150%": 60, "300%": 0}],
        ),
    },
    "Steps": {
        "steps": Word(
            "Points for reaching each value: at least it, or at most under an `at_most` "
            "target. The best step reached counts; none reached: 0.",
            [{"98%": 100, "95%": 90, "90%": 75}],
        ),
    },
    "Deduct": {
        "deduct": Word(
            "Points taken from 100 for each `per` that the value falls short of the target.", [2]
        ),
        "per": Word(
            "The shortfall that costs `deduct` points, in the indicator's unit; on an "
            "indicator that is no share, `N%` is that share of the target.",
            ["1%", "5s"],
        ),
        "steps": Word(
            "How a part of a step counts: `begun` as a whole one, `full` not at all. "
            "Default: in proportion.",
            ["begun"],
        ),
    },
}
