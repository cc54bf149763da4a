"""Groups side by side: ranks beside values, and all they rest on where everything is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sqeval.problems import cells
from sqeval.render import markdown, table
from sqeval.render.style import Style
from sqeval.report.report import Report
from sqeval.scoring.scorecard import IndicatorScore, Scorecard, Standardised


def ranked(report: Report, ranks: list[int | None], *, scored: bool = False) -> Report:
    """Return the report with one team per rank, each with one indicator of its own rank."""
    first = next(i for i in report.groups[1].indicators if i.id == "on_time")
    groups = [report.whole]
    for place, rank in enumerate(ranks, 1):
        mixed = Standardised("priority", 0.5, 0.25, 0.75, rank)
        one = replace(first, value=0.8, low=0.7, high=0.9, n=10, rank=rank, standardised=mixed)
        score: IndicatorScore = replace(one, weight=1.0 if scored else None, lost=20.0)
        card: Scorecard = replace(report.groups[1], by={"team": f"T{place}"}, indicators=(score,))
        groups.append(card)
    return replace(report, groups=tuple(groups))


def rows(text: str, heading: str) -> list[str]:
    """Return the lines of a block under its heads, notes among them, blanks made one."""
    lines = text.split("\n")
    start = lines.index(heading) + 2
    return [re.sub(" +", " ", line).strip() for line in lines[start : lines.index("", start)]]


def test_ranks_stand_beside_values_and_shared_ones_have_a_sign(report: Report) -> None:
    shown = rows(table.render(ranked(report, [1, 2, 2, None]), Style()), "By team")
    assert shown[:4] == ["T1 80.0 % (1)", "T2 80.0 % (=2)", "T3 80.0 % (=2)", "T4 80.0 %"]
    assert shown[4].startswith("(2) is the rank")


def test_without_ranks_nothing_is_said_of_them(report: Report) -> None:
    assert rows(table.render(ranked(report, [None]), Style()), "By team") == ["T1 80.0 %"]


def test_what_costs_most_has_its_rank_and_points_have_none(report: Report) -> None:
    (row, note) = rows(table.render(ranked(report, [3], scored=True), Style()), "By team")
    assert row.startswith("T1 91.3 A")
    assert "80.0 % (3)" in row
    assert note.startswith("(2) is the rank")


def test_a_rank_shared_with_a_group_that_is_not_shown_is_shared(report: Report) -> None:
    text = table.render(ranked(report, [*range(1, 16), 15]), Style(width=100))
    shown = rows(text, "By team")
    assert shown[13:15] == ["T14 80.0 % (14)", "T15 80.0 % (=15)"]
    assert "1 more" in shown[-1]


def test_all_that_a_rank_rests_on_is_told_where_all_is(report: Report) -> None:
    made = ranked(report, [1, 1])
    assert "compared" not in table.render(made, Style())
    title, *shown = rows(table.render(made, Style(verbose=True)), "By team: compared")
    assert title.endswith("standardised by priority")
    assert shown == [
        f"{team} 80.0 % =1 70.0 % – 90.0 % 10 50.0 % =1 25.0 % – 75.0 %" for team in ("T1", "T2")
    ]
    lines = markdown.render(made, Style()).split("\n")
    assert "## By team: compared" in lines
    cell = "| 80.0 % | =1 | 70.0 % – 90.0 % | 10 | 50.0 % | =1 | 25.0 % – 75.0 % |"
    assert f"| &emsp;T1 {cell}" in lines


def test_a_group_without_a_standardised_value_keeps_its_row(report: Report) -> None:
    made = ranked(report, [1])
    score = made.groups[1].indicators[0]
    bare = replace(made.groups[1], indicators=(replace(score, standardised=None),))
    text = table.render(replace(made, groups=(report.whole, bare)), Style(verbose=True))
    _, row = rows(text, "By team: compared")
    assert row == "T1 80.0 % 1 70.0 % – 90.0 % 10"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_groups_compared_fit_the_terminal(report: Report, width: int) -> None:
    text = table.render(ranked(report, [1, 2]), Style(width=width, verbose=True))
    block = text[text.index("By team") :].split("\n\nAbout")[0].split("\n")
    assert all(cells(line) <= width for line in block)
