"""What `sqeval score` takes in: files per table, stdin, rule sets, encodings and zones."""

from __future__ import annotations

import pytest

from tests.acceptance.desk import MARKER, RULES, TICKETS, Desk, figures

OTHER_ORDER = """\
solved;Team;Ticket ID;priority;Created at;unknown extra
2026-02-01 12:00;EMEA;U1;P2;2026-02-01 09:00;x
"""


# --- files and tables -----------------------------------------------------------------------------


def test_several_files_of_one_table_are_matched_by_their_headers(desk: Desk) -> None:
    desk.write("more.csv", OTHER_ORDER)
    report = desk.json("tickets.csv", "more.csv", "--by", "team")
    (table,) = report["tables"]
    assert [(f["path"], f["rows"], f["delimiter"]) for f in table["files"]] == [
        ("tickets.csv", 7, ","),
        ("more.csv", 1, ";"),
    ]
    assert table["rows"]["used"] == 8
    assert figures(report)["received"]["n"] == 8
    assert figures(report, team="EMEA")["received"]["n"] == 5
    # Column 'replied' is absent from the second file: whether its ticket has a reply is not known.
    excluded = {"no-end": 1, "no-start": 1, "invalid-cell": 1}
    assert figures(report)["reply_time"]["excluded"] == excluded
    assert table["invalid_cells"]["replied"] == {"absent-column": 1}


def test_stdin_is_read_for_a_dash(desk: Desk) -> None:
    typed = desk.json("-", "--period", "2026-Q1", typed=TICKETS)
    named = desk.json("tickets.csv", "--period", "2026-Q1")
    assert typed["tables"][0]["files"][0].pop("path") == "-"
    assert named["tables"][0]["files"][0].pop("path") == "tickets.csv"
    assert typed == named


def test_surveys_and_reviews_and_any_table_are_bound_by_name(desk: Desk) -> None:
    report = desk.json(
        "tickets.csv", "--survey", "surveys.csv", "--reviews", "reviews.csv",
        "--table", "calls=calls.csv",
    )  # fmt: skip
    assert [t["name"] for t in report["tables"]] == ["calls", "reviews", "surveys", "tickets"]
    found = figures(report)
    assert (found["satisfied"]["value"], found["satisfied"]["n"]) == (0.75, 4)
    assert found["review_mark"]["value"] == pytest.approx(8.5 / 3)
    assert found["review_mark"]["n"] == 3
    assert (found["talk_time"]["value"], found["talk_time"]["unit"]) == (95.0, "s")


def test_table_is_another_spelling_of_the_options_of_the_same_tables(desk: Desk) -> None:
    short = desk.json("tickets.csv", "--survey", "surveys.csv")
    long = desk.json("--table", "tickets=tickets.csv", "--table", "surveys=surveys.csv")
    assert short == long


def test_an_unbound_table_is_no_data_and_never_zero(desk: Desk) -> None:
    found = figures(desk.json("tickets.csv"))["satisfied"]
    assert (found["value"], found["status"], found["points"]) == (None, "no_data", None)
    assert found["reason"] == "no-table: surveys"


def test_a_positional_file_is_the_source_of_derived_tickets(desk: Desk) -> None:
    desk.write(
        "derived.yaml",
        """\
version: 1
timezone: UTC
tables:
  events: {clock: at, columns: {case: {}, at: {type: datetime}}}
  tickets:
    derive: {from: events, per: case}
    key: case
    clock: created
    columns: {case: {}, created: {value: min(at)}, ended: {value: max(at)}}
indicators: {time: {type: duration, from: created, to: ended, aggregate: mean}}
""",
    )
    desk.write(
        "events.csv", "case,at\n1,2026-01-01 10:00\n1,2026-01-01 11:00\n2,2026-01-02 09:00\n"
    )
    report = desk.json("events.csv", "-r", "derived.yaml")
    assert (figures(report)["time"]["value"], figures(report)["time"]["n"]) == (1800.0, 2)
    ledgers = {t["name"]: t for t in report["tables"]}
    assert [f["path"] for f in ledgers["events"]["files"]] == ["events.csv"]
    assert ledgers["tickets"]["files"] == []
    assert (ledgers["tickets"]["rows"]["read"], ledgers["tickets"]["rows"]["used"]) == (2, 2)


