"""The commands with exports that are no plain text: stdin, rejects, check --data, profiles."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sqeval.cli.check import app as check
from sqeval.cli.score import app as score
from tests.inputs.export import HEADER, PACKED, ROWS, RULES, csv_text, parquet, table, workbook

KINDS = {
    "csv": csv_text(),
    "xlsx": table(),
    "parquet": parquet(),
    "csv.zst": PACKED["zstandard"](csv_text()),
    "xlsx.gz": PACKED["gzip"](table()),
}


AUTO = """\
version: 1
timezone: UTC
tables: {tickets: {profile: auto, columns: {ticket_id: {}}}}
indicators: {received: {type: count}}
"""


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sqeval.yaml").write_text(RULES)


@pytest.mark.parametrize("kind", KINDS)
def test_standard_input_may_be_of_any_kind(kind: str) -> None:
    arguments = ["-", "--period", "all", "-o", "report.json"]
    made = CliRunner().invoke(score, arguments, input=KINDS[kind])
    assert made.exit_code == 0, made.output
    report = json.loads(Path("report.json").read_text())
    assert report["tables"][0]["rows"]["used"] == len(ROWS)
    assert report["tables"][0]["files"][0]["path"] == "-"


def test_the_rejected_rows_of_a_workbook_are_written_out() -> None:
    rows = [("A title",), HEADER, ROWS[0], (None, *ROWS[1][1:])]
    Path("tickets.xlsx").write_bytes(workbook({"T": rows}))
    arguments = ["tickets.xlsx", "--period", "all", "--rejects", "bad.csv", "--max-rejected", "60%"]
    made = CliRunner().invoke(score, arguments)
    assert made.exit_code == 0, made.output
    written = list(csv.reader(Path("bad.csv").read_text().splitlines()))
    assert [row[:3] for row in written[1:]] == [
        ["tickets.xlsx", "1", "preamble"],
        ["tickets.xlsx", "4", "missing-key"],
    ]
    assert written[2][4].split("\t")[1:6] == [
        "2026-01-05 09:30:15", "2026-01-07", "2026-01-06", "P2", "1",
    ]  # fmt: skip


def test_a_damaged_file_is_one_clear_refusal() -> None:
    Path("tickets.csv.gz").write_bytes(PACKED["gzip"](csv_text())[:-20])
    made = CliRunner().invoke(score, ["tickets.csv.gz", "--period", "all"])
    assert made.exit_code == 3
    message = "tickets.csv.gz: SQ508 damaged-file: this is a gzip archive that is cut off"
    assert made.stderr.splitlines()[1].startswith(message)


@pytest.mark.parametrize("kind", KINDS)
def test_check_binds_rules_to_every_kind(kind: str) -> None:
    Path(f"tickets.{kind}").write_bytes(KINDS[kind])
    made = CliRunner().invoke(check, ["sqeval.yaml", "--data", f"tickets.{kind}"])
    assert made.exit_code == 0, made.output
    assert "SQ55" not in made.output


def test_check_tells_what_does_not_fit_a_workbook() -> None:
    odd = ("T9", *ROWS[0][1:5], "many", 12345678901234567890, *ROWS[0][7:])
    Path("tickets.xlsx").write_bytes(table([*ROWS, (12345678901234567890, *odd[1:])]))
    made = CliRunner().invoke(check, ["sqeval.yaml", "--data", "tickets.xlsx"])
    assert "id in tickets.xlsx: 1 of 5 cells cannot be read (lost-digits 1)" in made.output
    assert "the first stands in line 6" in made.output
    assert "export them as texts" in made.output
    assert "reopens in tickets.xlsx: 1 of 5 cells cannot be read" in made.output


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_a_vendor_is_known_by_the_headers_of_any_kind(kind: str) -> None:
    header = ("Ticket ID", "Created time", "Resolved time", "Agent", "First response time (in hrs)")
    row = ("1", ROWS[0][1], ROWS[0][2], "ann", timedelta(minutes=5))
    data = workbook({"T": [header, row]}) if kind == "xlsx" else parquet([row], header)
    Path("freshdesk").write_bytes(data)
    Path("auto.yaml").write_text(AUTO)
    made = CliRunner().invoke(
        score, ["freshdesk", "-r", "auto.yaml", "--period", "all", "-f", "json"]
    )
    assert made.exit_code == 0, made.output
    assert "this is an export of Freshdesk" in made.stderr
    assert json.loads(made.stdout)["tables"][0]["invalid_cells"] == {}
