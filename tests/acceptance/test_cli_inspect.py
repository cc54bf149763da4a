"""``sqeval inspect`` as users call it: on made exports, on those shipped, on real ones."""

from __future__ import annotations

import csv
import fcntl
import gzip
import json
import os
import pty
import struct
import termios
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from sqeval.cli.inspect import app
from sqeval.problems import cells
from tests.acceptance.desk import ROOT, Desk, Done, finish
from tests.acceptance.shared.exports import (
    ANSWERS,
    BOSTON,
    BROKEN,
    CALLS,
    DAY_FIRST,
    EVENTS,
    EXPORTS,
    ISO,
    KAGGLE,
    NEW_YORK,
    READ,
    TWENTY_TWICE,
    Export,
    needs_exports,
)

EXAMPLES = sorted((ROOT / "examples").glob("**/*.csv"))

#: What is not UTF-8, and what to declare.
DECLARED = {"hotline.csv": "gb18030"}

PRIVATE = "Mrs-Private-Matter"
TICKETS = (
    "Ticket ID,Created at,Status,Subject\n"
    f"T1,2026-01-05 10:00,Open,{PRIVATE}\n"
    "T2,2026-02-05 11:00,Solved,网络\n"
    "T2,2026-02-05 11:00,Solved,网络\n"
    f"T3,2026-02-05,{PRIVATE}\n"
)


def inspect(*arguments: str, given: bytes | None = None) -> Done:
    runner = CliRunner(env={"COLUMNS": None})
    done = runner.invoke(app, arguments, catch_exceptions=False, input=given)
    return Done(done.exit_code, done.stdout, done.stderr)


