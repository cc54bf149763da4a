from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.problems import cells
from sqeval.render import table
from sqeval.render.blocks import blocks, losses
from sqeval.render.style import Style
from sqeval.report.report import Definition, Report

#: A rendering takes some milliseconds, on a busy machine many; what is proved is not its speed.
RENDERS = settings(deadline=None, max_examples=40)

CHINESE = (
    st.text("服务质量问题处理首次响应时间，（）abcXYZ 19", min_size=1).map(str.strip).filter(bool)
)

SGR = re.compile(r"\x1b\[[0-9;]*m")


def block(text: str, heading: str) -> list[str]:
    """Return the lines under a heading up to the next blank line."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(heading)) + 1
    return lines[start : lines.index("", start)]


def titled(report: Report, title: str) -> Report:
    """Return the report with one of its missed indicators so called."""
    definitions = {**report.rules.definitions, "on_time": Definition(title)}
    return replace(report, rules=replace(report.rules, definitions=definitions))


@RENDERS
@given(title=CHINESE)
def test_columns_stand_in_line_whatever_the_script(report: Report, title: str) -> None:
    lines = block(table.render(titled(report, title), Style()), "Missed and at risk")
    whole = [line for line in lines if not line.startswith("  ")]
    assert len(whole) == 6
    assert len({cells(line) for line in whole}) == 1


@RENDERS
@given(name=CHINESE)
def test_groups_stand_in_line_whatever_the_script(report: Report, name: str) -> None:
    whole, emea = report.whole, report.groups[1]
    other = replace(emea, by={"team": name})
    shown = table.render(replace(report, groups=(whole, emea, other)), Style())
    rows = [line for line in block(shown, "By team")[1:] if "91.3" in line]
    ends = {cells(line[: line.index("91.3")]) for line in rows}
    assert len(rows) == 2
    assert len(ends) == 1


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [40, 50, 60, 72, 80, 100, 120, 200])
def test_nothing_is_wider_than_the_terminal(report: Report, width: int, verbose: bool) -> None:  # noqa: FBT001
    for line in table.render(report, Style(width=width, verbose=verbose)).split("\n"):
        assert cells(line) <= width, line


@pytest.mark.parametrize("width", [1, 7, 20])
def test_an_absurd_width_still_prints_the_verdict(report: Report, width: int) -> None:
    shown = table.render(report, Style(width=width))
    assert "Total90.0of100" in re.sub(r"\s", "", shown)


def test_colour_repeats_and_adds_nothing(report: Report) -> None:
    plain = table.render(report, Style(width=80))
    colored = table.render(report, Style(width=80, color=True))
    assert "\x1b[31m✗ missed" in colored
    bare = [line.rstrip() for line in SGR.sub("", colored).split("\n")]
    assert bare == plain.split("\n")


def test_missed_stand_first_by_points_lost_then_at_risk(report: Report) -> None:
    lines = block(table.render(report, Style()), "Missed and at risk")
    titles = [line.split("  ")[0] for line in lines[1:] if not line.startswith("  ")]
    assert titles == [
        "First response time",
        "Resolved on time",
        "Handling time",
        "Complaints per 1,000 cases",
        "办结率",
    ]


def test_met_is_one_line_until_asked_for(report: Report) -> None:
    folded = table.render(report, Style())
    assert "✓ Met: Solved first time, Net promoter score, Attitude, as customers mark it" in folded
    assert "82.6 %" not in folded
    unfolded = table.render(report, Style(verbose=True))
    assert "✓ Met:" not in unfolded
    assert "82.6 %" in block(unfolded, "Met")[1]


def test_categories_of_a_missed_target_stand_under_it(report: Report) -> None:
    lines = block(table.render(report, Style()), "Missed and at risk")
    at = next(i for i, line in enumerate(lines) if "by priority" in line)
    firsts = [line.split()[0] for line in lines[at + 1 : at + 5]]
    assert firsts == ["P1", "P2", "紧急变更", "(empty)"]


def test_verbose_gives_intervals_and_what_did_not_count(report: Report) -> None:
    shown = table.render(report, Style(verbose=True))
    assert "94.3 % – 95.6 %" in shown
    assert "7 h 30 min – ?" in shown
    assert "no-end 95, out-of-order 12" in shown
    assert "95 % interval" not in table.render(report, Style())


def test_monitored_indicators_stand_apart(report: Report) -> None:
    lines = block(table.render(report, Style()), "Monitored, not scored")
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "Tickets",
        "Age of the backlog",
        "survey_return",
    ]
    assert all("lost" not in line.lower() for line in lines)


def test_what_could_not_be_judged_says_why(report: Report) -> None:
    lines = block(table.render(report, Style()), "Could not be judged")
    assert "○ too few cases" in lines[1]
    assert "– no data" in lines[2]
    assert lines[2].endswith("column solved is not in the export")


def test_gates_say_whether_they_fired(report: Report) -> None:
    shown = table.render(report, Style())
    assert "Gate fired: promises are kept (points(on_time) < 80) — grade capped at C\n" in shown
    assert "Gate fired: complaints > 100\n" in shown
    assert "Gate not judged, its figures are missing: privacy comes first" in shown
    assert "missed(closing_rate)" not in shown
    assert "Gate not fired: missed(closing_rate)" in table.render(report, Style(verbose=True))


def test_a_total_just_below_a_grade_is_not_rounded_into_it(report: Report) -> None:
    whole = replace(report.whole, points=89.996, grade="B")
    shown = table.render(replace(report, groups=(whole,)), Style())
    assert "Total 89.996 of 100   grade B" in shown


def test_a_null_total_is_no_nought(report: Report) -> None:
    whole = replace(report.whole, points=None, grade=None, outcome=None)
    shown = table.render(replace(report, groups=(whole,)), Style())
    assert "\nTotal not scored\n" in shown


def test_a_report_without_anything_still_renders(report: Report) -> None:
    whole = replace(report.whole, points=None, grade=None, indicators=(), parts=(), gates=())
    bare = replace(report, groups=(whole,), tables=(), problems=(), as_of=None)
    bare = replace(bare, workload=(), stages=())
    shown = table.render(bare, Style(width=80))
    assert shown.split("\n") == [
        "Service desk evaluation   2026-Q1",
        "",
        "Total not scored   outcome: coach",
        "",
    ]


def test_a_terminal_caps_groups_and_a_pipe_does_not(report: Report) -> None:
    capped = block(table.render(report, Style(width=80)), "By agent")
    assert len(capped) == 1 + 15 + 1
    assert capped[-1] == "… and 3 more; all of them with -f csv"
    assert len(block(table.render(report, Style()), "By agent")) == 1 + 18


def test_a_narrow_terminal_says_which_columns_it_leaves_out(report: Report) -> None:
    lines = block(table.render(report, Style(width=60)), "Missed and at risk")
    assert lines[-1] == "Not shown at this width: Target, Points, n"
    assert "Target" not in lines[0]


def test_small_losses_join_on_a_terminal(report: Report) -> None:
    card = report.whole
    many = tuple(
        replace(card.indicators[1], id=f"i{n}", points=50.0, lost=5.0 - n / 2) for n in range(8)
    )
    shown = replace(report, groups=(replace(card, indicators=many),))
    on_terminal = block(table.render(shown, Style(width=80)), "Where the points went: 26.0 lost")
    assert [line.split("  ")[0] for line in on_terminal[1:]] == [
        *(f"i{n}" for n in range(5)),
        "3 others",
    ]
    assert on_terminal[-1].split()[2:5] == ["6.0", "23.1", "%"]
    assert len(block(table.render(shown, Style()), "Where the points went")) == 1 + 8


def test_the_ledger_ties_out_in_words(report: Report) -> None:
    lines = block(table.render(report, Style()) + "\n", "About the data")
    counts = "4,850 read = 4,812 used + 26 duplicate + 12 rejected"
    assert lines[0] == f"tickets: {counts} (missing-key 2, too-few-fields 10)"
    assert lines[1:-1] == [
        "surveys: 702 read = 701 used + 1 blank",
        "tickets: 3 without a time, in no period",
        "tickets: invalid cells in resolved_at: dst-gap 1, unparsable-time 3",
        "surveys: not found in tickets: missing 5",
        "~ is approximate: the export does not tell when its paused time was",
    ]
    assert lines[-1].startswith("notice SQ510 unlisted-value: priority of tickets holds")


def test_titles_follow_the_language_and_fall_back(report: Report) -> None:
    shown = table.render(report, Style(lang="zh"))
    assert shown.startswith("服务质量与问题处理考核 ")
    assert "首次响应时间" in shown
    assert "survey_return" in shown
    assert "办结率" in table.render(report, Style(lang="en"))


def test_the_shares_of_what_was_lost_sum_to_all(report: Report) -> None:
    found = losses(report.whole)
    assert sum(x.share for x in found) == pytest.approx(1)
    assert [x.lost for x in found] == sorted((x.lost for x in found), reverse=True)


def test_every_indicator_is_in_exactly_one_block(report: Report) -> None:
    parted = blocks(report.whole)
    found = [*parted.attention, *parted.unjudged, *parted.met, *parted.plain, *parted.monitored]
    assert sorted(i.id for i in found) == sorted(i.id for i in report.whole.indicators)
