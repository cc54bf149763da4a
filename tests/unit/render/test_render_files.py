from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from sqeval.render import bars, csv_text, markdown
from sqeval.render.registry import FORMATS, format_of
from sqeval.render.style import Style
from sqeval.report.report import Report


def rows_of(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text.render(report, Style()), newline="")))


def test_csv_rows_are_the_json_group_by_indicator(report: Report) -> None:
    groups: list[dict[str, Any]] = json.loads(report.to_json())["groups"]
    expected = [(g["by"], i) for g in groups for i in g["indicators"]]
    rows = rows_of(report)
    assert len(rows) == len(expected)
    for row, (by, indicator) in zip(rows, expected, strict=True):
        assert set(row) == {"team", "month", "agent", "by", *indicator}
        for name in ("excluded", "target", "strata"):
            assert (json.loads(row[name]) if row[name] else None) == indicator[name]
        for name in ("value", "low", "high", "n", "considered", "points", "weight", "lost"):
            assert (float(row[name]) if row[name] else None) == indicator[name]
        for name in ("id", "measure", "unit", "status", "reason"):
            assert (row[name] or None) == indicator[name]
        assert json.loads(row["by"]) == by


def test_csv_tells_the_null_group_from_the_whole(report: Report) -> None:
    empty = {r["by"] for r in rows_of(report) if not (r["team"] or r["month"] or r["agent"])}
    assert empty == {"{}", '{"team": null}'}


def test_csv_rounds_to_twelve_digits_and_ends_lines_with_lf(report: Report) -> None:
    score = replace(report.whole.indicators[1], value=0.1 + 0.2)
    card = replace(report.whole, indicators=(score,))
    text = csv_text.render(replace(report, groups=(card,)), Style())
    assert ",share,0.3," in text
    assert "\r" not in text


def test_csv_grouping_column_named_like_a_field_keeps_both(report: Report) -> None:
    card = replace(report.groups[1], by={"status": "open"})
    rows = rows_of(replace(report, options={"by": [["status"]]}, groups=(report.whole, card)))
    assert rows[-1]["by.status"] == "open"
    assert rows[-1]["status"] == "met"


def test_csv_has_a_column_for_a_grouping_without_groups(report: Report) -> None:
    rows = rows_of(replace(report, groups=(report.whole,)))
    assert list(rows[0])[:3] == ["team", "month", "agent"]


def test_markdown_tables_are_rectangular_and_complete(report: Report) -> None:
    text = markdown.render(report, Style())
    tables = [t for t in text.split("\n\n") if t.startswith("|")]
    assert len(tables) == 14  # ages, stages, groups compared and the workload by team among them
    for made in tables:
        pipes = {line.replace(r"\|", "").count("|") for line in made.split("\n")}
        assert len(pipes) == 1
    for title in ("Solved first time", "93.4 %", "94.3 % – 95.6 %", "| 18 | 88.0 |", "4,850 read"):
        assert title in text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("out/report.json", "json"),
        ("a.CSV", "csv"),
        ("2026.Q1.md", "md"),
        ("x.txt", "table"),
        ("x.pdf", None),
        ("json", None),
        ("-", None),
    ],
)
def test_a_path_tells_its_format(path: str, name: str | None) -> None:
    found = format_of(path)
    assert (found.name if found else None) == name


def test_the_registry_is_consistent() -> None:
    suffixes = [s for f in FORMATS.values() for s in f.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for name, form in FORMATS.items():
        assert form.name == name
        assert form.summary
        assert form.render.__doc__


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0.0, "··········"),
        (0.0001, "▏·········"),
        (0.5, "█████·····"),
        (0.86, "████████▋·"),
        (0.9999, "█████████▉"),
        (1.0, "██████████"),
    ],
)
def test_bars_are_full_only_for_all_and_empty_only_for_nothing(share: float, drawn: str) -> None:
    assert bars.bar(share, 10, "·") == drawn
