"""A trace that settles a dispute: the limit, the time used, the states, the days, what followed."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.test_cli_trace import trace

RULES = """\
version: 1
timezone: Asia/Shanghai
calendars:
  desk:
    hours: {mon-fri: ["09:00-18:00"]}
    holidays: CN
    closed: [2026-02-10]
    open: {2026-02-07: ["10:00-12:00"]}
tables:
  tickets:
    key: id
    clock: created
    stages: [created, {id: answered, at: {table: mails, where: kind == "Answer"}}]
    columns:
      id: {}
      created: {type: datetime}
      solved: {type: datetime}
      due_at: {type: datetime}
      agreed_at: {type: datetime}
      priority: {type: category, values: {Urgent: [], Normal: []}}
      customer: {}
  history:
    clock: at
    lookup: {tickets: ticket}
    columns: {ticket: {}, at: {type: datetime}, status: {}, note: {}}
  mails:
    clock: at
    lookup: {tickets: ticket}
    columns: {ticket: {}, at: {type: datetime}, kind: {}, body: {}}
indicators:
  on_time:
    type: within
    from: created
    to: solved
    limit: {by: priority, Urgent: 240m, default: 1wd}
    calendar: desk
    pause: {table: history, status: status, in: [Pending]}
  as_agreed: {type: within, from: created, to: solved, limit: [due_at, agreed_at]}
  in_a_day: {type: within, from: created, to: solved, limit: 24h}
  solve_time: {type: duration, from: created, to: solved, aggregate: p90}
  done: {type: ratio, good: present(due_at)}
  settled: {type: repeat, per: customer, within: 7d}