def test_rules_over_other_tables_need_no_tickets(desk: Desk) -> None:
    desk.write(
        "answers.yaml",
        "version: 1\ntimezone: UTC\ntables:\n  surveys: {columns: {mark: {type: integer}}}\n"
        "indicators: {good: {type: ratio, table: surveys, good: mark >= 4}}\n",
    )
    report = desk.json("--survey", "surveys.csv", "-r", "answers.yaml")
    assert figures(report)["good"]["value"] == 0.75


# --- which rules ----------------------------------------------------------------------------------


def test_the_rules_of_the_folder_are_used_and_said(desk: Desk) -> None:
    done = desk.score("tickets.csv", "-f", "json")
    assert "rules: sqeval.yaml" in done.err
    assert [f["path"] for f in done.report["rules"]["files"]] == ["sqeval.yaml"]


def test_without_rules_in_the_folder_the_service_desk_is_used_and_said(desk: Desk) -> None:
    (desk.folder / "sqeval.yaml").unlink()
    desk.write(
        "t.csv",
        "Ticket ID,Created at,Status,Reopens\n1,2026-01-05T09:00Z,Solved,0\n"
        "2,2026-01-06T09:00Z,Open,0\n",
    )
    done = desk.score("t.csv", "-f", "json")
    assert "rules: builtin:service-desk" in done.err
    assert done.report == desk.json("t.csv", "-r", "builtin:service-desk")
    assert figures(done.report)["resolution_rate"]["value"] == 0.5


def test_named_rules_go_before_those_of_the_folder_and_need_no_saying(desk: Desk) -> None:
    desk.write("mine.yaml", RULES.replace("The small desk", "Mine"))
    done = desk.score("tickets.csv", "--rules", "mine.yaml", "-f", "json")
    assert done.report["rules"]["title"]["en"] == "Mine"
    said = [line for line in done.err.splitlines() if not line.startswith("      ")]
    assert said[0] == (
        "SQ544 no-table: 'surveys' is not given, so 1 scored indicator has no data [notice]"
    )
    assert [line.partition(" ")[0] for line in said] == ["SQ544", "SQ548", "SQ548"]


@pytest.mark.parametrize("name", ["builtin:service-dsk", "nowhere.yaml"])
def test_rules_that_are_not_there(desk: Desk, name: str) -> None:
    said = desk.score("tickets.csv", "-r", name).refused(3, "SQ115 no-such-file")
    assert name in said


# --- encodings and zones --------------------------------------------------------------------------

CHINESE = "工单编号,Created at,solved,priority,受理组\n1,2026-01-05 09:00,,P2,网络组\n"


def test_declared_gb18030_gives_what_utf8_gives(desk: Desk) -> None:
    desk.write("utf8.csv", CHINESE)
    desk.write("gb.csv", CHINESE.encode("gb18030"))
    report = desk.json("gb.csv", "--encoding", "gb18030", "--by", "team")
    assert report["tables"][0]["files"][0]["encoding"] == "gb18030"
    assert report["groups"] == desk.json("utf8.csv", "--by", "team")["groups"]
    assert report["groups"][1]["by"] == {"team": "网络组"}


def test_undeclared_gb18030_is_refused_with_the_place(desk: Desk) -> None:
    desk.write("gb.csv", CHINESE.encode("gb18030"))
    said = desk.score("gb.csv").refused(3, "gb.csv:1")
    assert "gb18030" in said


