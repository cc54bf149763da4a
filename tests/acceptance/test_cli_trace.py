"""``sqeval trace`` as users call it: one ticket, its records and its times; the worst cases."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from sqeval.cli.trace import app
from tests.acceptance.desk import MARKER, Desk, Done

RULES = """\
version: 1
timezone: Asia/Shanghai
calendars:
  desk: {hours: {mon-fri: ["09:00-12:00", "13:00-18:00"]}, closed: [2026-01-13]}
tables:
  tickets:
    key: id
    duplicates: {keep: last, by: updated}
    clock: created
    columns:
      id: {from: [Ticket ID]}
      created: {type: datetime}
      solved: {type: datetime}
      updated: {type: datetime}
      waited: {type: duration, unit: m}
      priority: {type: category, values: {P1: [Urgent], P2: []}}
      team: {}
      subject: {}
  changes:
    clock: at
    lookup: {tickets: ticket}
    columns: {ticket: {}, at: {type: datetime}, status: {}}
  surveys:
    key: [desk, answer]
    clock: at
    lookup: {tickets: ticket}
    columns: {desk: {}, answer: {}, ticket: {}, at: {type: datetime}, mark: {type: integer}}
indicators:
  on_time:
    title: Solved on time
    type: within
    from: created
    to: solved
    limit: 4h
    calendar: desk
    pause: {table: changes, status: status, in: [Waiting]}
    target: {at_least: 90%}
  roughly:
    {type: duration, from: created, to: solved, calendar: desk, pause: waited, aggregate: mean}
  urgent: {type: count, where: priority == "P1"}
  reopened: {type: ratio, good: waited > 0h, target: {at_most: 10%}}
  recommended: {type: nps, table: surveys, of: mark}
  twice: {type: formula, value: urgent * 2}
