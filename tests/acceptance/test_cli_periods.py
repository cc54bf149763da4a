"""Every form of `--period`, and `--as-of`: which rows lie in it, and what it is called."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from sqeval.periods.period import Year, parse_period
from tests.acceptance.desk import Desk, figures


def bounds(report: dict[str, Any]) -> tuple[str, str, str]:
    period = report["period"]
    return period["label"], period["start"][:10], period["end"][:10]


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-W12", "2026-03-16", "2026-03-22"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-03-01..2026-03-15", "2026-03-01", "2026-03-15"),
        ("2026-03-15..2026-03-15", "2026-03-15", "2026-03-15"),
        ("2026-03-15", "2026-03-15", "2026-03-15"),
        ("rush", "2026-11-01", "2026-11-15"),
    ],
)
def test_period_holds_its_first_and_last_moment_and_nothing_beside(
    desk: Desk, label: str, first: str, last: str
) -> None:
    day = timedelta(days=1)
    before = date.fromisoformat(first) - day
    end = date.fromisoformat(last) + day
    moments = [f"{before} 23:59:59", f"{first} 00:00", f"{last} 23:59:59", f"{end} 00:00"]
    head = "periods: {rush: 2026-11-01..2026-11-15}"
    report = desk.received_on(moments, "--period", label, head=head)
    assert bounds(report) == (label, first, str(end))
    assert figures(report)["received"]["n"] == 2


def test_all_holds_everything_and_has_no_bounds(desk: Desk) -> None:
    given = desk.received_on(["2019-01-01", "2026-01-01 10:00", ""], "--period", "all")
    assert given["period"] == {"label": "all", "start": None, "end": None, "timezone": "UTC"}
    assert given == desk.received_on(["2019-01-01", "2026-01-01 10:00", ""])
    assert figures(given)["received"]["n"] == given["tables"][0]["rows"]["used"]
    assert given["tables"][0]["unplaced"] == 0


def test_a_row_without_a_time_is_in_no_period_and_counted(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--period", "2026")
    assert report["tables"][0]["unplaced"] == 1
    assert figures(report)["received"]["n"] == 6


# --- without the year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bare", "label"), [("Q1", "2026-Q1"), ("q1", "2026-Q1"), ("H1", "2026-H1"), ("Q2", "2026-Q2")]
)
def test_a_bare_quarter_is_the_one_that_holds_tickets(desk: Desk, bare: str, label: str) -> None:
    moments = ["2026-03-31 23:59", "2026-04-01 00:00"]
    report = desk.received_on(moments, "--period", bare)
    assert report["period"]["label"] == label
    assert report == desk.received_on(moments, "--period", label)


def test_a_bare_quarter_of_several_years_is_refused_naming_them(desk: Desk) -> None:
    desk.received_on(["2024-02-01", "2025-12-01", "2026-01-01", "2026-03-01"])
    done = desk.score("moments.csv", "-r", "counting.yaml", "--period", "Q1")
    said = done.refused(2, "SQ602 ambiguous-period")
    assert "2024-Q1" in said
    assert "2026-Q1" in said
    assert "2025-Q1" not in said


def test_a_bare_quarter_of_no_ticket_is_refused(desk: Desk) -> None:
    desk.received_on(["2024-02-01", "2025-02-01"])
    done = desk.score("moments.csv", "-r", "counting.yaml", "--period", "Q3")
    said = done.refused(2, "SQ602")
    assert "Q3" in said
    assert "2024-02-01" in said
    assert "2025-02-01" in said


def test_a_bare_quarter_is_told_from_tickets_and_not_from_surveys(desk: Desk) -> None:
    desk.write("late.csv", "answer,ticket,at,mark\n1,T1,2027-01-06 10:00,5\n")
    report = desk.json("tickets.csv", "--survey", "late.csv", "--period", "Q1")
    assert report["period"]["label"] == "2026-Q1"


# --- last month and last quarter ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "as_of", "expected"),
    [
        ("last-month", "2026-04-01", ("2026-03", "2026-03-01", "2026-04-01")),
        ("last-month", "2026-03-31T23:59", ("2026-02", "2026-02-01", "2026-03-01")),
        ("last-month", "2026-01-15", ("2025-12", "2025-12-01", "2026-01-01")),
        ("last-month", "2026-04-01T00:30+14:00", ("2026-02", "2026-02-01", "2026-03-01")),
        ("last-quarter", "2026-04-01", ("2026-Q1", "2026-01-01", "2026-04-01")),
        ("last-quarter", "2026-03-31", ("2025-Q4", "2025-10-01", "2026-01-01")),
    ],
)
def test_last_counts_from_as_of(
    desk: Desk, name: str, as_of: str, expected: tuple[str, str, str]
) -> None:
    report = desk.received_on(["2026-03-01"], "--period", name, "--as-of", as_of)
    assert bounds(report) == expected


def test_last_counts_in_the_zone_of_the_rules(desk: Desk) -> None:
    options = ["--period", "last-month", "--as-of", "2026-03-31T17:00Z"]
    assert desk.json("tickets.csv", *options)["period"]["label"] == "2026-03"
    assert desk.received_on(["2026-03-01"], *options)["period"]["label"] == "2026-02"


# --- fiscal years and months from another day -----------------------------------------------------


@pytest.mark.parametrize(
    ("head", "label", "first", "end"),
    [
        ("fiscal_year_start: 4", "2026", "2026-04-01", "2027-04-01"),
        ("fiscal_year_start: 4", "2026-Q1", "2026-04-01", "2026-07-01"),
        ("fiscal_year_start: 4", "2026-Q4", "2027-01-01", "2027-04-01"),
        ("fiscal_year_start: 4", "2026-H2", "2026-10-01", "2027-04-01"),
        ("fiscal_year_start: 4", "2026-03", "2026-03-01", "2026-04-01"),
        ("month_starts: 26", "2026-03", "2026-02-26", "2026-03-26"),
        ("month_starts: 26", "2026-Q1", "2025-12-26", "2026-03-26"),
        ("month_starts: 26", "2026", "2025-12-26", "2026-12-26"),
        ("month_starts: 26", "2026-W12", "2026-03-16", "2026-03-23"),
        ("month_starts: 26\nfiscal_year_start: 4", "2026-Q1", "2026-03-26", "2026-06-26"),
    ],
)
def test_fiscal_years_and_months_that_start_later(
    desk: Desk, head: str, label: str, first: str, end: str
) -> None:
    day = timedelta(days=1)
    last, start = date.fromisoformat(end) - day, date.fromisoformat(first)
    moments = [f"{start - day} 23:59", f"{start} 00:00", f"{last} 23:59", f"{end} 00:00"]
    report = desk.received_on(moments, "--period", label, head=head)
    assert bounds(report) == (label, first, end)
    assert figures(report)["received"]["n"] == 2


def test_a_bare_quarter_is_fiscal(desk: Desk) -> None:
    report = desk.received_on(["2026-02-01"], "--period", "Q4", head="fiscal_year_start: 4")
    assert bounds(report) == ("2025-Q4", "2026-01-01", "2026-04-01")


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("year", [Year(), Year(starts=4, month_starts=26), Year(month_starts=15)])
def test_the_groups_of_a_grain_are_the_periods_of_the_same_label(
    desk: Desk, grain: str, year: Year
) -> None:
    days = [date(2025, 12, 1) + timedelta(days=i) for i in range(500)]
    head = f"fiscal_year_start: {year.starts}\nmonth_starts: {year.month_starts}"
    report = desk.received_on([f"{d} 23:59" for d in days], "--by", grain, head=head)
    groups = {g["by"][grain]: g["indicators"][0]["n"] for g in report["groups"][1:]}
    expected: Counter[str] = Counter()
    for label in groups:
        period = parse_period(label, year)
        assert period is not None
        assert period.first is not None
        assert period.end is not None
        expected[label] = sum(period.first <= day < period.end for day in days)
    assert groups == expected
    assert sum(groups.values()) == len(days)
    assert list(groups) == sorted(groups)


# --- refusals -------------------------------------------------------------------------------------

NO_PERIODS = [
    "", "2026-Q5", "2026-Q0", "2026-H3", "2026-13", "2026-00", "2026-W00", "2026-W54", "2025-W53",
    "2026-02-30", "2026-03-15..2026-03-01", "2026-1", "26", "Q5", "Q", "next-month", "2026-03-01..",
    "2026-03-01..2026-03", "2026-q1", "９９９９", "0000", "9999", "2026-12-01..9999-12-31", " 2026",
]  # fmt: skip


@pytest.mark.parametrize("label", NO_PERIODS)
def test_what_is_no_period_is_wrong_usage(desk: Desk, label: str) -> None:
    said = desk.score("tickets.csv", "--period", label).refused(2, "SQ601 unknown-period")
    assert f"'{label}'" in said
    assert "spring-rush" in said


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-01-01T25:00",
        "0001-01-01",
        "9999-12-31T23:59:59-10:00",
    ],
)
def test_what_is_no_moment_is_wrong_usage(desk: Desk, moment: str) -> None:
    desk.score("tickets.csv", "--as-of", moment).refused(2, "SQ603 bad-as-of")


def test_last_month_of_the_first_month_is_wrong_usage(desk: Desk) -> None:
    done = desk.score("tickets.csv", "--period", "last-month", "--as-of", "0001-01-20")
    done.refused(2, "SQ60")


# --- as of ----------------------------------------------------------------------------------------


def test_as_of_is_the_latest_moment_of_the_data_unless_given(desk: Desk) -> None:
    assert desk.json("tickets.csv")["as_of"] == "2026-05-02T12:00:00+08:00"
    # Never cut to the period.
    assert desk.json("tickets.csv", "--period", "2026-01")["as_of"] == "2026-05-02T12:00:00+08:00"
    report = desk.json("tickets.csv", "--reviews", "reviews.csv")
    assert report["as_of"] == "2026-07-01T00:00:00+08:00"


def test_as_of_undoes_what_came_later(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--period", "2026-Q1", "--as-of", "2026-01-20T12:00")
    found = figures(report)
    assert report["as_of"] == "2026-01-20T12:00:00+08:00"
    assert report["options"]["as_of"] == "2026-01-20T12:00"
    # T3 and T4 have not been received, T2 has been replied to but is not solved.
    assert found["received"]["n"] == 2
    assert (found["reply_time"]["value"], found["reply_time"]["n"]) == (2100.0, 2)
    assert found["solve_time"]["value"] == 7200.0
    assert found["solve_time"]["excluded"] == {"no-end": 1}


def test_an_event_at_the_very_moment_has_happened(desk: Desk) -> None:
    at = figures(desk.json("tickets.csv", "--as-of", "2026-01-20T13:00"))
    before = figures(desk.json("tickets.csv", "--as-of", "2026-01-20T12:59:59"))
    assert (at["solve_time"]["n"], before["solve_time"]["n"]) == (2, 1)


def test_as_of_reaches_every_table_and_is_said(desk: Desk) -> None:
    options = ["--survey", "surveys.csv", "--as-of", "2026-01-22"]
    done = desk.score("tickets.csv", *options, "-f", "json")
    assert figures(done.report)["satisfied"]["n"] == 2
    assert "SQ541 as-of" in done.err
    codes = [p["code"] for p in done.report["problems"]]
    assert codes == ["SQ541", "SQ542", "SQ542"]  # both tables have later rows


def test_a_late_export_gives_the_past_report(desk: Desk) -> None:
    moment = ["--period", "2026-01", "--as-of", "2026-02-01"]
    now = desk.json("tickets.csv", *moment)
    grown = (desk.folder / "tickets.csv").read_text() + "T9,2026-06-01 10:00,,,P1,EMEA,ann,x\n"
    desk.write("tickets.csv", grown)
    later = desk.json("tickets.csv", *moment)
    assert later["groups"] == now["groups"]
    assert later["tables"] != now["tables"]
