"""Which way a figure is better is told by listed words; what they do not tell has no target."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.measures.ratio import Ratio
from sqeval.starting.direction import denied, of_marks, of_truth
from sqeval.starting.trial import rules_of
from tests.unit.starting.looks import started


@pytest.mark.parametrize(
    ("headers", "better"),
    [
        (("Resolved", "SLA met", "on_time", "OnTime", "是否解决", "是否满意", "已接通"), "more"),
        (("SLA violated", "Violation", "Breach", "Cancelled", "Refund", "Unresolved"), "less"),
        (("是否违规", "是否不满意", "未接通", "是否挂断", "是否误派", "Hung up"), "less"),
        (("Not solved", "SLA not met", "unmet", "没有解决", "No breach", "未超时"), None),
        (("VIP", "Closed", "Complaint resolved", "满意度调查已发送", "Passed to team"), None),
    ],
)
def test_what_is_true_is_good_or_bad_by_listed_words_only(
    headers: tuple[str, ...], better: str | None
) -> None:
    assert {header: of_truth(header) for header in headers} == dict.fromkeys(headers, better)


@pytest.mark.parametrize(
    ("headers", "better"),
    [
        (("Rating", "CSAT", "满意度", "Likelihood to recommend"), "more"),
        (("Effort score", "Frustration score", "Difficulty", "费力度评分"), "less"),
        (("Severity rating", "Dissatisfaction score", "不满意评分", "Queue"), None),
    ],
)
def test_marks_are_high_or_low_by_listed_words_only(
    headers: tuple[str, ...], better: str | None
) -> None:
    assert {header: of_marks(header) for header in headers} == dict.fromkeys(headers, better)


def test_a_denial_stands_anywhere_in_a_value() -> None:
    ended = ("Resolved", "Closed", "已解决", "已关闭")
    not_ended = ("Closed - not fixed", "未解决关闭", "Closed (unresolved)", "Closed - cancelled")
    assert [denied(v) for v in ended] == [False] * len(ended)
    assert [denied(v) for v in not_ended] == [True] * len(not_ended)


STATES = """\
Ticket no,State,Violated,Flagged,Effort score
T1,Resolved,Y,Y,1
T2,Closed - not fixed,N,N,5
T3,Open,N,Y,2
T4,未解决关闭,Y,N,4
"""


def test_what_is_bad_has_at_most_and_what_is_not_known_no_target(tmp_path: Path) -> None:
    text = started(tmp_path, STATES + STATES.replace("T", "U").replace("Uicket", "Ticket")).text
    made = rules_of(text).indicators
    assert made["violated_share"].target is not None
    assert "target: {at_most: 50%}" in text.split("violated_share:")[1].split("_share:")[0]
    assert "target: {at_most: 3}" in text.split("effort_score_mean:")[1]
    assert made["flagged_share"].target is None
    unknown = text.split("flagged_share:")[1].split("\n")
    assert "ignore[SQ316]" in unknown[0]
    assert "# decide: is more better or worse?" in text
    assert "effort_score_top" not in made


def test_a_state_that_denies_its_end_is_not_among_the_good_ones(tmp_path: Path) -> None:
    text = started(tmp_path, STATES + STATES.replace("T", "U").replace("Uicket", "Ticket")).text
    done = rules_of(text).indicators["state_done"]
    assert isinstance(done, Ratio)
    assert done.good == 'state == "Resolved"'


def test_without_a_known_direction_there_is_no_scorecard(tmp_path: Path) -> None:
    text = started(tmp_path, "Ticket no,Flagged\nT1,Y\nT2,N\nT3,N\n").text
    assert not rules_of(text).scorecard.indicators
    assert "# no scorecard" in text
    assert "target:" not in text


def test_the_clock_is_the_time_at_which_a_case_began(tmp_path: Path) -> None:
    rows = "".join(
        f"T{i},2019-03-0{i} 10:00,2025-12-0{i} 10:00,2026-01-0{i} 10:00,2026-01-0{i} 12:00,"
        "2026-03-01 10:00\n"
        for i in range(1, 6)
    )
    header = "Ticket no,Customer since,Booked for,Received,Finished,Imported at\n"
    text = started(tmp_path, header + rows).text
    made = rules_of(text)
    assert made.tables["tickets"].clock == "received"
    assert "from: customer_since" not in text
    assert "to: imported_at" not in text


def test_the_times_of_people_and_records_are_no_clock(tmp_path: Path) -> None:
    rows = "".join(f"T{i},2019-03-0{i} 10:00,2026-03-01 10:00\n" for i in range(1, 6))
    text = started(tmp_path, "单号,开户时间,导入时间\n" + rows).text
    assert rules_of(text).tables["tickets"].clock is None


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Customer ID,Ticket ID", ["ticket_id"]),
        ("客户编号,工单编号", ["工单编号"]),
        ("User ID,Place", []),
        ("Customer order no,Place", ["customer_order_no"]),
    ],
)
def test_customers_are_no_key_of_cases(tmp_path: Path, header: str, key: list[str]) -> None:
    rows = "".join(f"C{i},T{i}\n" for i in range(6))
    assert rules_of(started(tmp_path, f"{header}\n{rows}").text).tables["tickets"].key == key