scorecard: {indicators: {on_time: 100}}
"""

#: The first two are due on Saturday, a day opened, at its close, and end before the next opening.
TICKETS = """\
id,created,solved,due_at,agreed_at,priority,customer
A2,2026-02-06 11:00,2026-02-07 13:00,2026-02-07 13:00,,Normal,c
B1,2026-02-06 10:00,2026-02-08 15:00,2026-02-08 10:00,2026-02-09 10:00,Normal,c
A3,2026-02-09 10:00,2026-02-11 11:00,2026-02-09 12:00,2026-02-09 12:00,Urgent,d
A4,2026-02-14 16:00,2026-02-14 17:00,,,Urgent,c
"""
HISTORY = """\
ticket,at,status,note
A3,2026-02-09 15:00,Pending,Private
A3,2026-02-09 16:00,Open,Private
"""
MAILS = """\
ticket,at,kind,body
A3,2026-02-09 15:30,Answer,Private
"""
FILES = ("tickets.csv", "--table", "history=history.csv", "--table", "mails=mails.csv", "-q")


@pytest.fixture(autouse=True)
def disputed(desk: Desk) -> Desk:
    """Return a desk whose figures are disputed."""
    for name, text in (("tickets", TICKETS), ("history", HISTORY), ("mails", MAILS)):
        desk.write(f"{name}.csv", text)
    desk.write("sqeval.yaml", RULES)
    return desk


def of(case: str, indicator: str) -> dict[str, Any]:
    report = trace(case, *FILES, "--indicator", indicator, "-f", "json").report
    (one,) = report["indicators"]
    return dict(one)


def text(case: str, indicator: str) -> str:
    return trace(case, *FILES, "--indicator", indicator).out


def test_the_limit_is_told_as_it_is_written_with_what_chose_it() -> None:
    urgent, normal = of("A3", "on_time"), of("B1", "on_time")
    assert (urgent["limit"], urgent["level"]) == ("240m", "priority Urgent")
    assert (normal["limit"], normal["level"]) == ("1wd", "priority default")
    assert "limit 240m (priority Urgent)   due" in text("A3", "on_time")
    one_for_all = of("A3", "in_a_day")
    assert (one_for_all["limit"], one_for_all["level"]) == ("24h", None)
    assert of("A3", "solve_time")["limit"] is None


@pytest.mark.parametrize(
    ("case", "column"), [("B1", "agreed_at"), ("A2", "due_at"), ("A3", "due_at"), ("A4", None)]
)
def test_of_several_due_columns_the_one_that_counted_is_named(
    case: str, column: str | None
) -> None:
    assert of(case, "as_agreed")["limit"] == column
    assert (f"limit {column}" in text(case, "as_agreed")) is (column is not None)


def test_the_time_used_is_what_is_worked_without_the_pauses() -> None:
    one = of("A3", "on_time")
    # 8 h of Monday without one paused, Tuesday closed, 2 h of Wednesday; the limit is 4 h
    assert (one["value"], one["time"], one["late_by"]) == (False, 9 * 3600.0, 5 * 3600.0)
    assert of("A3", "as_agreed")["time"] == 49 * 3600.0
    assert of("A3", "done")["time"] is None


def test_cases_tell_limit_and_time(disputed: Desk) -> None:
    disputed.score(*FILES, "--cases", "cases.csv")
    with (disputed.folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["indicator"], row["key"]): row for row in csv.DictReader(file)}
    assert [
        (rows[name, key]["limit"], rows[name, key]["time"])
        for name, key in (
            ("on_time", "A3"),
            ("on_time", "B1"),
            ("as_agreed", "B1"),
            ("as_agreed", "A4"),
            ("solve_time", "A2"),
            ("settled", "A2"),
        )
    ] == [
        ("240m", "32400.0"),
        ("1wd", "36000.0"),
        ("agreed_at", "190800.0"),
        ("", "3600.0"),
        ("", "93600.0"),
        ("", ""),
    ]


def test_a_row_that_ends_before_it_starts_has_no_time(disputed: Desk) -> None:
    disputed.write("tickets.csv", TICKETS.replace("2026-02-08 15:00", "2026-02-05 15:00"))
    one = of("B1", "in_a_day")
    assert (one["code"], one["time"]) == ("out-of-order", None)


def test_rows_of_a_history_and_of_events_tell_when_they_were_and_what_they_say() -> None:
    rows = trace("A3", *FILES, "-f", "json").report["rows"]
    assert [(r["table"], r["at"], r["status"]) for r in rows] == [
        ("tickets", None, None),
        ("history", "2026-02-09T15:00:00+08:00", "Pending"),
        ("history", "2026-02-09T16:00:00+08:00", "Open"),
        ("mails", "2026-02-09T15:30:00+08:00", "Answer"),
    ]
    out = trace("A3", *FILES).out
    assert "history.csv:2       Mon 2026-02-09 15:00  Pending" in out
    assert "Private" not in out


def named(case: str, indicator: str = "on_time") -> list[tuple[str, str, str | None]]:
    return [(i["kind"], i["begin"][5:16], i["name"]) for i in of(case, indicator)["intervals"]]


def test_exceptional_days_have_their_names() -> None:
    assert named("B1") == [
        ("working", "02-06T10:00", None),
        ("closed", "02-06T18:00", None),
        ("working", "02-07T10:00", "open day"),
        ("closed", "02-07T12:00", None),
    ]
    assert named("A3")[2:] == [
        ("working", "02-09T16:00", None),
        ("closed", "02-09T18:00", None),
        ("closed", "02-10T00:00", "closed day"),
        ("closed", "02-11T00:00", None),
        ("working", "02-11T09:00", None),
    ]
    # the Saturday before the Spring Festival of 2026 is worked in China
    assert named("A4") == [("working", "02-14T16:00", "make-up day")]
    assert "1 h  make-up day" in text("A4", "on_time")


def test_what_ended_before_the_next_opening_is_late_though_by_no_time_that_counts() -> None:
    one = of("A2", "on_time")
    assert (one["due"], one["late"], one["late_by"]) == ("2026-02-07T12:00:00+08:00", True, 0.0)
    assert text("A2", "on_time").splitlines()[-1].endswith("late: after the close")
    worst = trace("--worst", "on_time", *FILES, "-f", "json").report["cases"]
    # B1 comes before A2, which is before it in the file and by its key
    assert [(c["key"], c["late_by"], c["past_due"]) for c in worst] == [
        ("A3", 5 * 3600.0, 44 * 3600.0),
        ("B1", 0.0, 27 * 3600.0),
        ("A2", 0.0, 3600.0),
    ]
    out = trace("--worst", "on_time", *FILES).out
    assert "after the close, 27 h past due  Sat 2026-02-07 12:00" in out
    assert "3 of 3 cases that cost it: tickets" in out


def test_an_open_case_past_the_close_is_late_so_far(disputed: Desk) -> None:
    disputed.write("tickets.csv", TICKETS.replace("2026-02-07 13:00,2026", ",2026", 1))
    out = trace("A2", *FILES, "--indicator", "on_time", "--as-of", "2026-02-07 14:00").out
    assert "late so far: after the close" in out


def test_a_case_that_comes_back_names_the_one_that_followed() -> None:
    followed = {"key": "A2", "at": "2026-02-06T11:00:00+08:00"}
    assert of("B1", "settled")["followed_by"] == followed
    assert "not good: followed by A2 on Fri 2026-02-06 11:00" in text("B1", "settled")
    # the next of this customer comes 8 days later
    assert of("A2", "settled")["followed_by"] is None
    assert of("A2", "settled")["value"] is True
    assert of("B1", "done")["followed_by"] is None


def test_a_case_of_the_next_period_is_named_as_well() -> None:
    report = trace("B1", *FILES, "--period", "2026-02-06..2026-02-06", "-f", "json").report
    one = report["indicators"][-1]
    assert (one["id"], one["followed_by"]["key"]) == ("settled", "A2")


def test_shares_say_good_and_lists_of_times_say_what_they_are() -> None:
    assert text("A2", "done").splitlines()[-1].split() == ["done", "tickets:2", "yes", "good"]
    assert text("A4", "done").splitlines()[-1].endswith("yes      not good")
    longest = trace("--worst", "solve_time", "-n", "2", *FILES).out
    assert "the 2 longest of 4 counted: tickets" in longest


def test_the_time_past_due_is_elapsed_time_over_a_change_of_the_clock(disputed: Desk) -> None:
    disputed.write("sqeval.yaml", RULES.replace("Asia/Shanghai", "America/New_York"))
    row = "B9,2026-03-07 06:00,2026-03-08 12:00,2026-03-07 20:00,,Normal,c"
    disputed.write("tickets.csv", f"{TICKETS.splitlines()[0]}\n{row}\n")
    (one,) = trace("--worst", "as_agreed", *FILES, "-f", "json").report["cases"]
    # 16 hours on the wall, of which the night took one
    assert (one["due"], one["past_due"]) == ("2026-03-07T20:00:00-05:00", 15 * 3600.0)
