"""The workload on a terminal and in Markdown: one line that adds up, and more where asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sqeval
from sqeval.render import markdown, table
from sqeval.render.style import Style

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: at
    columns:
      id: {}
      at: {type: datetime}
      resolved_at: {type: datetime}
      status: {type: category, values: {solved: [], open: [], new: [], spam: []}}
      team: {}
    states: {resolved: solved, in_progress: open, waiting: new, void: spam, overdue: on_time}
indicators:
  on_time: {type: within, from: at, to: resolved_at, limit: 2d}
"""
TICKETS = """\
id,at,resolved_at,status,team
1,2026-02-10 10:00,2026-03-02 10:00,solved,A
2,2026-02-10 10:00,,open,A
3,2026-03-31 10:00,,new,"a|b"
4,2026-03-31 10:00,,open,"a|b"
5,2026-04-02 10:00,,open,A
"""
VOID = "6,2026-03-31 10:00,,spam,A\n"
UNREAD = "7,2026-03-31 10:00,soon,solved,A\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    return tmp_path


def report(folder: Path, tickets: str) -> sqeval.Report:
    (folder / "tickets.csv").write_text(tickets, "utf-8")
    return sqeval.score(
        folder / "rules.yaml",
        {"tickets": folder / "tickets.csv"},
        period="2026-03",
        by=["team"],
        max_rejected=1.0,
    )


def test_one_line_adds_up(folder: Path) -> None:
    text = table.render(report(folder, TICKETS), Style())
    assert (
        "\n\nWorkload\n"
        "Opening 2 + received 2 = resolved 1 + in progress 2 + waiting 1   overdue 1\n\n"
    ) in text
    assert "Age of open cases" not in text
    assert "Workload by" not in text


def test_what_is_void_or_unknown_is_told_where_there_is_any(folder: Path) -> None:
    text = table.render(report(folder, TICKETS + VOID + UNREAD), Style())
    assert "waiting 1 + void 1   overdue 1   unknown 1\n" in text


def test_what_nothing_tells_is_not_said(folder: Path) -> None:
    rules = RULES.replace(", overdue: on_time", "")
    (folder / "rules.yaml").write_text(rules, "utf-8")
    assert "overdue" not in table.render(report(folder, TICKETS), Style(verbose=True))


def test_verbose_has_ages_and_groups(folder: Path) -> None:
    text = table.render(report(folder, TICKETS), Style(verbose=True))
    ages = text.split("Age of open cases\n")[1].split("\n\n")[0]
    assert [line.split() for line in ages.splitlines()] == [
        ["Age", "Cases"],
        ["under", "24", "h", "2"],
        ["24", "h", "to", "3", "d", "0"],
        ["3", "d", "to", "7", "d", "0"],
        ["7", "d", "to", "30", "d", "0"],
        ["30", "d", "and", "more", "1"],
    ]
    groups = text.split("Workload by team\n")[1].split("\n\n")[0]
    assert [line.split() for line in groups.splitlines()] == [
        ["team", "opening", "received", "resolved", "in", "progress", "waiting", "overdue"],
        ["A", "2", "0", "1", "1", "0", "1"],
        ["a|b", "0", "2", "0", "1", "1", "0"],
    ]


def test_markdown_has_all_of_it_and_escapes_names(folder: Path) -> None:
    text = markdown.render(report(folder, TICKETS), Style())
    assert (
        "\n## Workload\n\n"
        "Opening 2 + received 2 = resolved 1 + in progress 2 + waiting 1 · overdue 1\n\n"
        "## Age of open cases\n\n| Age | Cases |\n| --- | ---: |\n| under 24 h | 2 |\n"
    ) in text
    assert "\n## Workload by team\n\n" in text
    assert "\n| a\\|b | 0 | 2 | 0 | 1 | 1 | 0 |\n" in text


def test_several_tables_are_named(folder: Path) -> None:
    made = report(folder, TICKETS)
    other = [replace(one, table="orders [x]") for one in made.workload]
    both = replace(made, workload=(*made.workload, *other))
    text = table.render(both, Style(verbose=True))
    assert "\nWorkload of tickets\nOpening 2" in text
    assert "\nWorkload of orders [x]\nOpening 2" in text
    assert "\nWorkload by team: orders [x]\n" in text
    assert "## Workload of orders \\[x\\]\n" in markdown.render(both, Style())
