"""Ranks and standardised values of a whole run: which groups have them, and what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

import sqeval
from sqeval.api import Options, open_sources, prepared
from sqeval.observe.collect import passes
from sqeval.plan.build import make_plan
from sqeval.report.report import Report
from sqeval.rules.loader import load_rules
from sqeval.scoring.scorecard import IndicatorScore

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    columns:
      id: {}
      team: {}
      priority: {}
      start: {type: datetime}
      end: {type: datetime}
  answers: {key: answer, columns: {answer: {}, good: {type: boolean}}}
indicators:
  in_time:
    type: within
    from: start
    to: end
    limit: {by: priority, P1: 2h, P2: 4h}
    target: {at_least: 50%}
  median:
    type: duration
    from: start
    to: end
    aggregate: median
    target: {by: priority, at_most: {P1: 2h, P2: 4h}}
  good: {type: ratio, table: answers, good: good, target: {at_least: 50%}}
"""

#: By value A has 2 of 3 in time and B 1 of 2; of 5 rows 2 are P1: A 0.4 x 0 + 0.6 x 1 = 0.6 and
#: B 0.4 x 1 + 0.6 x 0 = 0.4. The median's P1 misses nothing.
TICKETS = """\
id,team,priority,start,end
1,A,P1,2026-01-05 08:00,2026-01-05 11:00
2,A,P2,2026-01-05 08:00,2026-01-05 11:00
3,A,P2,2026-01-05 08:00,2026-01-05 12:00
4,B,P1,2026-01-05 08:00,2026-01-05 10:00
5,B,P2,2026-01-05 08:00,2026-01-05 13:00
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    (tmp_path / "answers.csv").write_text("answer,good\n1,true\n")
    return tmp_path


def scored(folder: Path, *by: str) -> Report:
    exports = {name: folder / f"{name}.csv" for name in ("tickets", "answers")}
    return sqeval.score(folder / "rules.yaml", exports, by=by)


def found(report: Report, indicator: str) -> dict[str, IndicatorScore]:
    """Return an indicator's scores by the keys of their groups."""
    return {
        "/".join(str(key) for key in card.by.values()): one
        for card in report.groups
        for one in card.indicators
        if one.id == indicator
    }


def test_a_limit_by_category_standardises_without_showing_strata(folder: Path) -> None:
    groups = found(scored(folder, "team"), "in_time")
    mixed = {name: one.standardised for name, one in groups.items()}
    assert mixed[""] is None
    assert {name: one and one.value for name, one in mixed.items() if one} == {"A": 0.6, "B": 0.4}
    assert mixed["A"]
    assert mixed["A"].by == "priority"
    assert all(one.strata == () for one in groups.values())


def test_groups_of_the_category_itself_have_none(folder: Path) -> None:
    groups = found(scored(folder, "priority", "team,priority"), "in_time")
    assert len(groups) == 7
    assert all(one.standardised is None for one in groups.values())
    assert groups["P1"].rank == 1


def test_a_median_is_ranked_but_not_standardised(folder: Path) -> None:
    groups = found(scored(folder, "team"), "median")
    assert all(one.standardised is None for one in groups.values())
    assert [len(one.strata) for one in groups.values()] == [2, 2, 2]


def test_a_group_that_the_table_cannot_see_has_no_rank(folder: Path) -> None:
    groups = found(scored(folder, "team"), "good")
    assert (groups["A"].reason, groups["A"].rank, groups["A"].standardised) == (
        "no-column",
        None,
        None,
    )


def categories(folder: Path, *by: str) -> list[tuple[tuple[str, ...], str | None, list[str]]]:
    """Return what each pass over the tickets groups by, and for which indicators."""
    rules = load_rules(str(folder / "rules.yaml"))
    sources = open_sources(rules, {"tickets": [str(folder / "tickets.csv")]})
    query, *_ = make_plan(prepared(rules, sources, Options(by=by))).queries
    return [(keys, by, [t.indicator for t in tasks]) for keys, by, tasks in passes(query)]


def test_only_groups_cost_a_pass_for_their_mix(folder: Path) -> None:
    assert categories(folder) == [
        ((), None, ["in_time", "median"]),
        ((), "priority", ["median"]),
    ]
    assert categories(folder, "team") == [
        ((), None, ["in_time", "median"]),
        (("team",), None, ["in_time", "median"]),
        ((), "priority", ["in_time", "median"]),
        (("team",), "priority", ["in_time", "median"]),
    ]