scorecard: {indicators: {on_time: 100}}
"""

#: T1 is worked on Friday from 16:00 to 17:30 and on Monday from 10:00 to 11:30.
TICKETS = f"""\
Ticket ID,created,solved,updated,waited,priority,team,subject
T1,2026-01-09 16:00,2026-01-12 11:30,2026-01-12 12:00,30,Urgent,EMEA,{MARKER}
T2,2026-01-12 10:00,,2026-01-12 10:00,,P2,EMEA,{MARKER}
T1,2026-01-09 16:00,,2026-01-10 12:00,0,Urgent,EMEA,{MARKER}
T3,2026-01-12 09:00,2026-01-14 10:30,2026-01-14 12:00,0,P2,APAC,{MARKER}
T3,2026-01-12 {MARKER}
T4,2026-01-15 09:00,2026-01-15 09:30,2026-01-15 09:30,0,P2,APAC,{MARKER}
T33,2026-01-12 {MARKER}
"""
CHANGES = """\
ticket,at,status
T1,2026-01-09 16:00,Open
T1,2026-01-09 17:30,Waiting
T1,2026-01-12 10:00,Open
"""
SURVEYS = """\
desk,answer,ticket,at,mark
A,1,T1,2026-01-13 10:00,3
B,1,T1,2026-01-14 10:00,9
A,2,T3,2026-01-15 10:00,
A,3,T2,2026-01-15 10:00,0
"""
FILES = ("tickets.csv", "--survey", "surveys.csv", "--table", "changes=changes.csv")
LENIENT = ("--max-rejected", "50%")


@pytest.fixture
def paused(desk: Desk) -> Desk:
    """Return a desk with a calendar and pauses."""
    desk.write("sqeval.yaml", RULES)
    desk.write("tickets.csv", TICKETS)
    desk.write("changes.csv", CHANGES)
    desk.write("surveys.csv", SURVEYS)
    return desk


def trace(*arguments: str, columns: str | None = None) -> Done:
    runner = CliRunner(env={"COLUMNS": columns, "NO_COLOR": None})
    done = runner.invoke(app, arguments, catch_exceptions=False)
    return Done(done.exit_code, done.stdout, done.stderr)


def told(*arguments: str) -> dict[str, Any]:
    return trace(*arguments, *FILES, *LENIENT, "-q", "-f", "json").report


def of(report: dict[str, Any], indicator: str) -> dict[str, Any]:
    (one,) = [one for one in report["indicators"] if one["id"] == indicator]
    return dict(one)


@pytest.mark.usefixtures("paused")
def test_a_ticket_is_told_with_all_its_rows_and_records() -> None:
    report = told("T1")
    assert (report["format"], report["ticket"], report["table"]) == (1, "T1", "tickets")
    assert report["as_of"] == "2026-01-15T10:00:00+08:00"
    assert [(r["table"], r["key"], r["file"], r["line"]) for r in report["rows"]] == [
        ("tickets", "T1", "tickets.csv", 2),
        ("changes", None, "changes.csv", 2),
        ("changes", None, "changes.csv", 3),
        ("changes", None, "changes.csv", 4),
        ("surveys", "A,1", "surveys.csv", 2),
        ("surveys", "B,1", "surveys.csv", 3),
    ]
    unused = {"table": "tickets", "file": "tickets.csv", "line": 4}
    assert report["unused"] == [unused | {"status": "duplicate", "code": "duplicate"}]
    # a formula has no rows of its own
    ids = [one["id"] for one in report["indicators"]]
    assert ids == ["on_time", "roughly", "urgent", "reopened", "recommended", "recommended"]
    assert [one["value"] for one in report["indicators"][-2:]] == [3, 9]


@pytest.mark.usefixtures("paused")
def test_a_working_time_is_told_stretch_by_stretch() -> None:
    one = of(told("T1"), "on_time")
    assert [(i["kind"], i["begin"], i["seconds"]) for i in one["intervals"]] == [
        ("working", "2026-01-09T16:00:00+08:00", 5400.0),
        ("paused", "2026-01-09T17:30:00+08:00", 1800.0),
        ("closed", "2026-01-09T18:00:00+08:00", 63 * 3600.0),
        ("paused", "2026-01-12T09:00:00+08:00", 3600.0),
        ("working", "2026-01-12T10:00:00+08:00", 5400.0),
    ]
    assert (one["status"], one["value"], one["late"], one["late_by"]) == (
        "counted", True, False, None,
    )  # fmt: skip
    # 4 h of work and 1.5 h of pauses from Friday 16:00 are over on Monday after lunch
    assert (one["due"], one["paused"]) == ("2026-01-12T13:30:00+08:00", 5400.0)
    assert (one["calendar"], one["approximate"], one["open"]) == ("desk", False, False)


@pytest.mark.usefixtures("paused")
def test_pauses_of_a_column_are_told_as_approximate() -> None:
    one = of(told("T1"), "roughly")
    assert (one["approximate"], one["paused"], one["value"]) == (True, 1800.0, 4 * 3600.0)
    assert {i["kind"] for i in one["intervals"]} == {"working", "closed"}
    out = trace("T1", *FILES, *LENIENT, "--indicator", "roughly").out
    assert "less 30 min paused at times unknown (approximate)" in out


@pytest.mark.usefixtures("paused")
def test_an_open_ticket_is_told_up_to_as_of() -> None:
    report = told("T2")
    one = of(report, "on_time")
    assert (one["open"], one["end"], one["late"]) == (True, report["as_of"], True)
    # due on Monday 15:00; 3 h are left of that day, Tuesday is closed, Wednesday has 8, Thursday 1
    assert (one["due"], one["late_by"]) == ("2026-01-12T15:00:00+08:00", 12 * 3600.0)
    assert (of(report, "roughly")["status"], of(report, "roughly")["code"]) == (
        "excluded",
        "no-end",
    )
    early = told("T2", "--as-of", "2026-01-12T12:00")
    assert of(early, "on_time")["code"] == "undecided"
    assert of(early, "on_time")["late"] is False


@pytest.mark.usefixtures("paused")
def test_an_open_ticket_that_is_left_out_is_not_said_to_be_counted() -> None:
    counted, left_out = (
        trace("T2", *FILES, *LENIENT, "--indicator", name).out for name in ("on_time", "roughly")
    )
    assert "open, counted up to Thu 2026-01-15 10:00" in counted
    assert "open, up to Thu 2026-01-15 10:00" in left_out
    assert "counted up to" not in left_out


def test_an_end_that_cannot_be_read_is_neither_open_nor_an_end(paused: Desk) -> None:
    paused.write("tickets.csv", TICKETS.replace("2026-01-12 11:30", "soon"))
    report = told("T1")
    for name in ("on_time", "roughly"):
        one = of(report, name)
        assert (one["status"], one["code"]) == ("excluded", "invalid-cell")
        assert one["start"] == "2026-01-09T16:00:00+08:00"
        assert [one[key] for key in ("end", "open", "time", "late", "late_by")] == [None] * 5
        assert one["intervals"] == []
    out = trace("T1", *FILES, *LENIENT, "--indicator", "on_time").out
    assert "from Fri 2026-01-09 16:00 to an end that cannot be read" in out
    assert "open" not in out.split("cannot be read", 1)[1]
    # when it was due depends on until when it was paused, not so where that is a column
    assert (of(report, "on_time")["paused"], of(report, "on_time")["due"]) == (None, None)
    assert of(report, "roughly")["paused"] == 1800.0


@pytest.mark.usefixtures("paused")
def test_records_that_are_not_used_are_told_with_their_lines() -> None:
    unused = [(u["line"], u["status"], u["code"]) for u in told("T3")["unused"]]
    assert unused == [(6, "rejected", "too-few-fields")]
    only = told("T33")
    assert (only["rows"], only["indicators"]) == ([], [])
    assert [u["line"] for u in only["unused"]] == [8]


@pytest.mark.usefixtures("paused")
def test_rows_outside_are_told_as_such() -> None:
    codes = {one["id"]: one["code"] for one in told("T3")["indicators"]}
    assert codes["urgent"] == "where-false"
    outside = told("T3", "--period", "2026-02")["indicators"]
    assert {(one["status"], one["code"]) for one in outside} == {("outside", "outside-period")}
    late = told("T3", "--as-of", "2026-01-10")["indicators"]
    assert {(one["status"], one["code"]) for one in late} == {("outside", "later-than-as-of")}


def test_a_row_without_a_clock_and_an_absent_column_are_told(paused: Desk) -> None:
    lines = "Ticket ID,created,solved,updated,priority,team,subject\n"
    rules = RULES.replace("waited: {", "waited: {required: false, ")
    paused.write("sqeval.yaml", rules)
    paused.write("tickets.csv", f"{lines}T1,,,,P2,,\nT2,2026-01-12 10:00,,,P2,,\n")
    codes = {one["id"]: one["code"] for one in told("T1", "--period", "2026")["indicators"]}
    assert codes["urgent"] == "no-clock"
    assert codes["roughly"] == "missing-column: waited"


@pytest.mark.usefixtures("paused")
def test_an_unknown_id_is_refused_with_one_that_is_close() -> None:
    said = trace("T22", *FILES, *LENIENT, "-q").refused(2, "SQ618 unknown-case")
    assert "no row of 'tickets' has the id 'T22'" in said
    assert "did you mean 'T2'?" in said
    trace("T1", "tickets.csv", "--in", "tickts").refused(2, "SQ608")
    trace("T1", *FILES, *LENIENT, "--indicator", "on_tim").refused(2, "did you mean 'on_time'?")
    trace().refused(2, "SQ618")


@pytest.mark.usefixtures("paused")
def test_a_row_of_another_table_is_named_by_the_parts_of_its_key() -> None:
    report = told("B, 1", "--in", "surveys")
    assert [(r["table"], r["line"]) for r in report["rows"]] == [("surveys", 3)]
    assert [(one["id"], one["value"]) for one in report["indicators"]] == [("recommended", 9)]
    arguments = (*FILES, *LENIENT, "-q")
    trace("B", "--in", "surveys", *arguments).refused(2, "an id of 'surveys' has 2 parts")
    trace("B", "--in", "changes", *arguments).refused(2, "have no key")


@pytest.mark.usefixtures("paused")
def test_a_case_is_found_in_the_file_that_has_it(paused: Desk) -> None:
    paused.write("more.csv", TICKETS.splitlines()[0] + "\nU1,2026-01-12 10:00,,,,P2,,\n")
    report = trace("U1", "more.csv", *FILES, *LENIENT, "-q", "-f", "json").report
    assert [(r["file"], r["line"]) for r in report["rows"]] == [("more.csv", 2)]
    report = trace("T2", "more.csv", *FILES, *LENIENT, "-q", "-f", "json").report
    assert report["rows"][0]["file"] == "tickets.csv"


@pytest.mark.usefixtures("paused")
def test_nothing_of_what_a_ticket_says_is_shown() -> None:
    for case in ("T1", "T3", "T33"):
        for shape in ("table", "json"):
            done = trace(case, *FILES, *LENIENT, "-f", shape)
            assert done.exit == 0
            assert MARKER not in done.out + done.err


@pytest.mark.usefixtures("paused")
def test_the_text_tells_weekdays_sums_and_the_verdict() -> None:
    out = trace("T2", *FILES, *LENIENT, "--indicator", "on_time").out
    assert "Solved on time   tickets:3   calendar desk, Asia/Shanghai" in out
    assert "working  Mon 2026-01-12 13:00  18:00" in out
    assert "due Mon 2026-01-12 15:00" in out
    assert "late by 12 h so far" in out


@pytest.mark.usefixtures("paused")
def test_two_runs_are_equal_to_the_byte_and_an_output_is_private(paused: Desk) -> None:
    arguments = ("T1", *FILES, *LENIENT, "-q", "-f", "json")
    done = trace(*arguments, "-o", "trace.json")
    assert (done.exit, done.out) == (0, "")
    assert (paused.folder / "trace.json").read_text("utf-8") == trace(*arguments).out
    assert (paused.folder / "trace.json").stat().st_mode & 0o077 == 0
    trace("T1", *FILES, "-o", "tickets.csv").refused(2, "SQ614")


# --- the worst cases ------------------------------------------------------------------------------


def worst(indicator: str, *options: str) -> dict[str, Any]:
    return told("--worst", indicator, *options)


@pytest.mark.usefixtures("paused")
def test_late_cases_are_listed_by_how_late_they_are() -> None:
    report = worst("on_time")
    assert (report["worst"], report["table"], report["among"]) == ("on_time", "tickets", 2)
    # T3 has 8 h of Monday and 1.5 of Wednesday, 5.5 beyond its limit
    assert [(c["key"], c["line"], c["late_by"], c["open"]) for c in report["cases"]] == [
        ("T2", 3, 12 * 3600.0, True),
        ("T3", 5, 5.5 * 3600.0, False),
    ]
    assert report["cases"][0]["by"] == {"team": "EMEA"}
    assert [c["key"] for c in worst("on_time", "-n", "1")["cases"]] == ["T2"]


@pytest.mark.usefixtures("paused")
def test_times_shares_and_answers_each_have_their_worst() -> None:
    assert [c["key"] for c in worst("roughly")["cases"]] == ["T3", "T1", "T4"]
    # under 'at_most' it is the good rows that cost
    assert [c["key"] for c in worst("reopened")["cases"]] == ["T1"]
    assert [(c["key"], c["value"]) for c in worst("recommended")["cases"]] == [
        ("A,3", 0),
        ("A,1", 3),
    ]
    assert worst("on_time", "--period", "2026-02")["cases"] == []


@pytest.mark.usefixtures("paused")
def test_worst_is_refused_where_no_case_is_worse() -> None:
    arguments = (*FILES, *LENIENT, "-q")
    trace("--worst", "urgent", *arguments).refused(2, "SQ619 no-worst")
    trace("--worst", "twice", *arguments).refused(2, "SQ619 no-worst")
    trace("--worst", "recommended", "tickets.csv", *LENIENT).refused(2, "no-table: surveys")
    trace("--worst", "nothing", *arguments).refused(2, "SQ617")


@pytest.mark.usefixtures("paused")
def test_the_list_names_key_time_team_and_row() -> None:
    out = trace("--worst", "on_time", *FILES, *LENIENT).out
    lines = out.splitlines()
    assert "Solved on time" in lines[0]
    assert lines[-2].split() == [
        "T2", "12", "h,", "open", "Mon", "2026-01-12", "15:00", "EMEA", "tickets.csv:3",
    ]  # fmt: skip


@pytest.mark.usefixtures("paused")
def test_more_cases_than_there_are_can_be_asked_for() -> None:
    many = worst("on_time", "-n", "9" * 23)
    assert many["cases"] == worst("on_time")["cases"] != []


@pytest.mark.usefixtures("paused")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--worst", "on_time", "--indicator", "roughly"], "--indicator says nothing with --worst"),
        (["--worst", "on_time", "--in", "tickets"], "--in says nothing with --worst"),
        (["T1", "-n", "3"], "-n says nothing without --worst"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(options: list[str], said: str) -> None:
    assert said in trace(*options, *FILES, *LENIENT).refused(2, "SQ620 idle-option")


# --- other kinds of tables ------------------------------------------------------------------------

EVENTS = """\
version: 1
timezone: UTC
tables:
  events:
    clock: at
    duplicates: {keep: all}
    columns: {case: {type: integer}, activity: {}, at: {type: datetime}}
  tickets:
    derive: {from: events, per: case}
    key: case
    clock: created
    columns:
      case: {}
      created: {value: min(at)}
      solved: {value: max(at), where: activity == "Solved"}
