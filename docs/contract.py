# ruff: noqa: INP001 - a folder of pages, no package
"""The keys of the JSON, taken from the values that it is written from."""

from __future__ import annotations

from dataclasses import fields

from docs.shown import prose, row
from sqeval.observe import workload
from sqeval.report import report, stages
from sqeval.scoring import scorecard

#: Where each value stands in the JSON; ``[]`` is each item of a list.
OBJECTS = {
    "the whole": report.Report,
    "rules": report.RulesEntry,
    "rules.files[]": report.RuleFile,
    "rules.definitions.ID": report.Definition,
    "period": report.PeriodEntry,
    "tables[]": report.TableEntry,
    "tables[].files[]": report.FileEntry,
    "tables[].rows": report.RowCounts,
    "groups[]": scorecard.Scorecard,
    "groups[].gates[]": scorecard.GateScore,
    "groups[].indicators[]": scorecard.IndicatorScore,
    "groups[].indicators[].strata[]": scorecard.StratumScore,
    "groups[].indicators[].standardised": scorecard.Standardised,
    "groups[].parts[]": scorecard.PartScore,
    "workload[]": workload.Workload,
    "workload[].ages[]": workload.AgeBand,
    "stages[]": stages.StageFlow,
    "stages[].steps[]": stages.StageStep,
    "stages[].steps[].time": stages.StageTime,
    "stages[].steps[].passed": stages.StageFigure,
    "stages[].gap": stages.StageGap,
    "problems[]": report.ProblemEntry,
}


def table() -> str:
    """Return a row for each object of the JSON: where it stands, its keys, what it is."""
    rows = [row("object", "keys", "what it is"), row("---", "---", "---")]
    for place, value in OBJECTS.items():
        keys = ", ".join(f"`{field.name.rstrip('_')}`" for field in fields(value))
        rows.append(row(place if " " in place else f"`{place}`", keys, prose(value)))
    return "".join(rows)
