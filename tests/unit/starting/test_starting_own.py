"""What is proposed for exports that the standard set does not know, on tables to check by eye."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sqeval.api import score
from sqeval.measures.duration import Duration
from sqeval.measures.nps import Nps
from sqeval.measures.ratio import Ratio
from sqeval.measures.within import Within
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.trial import rules_of
from tests.unit.starting.looks import started

REQUESTS = """\
Request no,Opened,Closed,Due date,Last changed,State,Late
R1,2026-01-05 10:00,2026-01-05 12:00,2026-01-06 10:00,2026-02-01 10:00,closed,N
R2,2026-01-06 10:00,2026-01-06 14:00,2026-01-06 13:00,2026-02-01 10:00,closed,Y
R3,2026-01-07 10:00,,2026-01-08 10:00,2026-02-01 10:00,open,N
R4,2026-01-08 10:00,2026-01-08 16:00,2026-01-09 10:00,2026-02-01 10:00,closed,N
"""
EVENTS = """\
Case,Activity,At,Who
c1,Opened,2026-01-05 10:00,Ann
c1,Resolved,2026-01-05 12:00,Ann
c2,Opened,2026-01-06 10:00,Bo
c2,Waiting,2026-01-06 11:00,Bo
c2,Resolved,2026-01-06 16:00,Bo
c3,Opened,2026-01-07 10:00,Bo
"""
ANSWERS = """\
answer_id,Request no,satisfaction,attitude,nps
x1,R1,5,4,10
x2,R2,4,3,9
x3,R4,1,5,2
x4,R4,3,2,8
"""


def rules(folder: Path, *texts: str, **options: Any) -> RuleSet:  # noqa: ANN401 - those of start
    return rules_of(started(folder, *texts, **options).text)


def test_key_clock_and_columns_are_told_by_the_cells(tmp_path: Path) -> None:
    table = rules(tmp_path, REQUESTS).tables["tickets"]
    assert table.key == ["request_no"]
    assert table.clock == "opened"
    assert [c for c, m in table.columns.items() if getattr(m, "type", "") == "datetime"] == [
        "opened",
        "closed",
        "due_date",
        "last_changed",
    ]


def test_times_run_from_the_clock_to_events_only(tmp_path: Path) -> None:
    found = rules(tmp_path, REQUESTS).indicators.values()
    spans = {(m.from_, m.to, m.aggregate) for m in found if isinstance(m, Duration)}
    assert spans == {("opened", "closed", "median"), ("opened", "closed", "p90")}
    assert [(m.from_, m.to, m.limit) for m in found if isinstance(m, Within)] == [
        ("opened", "closed", ["due_date"])
    ]


def test_values_and_targets_are_those_of_the_export(tmp_path: Path) -> None:
    made = started(tmp_path, REQUESTS)
    report = score(rules_of(made.text), made.paths)
    figures = {i.id: (i.value, i.target, i.status) for i in report.whole.indicators}
    # 2 h, 4 h, 6 h; R1 and R4 by their due time, R2 and (open, past it) R3 not
    assert figures == {
        "tickets_number": (4.0, None, None),
        "time_to_closed_median": (4 * 3600.0, {"at_most": 4 * 3600.0}, "met"),
        "time_to_closed_p90": (pytest.approx(5.6 * 3600), {"at_most": 340 * 60.0}, "met"),
        "closed_on_time": (0.5, {"at_least": 0.5}, "met"),
        "late_share": (0.25, {"at_most": 0.25}, "met"),
        "state_done": (0.75, {"at_least": 0.75}, "met"),
    }
    assert report.whole.points == 100.0


def test_weights_sum_to_100(tmp_path: Path) -> None:
    scorecard = rules(tmp_path, REQUESTS).scorecard
    assert sum(scorecard.indicators.values()) == 100
    assert max(scorecard.indicators.values()) - min(scorecard.indicators.values()) <= 1


def test_an_end_that_comes_before_its_start_is_no_end(tmp_path: Path) -> None:
    rows = [f"{i},2026-01-0{i} 10:00,2026-01-0{7 - i} 10:00" for i in range(1, 7)]
    found = rules(tmp_path, "\n".join(["no,Opened,Closed", *rows])).indicators.values()
    assert not [m for m in found if isinstance(m, Duration)]


def test_times_that_some_rows_lack_are_no_clock_and_start_nothing(tmp_path: Path) -> None:
    text = (
        "no,Replied,Closed,Bought\n1,2026-01-05 10:00,2026-01-05 11:00,2025-01-01\n2,,,2025-02-01\n"
    )
    made = rules(tmp_path, text)
    assert made.tables["tickets"].clock is None
    assert [m.type for m in made.indicators.values()] == ["count"]


def test_days_place_rows_where_there_are_no_times(tmp_path: Path) -> None:
    made = rules(tmp_path, "no,Opened,Closed\n1,2026-01-05,2026-01-07\n2,2026-01-06,\n")
    assert made.tables["tickets"].clock == "opened"


def test_repeated_ids_are_no_key_and_repeated_rows_do_not_count(tmp_path: Path) -> None:
    assert rules(tmp_path, "id,x\na,1\na,2\nb,3\n").tables["tickets"].key == []
    again = started(tmp_path, "id,x\na,1\na,1\nb,3\n")
    assert rules_of(again.text).tables["tickets"].key == ["id"]
    keyless = started(tmp_path, "x,y\n1,u\n1,u\n1,v\n")
    assert "1 rows repeat another; to count each once: duplicates: {keep: first}" in keyless.text


def test_an_event_log_becomes_cases(tmp_path: Path) -> None:
    made = started(tmp_path, EVENTS)
    loaded = rules_of(made.text)
    assert made.paths.keys() == {"events"}
    assert loaded.tables["tickets"].derive is not None
    assert loaded.tables["tickets"].key == ["case"]
    report = score(loaded, made.paths)
    figures = {i.id: (i.value, i.n) for i in report.whole.indicators}
    # 2 h, 6 h, and a case of one event
    assert figures["tickets_number"] == (3.0, 3)
    assert figures["time_to_last_event_at_median"] == (2 * 3600.0, 3)
    assert "'Opened' 3, 'Resolved' 2, 'Waiting' 1" in made.text
    assert 'activity == "Resolved"' in made.text


def test_marks_have_means_and_top_marks_and_recommendations_a_score(tmp_path: Path) -> None:
    made = started(tmp_path, ANSWERS)
    loaded = rules_of(made.text)
    assert loaded.tables.keys() == {"surveys"}
    assert [m.of for m in loaded.indicators.values() if isinstance(m, Nps)] == ["nps"]
    figures = {i.id: i.value for i in score(loaded, made.paths).whole.indicators}
    assert figures["satisfaction_mean"] == 3.25
    assert figures["satisfaction_top"] == 0.5
    assert figures["nps_score"] == 25.0


def test_marks_beyond_their_scale_are_left_for_a_person(tmp_path: Path) -> None:
    text = "rating,satisfaction\n" + "".join(f"{i},{i}\n" for i in (1, 5, 6))
    assert [m.type for m in rules(tmp_path, text).indicators.values()] == ["count"]


def test_answers_see_their_tickets(tmp_path: Path) -> None:
    made = started(tmp_path, REQUESTS, ANSWERS)
    loaded = rules_of(made.text)
    assert list(made.paths) == ["tickets", "surveys"]
    assert loaded.tables["surveys"].lookup == {"tickets": ["request_no"]}
    tables = {m.table for m in loaded.indicators.values() if isinstance(m, Ratio | Nps)}
    assert tables == {"tickets", "surveys"}


def test_two_files_with_one_header_are_one_table(tmp_path: Path) -> None:
    more = REQUESTS.replace("R", "Q").replace("Qequest", "Request")
    made = started(tmp_path, REQUESTS, more)
    assert [len(paths) for paths in made.paths.values()] == [2]
    figures = {i.id: i.value for i in score(rules_of(made.text), made.paths).whole.indicators}
    assert figures["tickets_number"] == 8.0


def test_other_files_are_tables_of_their_name(tmp_path: Path) -> None:
    made = started(tmp_path, REQUESTS, "part,price\nx,1.5\n")
    assert list(made.paths) == ["tickets", "export2"]


@pytest.mark.parametrize(
    ("offsets", "zone"),
    [
        (("+08:00", "+08:00"), "Etc/GMT-8"),
        (("Z", "+00:00"), "UTC"),
        (("-0500", "-0500"), "Etc/GMT+5"),
        (("+01:00", "+02:00"), None),
        (("+05:30", "+05:30"), None),
        (("", ""), None),
        (("+08:00", ""), None),
    ],
)
def test_the_zone_is_that_of_the_one_offset(
    tmp_path: Path, offsets: tuple[str, str], zone: str | None
) -> None:
    rows = [f"{i},2026-01-05T10:00:00{offset}\n" for i, offset in enumerate(offsets)]
    made = started(tmp_path, "no,Opened\n" + "".join(rows))
    assert rules_of(made.text).timezone == zone
    assert ("# timezone: " in made.text) == (zone is None)


def test_a_zone_that_is_given_comes_first(tmp_path: Path) -> None:
    text = "no,Opened\n1,2026-01-05T10:00:00+08:00\n"
    assert rules(tmp_path, text, timezone="Europe/Rome").timezone == "Europe/Rome"


def test_the_encoding_stands_in_the_file(tmp_path: Path) -> None:
    made = rules(tmp_path, "编号,状态\n1,已解决\n2,处理中\n", encoding="gb18030")
    assert made.tables["tickets"].encoding == "gb18030"
    assert list(made.tables["tickets"].columns) == ["编号", "状态"]


def test_every_figure_that_a_person_decides_has_its_comment(tmp_path: Path) -> None:
    lines = started(tmp_path, REQUESTS).text.splitlines()
    decided = [line for line in lines if "target: {" in line or "grades:" in line]
    assert len(decided) > 3
    assert all("# decide: " in line for line in decided)
    assert next(line for line in lines if line == "  indicators:" or "weights" in line).count("#")


def test_chinese_comments_and_titles(tmp_path: Path) -> None:
    text = started(tmp_path, REQUESTS, lang="zh").text
    assert "decide" not in text
    assert "待定" in text
    assert "优秀: 90" in text


def opened(*months: str) -> str:
    rows = (f"{i},{month}-05 10:00\n" for i, month in enumerate(months))
    return "no,Opened\n" + "".join(rows)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (opened("2026-01", "2026-04", "2026-04"), "2026"),
        (opened("2025-01", "2026-04", "2026-04"), None),
        (opened("2026-04", "2026-05"), "2026-Q2"),
        (opened(*["2026-01"] * 20, *["2026-04"] * 19), "2026-Q1"),
        (opened(*["2026-01"] * 20, *["2026-04"] * 20), "2026-Q2"),
        (opened(*["2026-01", "2026-05", "2026-07"] * 8), "2026"),
        ("no,x\n1,2\n", None),
    ],
)
def test_the_period_is_one_with_rows_enough(tmp_path: Path, text: str, period: str | None) -> None:
    assert started(tmp_path, text).period == period