indicators:
  solve_time: {type: duration, from: created, to: solved, aggregate: p90, open: survival}
  events: {type: count, table: events}
"""


def test_a_derived_case_has_its_events_and_no_line_of_its_own(desk: Desk) -> None:
    desk.write("sqeval.yaml", EVENTS)
    steps = "case,activity,at\n7,New,2026-01-05 09:00\n8,New,2026-01-05 09:00\n"
    desk.write("events.csv", steps + "7,Solved,2026-01-05 11:00\n8,Asked,2026-01-05 12:00\n")
    report = trace("7", "events.csv", "-q", "-f", "json").report
    assert [(r["table"], r["key"], r["line"]) for r in report["rows"]] == [
        ("tickets", "7", None),
        ("events", None, 2),
        ("events", None, 4),
    ]
    assert [(one["id"], one["row"], one["value"]) for one in report["indicators"]] == [
        ("solve_time", None, 7200.0),
        ("events", 2, True),
        ("events", 4, True),
    ]
    (still_open, *_) = trace("8", "events.csv", "-q", "-f", "json").report["indicators"]
    assert (still_open["open"], still_open["value"]) == (True, 3 * 3600.0)
    cases = trace("--worst", "solve_time", "events.csv", "-q", "-f", "json").report["cases"]
    assert [(case["key"], case["open"]) for case in cases] == [("8", True), ("7", False)]