def looked(*arguments: str, given: bytes | None = None) -> list[dict[str, Any]]:
    done = inspect(*arguments, "-f", "json", given=given)
    assert (done.exit, done.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def by_header(look: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {column["header"]: column for column in look["columns"]}


def balanced(look: dict[str, Any]) -> bool:
    rows = dict(look["rows"])
    read = rows.pop("read")
    return bool(read == sum(rows.values()) and rows["rejected"] == sum(look["rejected"].values()))


@pytest.fixture
def tickets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("tickets.csv").write_text(TICKETS, "utf-8")
    return "tickets.csv"


def test_a_file_is_shown_with_its_ledger_columns_and_periods(tickets: str) -> None:
    done = inspect(tickets)
    assert (done.exit, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:4] == [
        "tickets.csv",
        "utf-8, separated by commas, 4 columns",
        "no vendor that is known",
        "rows 4 = used 2 + duplicate 1 + rejected 1 (too-few-fields 1) + blank 0",
    ]
    assert "Created at: 2026-01-05T10:00:00 .. 2026-02-05T11:00:00" in lines
    assert "  2026-01 1   2026-02 1" in lines
    assert "tickets.csv:5: SQ556 rejected-rows: 1 of 4 rows cannot be read;" in done.out


def test_several_files_come_one_after_another(tickets: str) -> None:
    Path("other.csv").write_text("a,b\n1,2\n", "utf-8")
    done = inspect(tickets, "other.csv")
    assert done.out.index("tickets.csv\n") < done.out.index("\n\nother.csv\nutf-8")
    assert [look["path"] for look in looked("other.csv", tickets)] == ["other.csv", tickets]


def test_json_is_the_same_on_every_run(tickets: str) -> None:
    assert inspect(tickets, "-f", "json").out == inspect(tickets, "-f", "json").out


def test_standard_input_is_read(tickets: str) -> None:
    (found,) = looked("-", given=Path(tickets).read_bytes())
    assert (found["path"], found["rows"]["read"]) == ("-", 4)
    inspect("-", "-").refused(2, "SQ614")


@pytest.mark.parametrize("name", ["tickets.csv.gz", "tickets.parquet", "tickets.xlsx"])
def test_other_files_are_read_as_the_same_table(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = b"Ticket ID,Created at,Status,Reopens\n" + b"".join(
        b"T%d,2026-01-%02d 10:00:00,%s,%d\n" % (i, i + 1, (b"Open", b"Solved")[i % 2], i % 3)
        for i in range(12)
    )
    if name.endswith(".gz"):
        Path(name).write_bytes(gzip.compress(text))
    else:
        frame = pl.read_csv(text, try_parse_dates=True)
        if name.endswith(".xlsx"):
            pytest.importorskip("xlsxwriter")
            frame.write_excel(name)
        else:
            frame.write_parquet(name)
    (found,) = looked(name)
    assert found["rows"] == {"read": 12, "blank": 0, "rejected": 0, "duplicate": 0, "used": 12}
    kinds = {header: column["kind"] for header, column in by_header(found).items()}
    assert kinds == {
        "Ticket ID": "text",
        "Created at": "datetime",
        "Status": "category",
        "Reopens": "integer",
    }
    assert by_header(found)["Created at"]["latest"] == "2026-01-12T10:00:00"
    assert by_header(found)["Reopens"]["high"] == "2"


def test_masked_says_nothing_of_what_was_written(tickets: str) -> None:
    assert PRIVATE in inspect(tickets).out
    for arguments in ((tickets, "--mask"), (tickets, "--mask", "-f", "json")):
        done = inspect(*arguments)
        assert PRIVATE not in done.out
        assert "网络" not in done.out
        assert "Aaa-Aaaaaaa-Aaaaaa" in done.out
        assert "Solved" in done.out


def test_a_hostile_cell_does_not_reach_the_terminal(tickets: str) -> None:
    Path(tickets).write_text("a\x1b[2J,b\n[red]\x1b[31m,1\n", "utf-8")
    out = inspect(tickets).out
    assert "\x1b" not in out
    assert "[red]␛[31m" in out


def test_an_encoding_is_suggested_and_never_assumed(tickets: str) -> None:
    Path(tickets).write_bytes(TICKETS.replace("网络", "打印机无法使用").encode("gb18030"))
    said = inspect(tickets).refused(3, "SQ504 wrong-encoding")
    assert "--encoding gb18030" in said
    assert PRIVATE not in said
    (found,) = looked(tickets, "--encoding", "gb18030")
    assert (found["encoding"], found["rows"]["read"]) == ("gb18030", 4)


def test_what_is_refused_is_refused_for_all_files(tickets: str) -> None:
    Path("page.csv").write_text("<html><body>Log in</body></html>", "utf-8")
    said = inspect(tickets, "page.csv", "none.csv").refused(3, "page.csv: SQ502")
    assert "none.csv: SQ501" in said
    inspect(tickets, "--timezone", "EST").refused(2, "SQ606")
    inspect(tickets, "--encoding", "klingon").refused(2, "SQ607")
    inspect(tickets, "--lang", "de").refused(2, "SQ613")
    assert inspect().exit == 2


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_is_kept_to(width: int, desk: Desk) -> None:
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    path = ROOT / "examples" / "tickets-zh.csv"
    process = desk.start("inspect", str(path), "--no-color", stdout=inner)
    os.close(inner)
    shown = b""
    try:
        while part := os.read(outer, 1 << 16):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(outer)
    assert finish(process).exit == 0
    lines = shown.decode().replace("\r", "").splitlines()
    assert max(map(cells, lines)) <= width
    head = next(line for line in lines if line.lstrip().startswith("#"))
    start = cells(head[: head.index("kind")])
    first = next(line for line in lines if "工单编号" in line)
    assert cells(first[: first.index("text")]) == start


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_inspected(path: Path) -> None:
    options = ["--encoding", DECLARED[path.name]] if path.name in DECLARED else []
    if options:
        said = inspect(str(path)).refused(3, "SQ504")
        assert f"--encoding {DECLARED[path.name]}" in said
    (found,) = looked(str(path), *options)
    lines = path.read_bytes().decode(DECLARED.get(path.name, "utf-8-sig")).splitlines()
    assert found["header"] == next(csv.reader(lines[:1], delimiter=found["delimiter"]))
    assert balanced(found)
    if not any('"' in line for line in lines):
        assert found["rows"]["read"] == len(lines) - 1
    if path.parent.name == "vendors":
        assert found["vendor"] == path.stem
        assert found["table"] == "tickets"
    names = [column["meant"] for column in found["columns"] if column["meant"]]
    assert len(names) == len(set(names))


def look_at(export: Export) -> dict[str, Any]:
    (found,) = looked(str(export.path))
    assert balanced(found)
    return found


@needs_exports
@pytest.mark.parametrize(
    "file", sorted({e.file for e in READ} - {BROKEN.file, EVENTS.file, TWENTY_TWICE.file})
)
def test_every_real_export_is_read_whole(file: str) -> None:
    export = next(e for e in READ if e.file == file)
    found = look_at(export)
    records = export.records()
    assert found["rows"]["read"] == found["rows"]["used"] == len(records)
    assert found["header"] == [header.strip() for header in records[0]]
    for header, column in by_header(found).items():
        texts = [record[header].strip() for record in records]
        filled = [text for text in texts if text and text not in found["missing"]]
        assert (column["filled"], column["distinct"]) == (len(filled), len(set(filled)))


@needs_exports
def test_calls() -> None:
    found, oracle = look_at(CALLS), CALLS.oracle()
    columns = by_header(found)
    assert found["rows"]["used"] == oracle["rows"]["n"]
    assert columns["Call Id"]["kind"] == "text"
    assert columns["Call Id"]["distinct"] == oracle["rows"]["ids"]
    assert (columns["Date"]["kind"], columns["AvgTalkDuration"]["kind"]) == ("date", "duration")
    assert columns["Date"]["earliest"] == oracle["rows"]["first_call"][:10]
    assert columns["Date"]["latest"] == oracle["rows"]["last_call"][:10]
    speed = columns["Speed of answer in seconds"]
    assert (speed["kind"], speed["unit"], speed["filled"]) == (
        "duration",
        "s",
        oracle["speed_of_answer_seconds"]["n"],
    )
    resolved = {one["value"]: one["n"] for one in columns["Resolved"]["values"]}
    assert columns["Resolved"]["kind"] == "boolean"
    assert resolved["Y"] == oracle["resolution"]["resolved"]
    months = {row["m"]: row["n"] for row in oracle["by_month"]}
    assert columns["Date"]["months"] == months


@needs_exports
def test_events() -> None:
    found, oracle = look_at(EVENTS), EVENTS.oracle()
    assert found["rows"]["read"] == oracle["rows"]["event_rows"]
    assert found["rows"]["used"] == oracle["rows"]["distinct_event_rows"]
    assert [c["position"] for c in found["columns"] if c["header"] == "Variant"] == [5, 7]
    columns = by_header(found)
    assert columns["Case ID"]["distinct"] == oracle["rows"]["cases"]
    first = oracle["rows"]["first_event"].replace(" ", "T")
    assert columns["Complete Timestamp"]["earliest"] == first


@needs_exports
def test_requests_by_day_or_month_first() -> None:
    assert by_header(look_at(ISO))["open_dt"]["formats"] == []
    day_first = by_header(look_at(DAY_FIRST))["open_dt"]
    assert day_first["formats"] == ["%d/%m/%Y %H:%M:%S"]
    assert day_first["earliest"] == by_header(look_at(ISO))["open_dt"]["earliest"]
    created = by_header(look_at(NEW_YORK))["Created Date"]
    assert created["formats"] == ["%m/%d/%Y %I:%M:%S %p"]
    boston = by_header(look_at(BOSTON))
    assert boston["closed_dt"]["filled"] == BOSTON.oracle()["boston_slim_2013"]["closed"]


@needs_exports
def test_repeated_and_broken_rows() -> None:
    oracle = TWENTY_TWICE.oracle()["boston_20dupes_random"]
    rows = look_at(TWENTY_TWICE)["rows"]
    assert (rows["read"], rows["used"]) == (oracle["n"], oracle["distinct_rows"])
    assert look_at(BROKEN)["rejected"] == {"too-many-fields": 1}


@needs_exports
def test_tickets_without_a_creation_time() -> None:
    found, oracle = look_at(KAGGLE), KAGGLE.oracle()
    columns = by_header(found)
    assert columns["First Response Time"]["kind"] == columns["Time to Resolution"]["kind"]
    assert columns["Time to Resolution"]["kind"] == "datetime"
    assert columns["First Response Time"]["filled"] == oracle["rows"]["with_frt"]
    reasons = {one["indicator"]: one["reason"] for one in found["possible"]}
    assert reasons["first_response_time"] == "required-column: created_at"


@needs_exports
def test_answers_without_a_date() -> None:
    found = look_at(ANSWERS)
    assert all(not column["months"] for column in found["columns"])
    nps = by_header(found)["nps"]
    assert (nps["kind"], nps["low"], nps["high"]) == ("integer", "0", "10")


@needs_exports
def test_the_folder_of_real_exports_has_no_other_file() -> None:
    known = {export.path for export in READ}
    others = {
        path
        for path in EXPORTS.glob("*/*.[ct]*")
        if path.suffix in {".csv", ".tsv", ".tab"} and path not in known
    }
    for path in sorted(others):
        (found,) = looked(str(path))
        assert balanced(found)
        assert found["rows"]["used"]