def test_timezone_moves_periods_and_times_without_offset(desk: Desk) -> None:
    asia = desk.json("tickets.csv", "--period", "2026-Q2")
    there = desk.json("tickets.csv", "--period", "2026-Q2", "--timezone", "America/New_York")
    assert asia["period"]["start"] == "2026-04-01T00:00:00+08:00"
    assert there["period"]["start"] == "2026-04-01T00:00:00-04:00"
    assert there["period"]["timezone"] == "America/New_York"
    assert there["options"]["timezone"] == "America/New_York"
    # Local times move with the zone, so the same rows lie in the period.
    assert figures(there)["received"] == figures(asia)["received"]


def test_timezone_leaves_times_with_an_offset_where_they_are(desk: Desk) -> None:
    moments = ["2026-03-31T23:30+00:00", "2026-04-01T00:30+00:00"]
    for zone, n in (("UTC", 1), ("Asia/Shanghai", 2), ("America/New_York", 0)):
        report = desk.received_on(moments, "--period", "2026-Q2", "--timezone", zone)
        assert figures(report)["received"]["n"] == n


# --- refusals -------------------------------------------------------------------------------------


def test_a_missing_required_column_names_its_close_match(desk: Desk) -> None:
    desk.write("t.csv", "Ticket ID,Created,solvd,priority\n1,2026-01-05 09:00,,P1\n")
    said = desk.score("t.csv", "-q").refused(3, "t.csv:1: SQ506 missing-column")
    assert "'solved'" in said
    assert "'solvd'" in said
    assert "'Created'" in said


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(desk: Desk, content: bytes) -> None:
    desk.write("empty.csv", content)
    desk.score("empty.csv", "-q").refused(3, "empty.csv: SQ505 empty-file")


def test_a_header_alone_is_an_export_without_rows(desk: Desk) -> None:
    desk.write("header.csv", TICKETS.splitlines()[0] + "\n")
    done = desk.score("header.csv", "-f", "json")
    assert done.report["tables"][0]["rows"]["used"] == 0
    assert done.report["groups"][0]["points"] is None
    assert "SQ512 no-rows" in done.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nowhere.csv"], "nowhere.csv: SQ501 unreadable-file"),
        (["."], ".: SQ501 unreadable-file"),
        (["tickets.csv", "book.csv"], "book.csv: SQ508 damaged-file"),
    ],
)
def test_what_is_no_export_is_refused(desk: Desk, arguments: list[str], problem: str) -> None:
    desk.write("book.csv", b"PK\x03\x04 and so on")
    desk.score(*arguments, "-q").refused(3, problem)


def test_a_name_is_taken_literally(desk: Desk) -> None:
    desk.write("t[1]*.csv", TICKETS)
    assert figures(desk.json("t[1]*.csv"))["received"]["n"] == 7


DAMAGED = {
    "cut short": TICKETS + f"T9,{MARKER}\n",
    "stray quote": TICKETS + f'T9,"{MARKER},2026-01-01,,P1,EMEA,ann,x\n',
    "bad time": TICKETS.replace("2026-01-05 11:00", MARKER),
    "unlisted category": TICKETS.replace("Urgent", MARKER),
    "same key": TICKETS + f"T1,2026-01-06 09:00,,,P1,EMEA,ann,{MARKER}\n",
    "ambiguous day": TICKETS.replace("2026-01-05 11:00", f"03/04/2026 {MARKER}"),
    "too many fields": TICKETS + f"T9,2026-01-01,,,P1,EMEA,ann,{MARKER},{MARKER}\n",
    "nul": TICKETS + f"T9,2026-01-01,,,P1,EMEA,ann,{MARKER}\0\n",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_ticket_text_never_comes_out_on_stderr(desk: Desk, damage: str) -> None:
    desk.write("t.csv", DAMAGED[damage])
    for options in (["--max-rejected", "100%"], ["--max-rejected", "0%"], ["--by", "subjct"]):
        done = desk.score("t.csv", *options)
        assert MARKER not in done.err
        assert "Traceback" not in done.err
