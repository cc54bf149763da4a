"""What comes out of `sqeval score` and where: formats, files, the style."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from tests.acceptance.desk import TICKETS, Desk

OLD = "last month's report\n"


# --- formats --------------------------------------------------------------------------------------


def test_table_is_the_default_format(desk: Desk) -> None:
    done = desk.score("tickets.csv", "--period", "2026-Q1")
    assert done == desk.score("tickets.csv", "--period", "2026-Q1", "--format", "table")
    assert "2026-Q1" in done.out
    assert "solve_time" in done.out


def test_csv_has_a_row_per_group_and_indicator_in_the_words_of_the_json(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--by", "team")
    out = desk.score("tickets.csv", "--by", "team", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    figures = [(g["by"], i) for g in report["groups"] for i in g["indicators"]]
    assert len(rows) == len(figures)
    for row, (by, figure) in zip(rows, figures, strict=True):
        assert row["id"] == figure["id"]
        assert row["team"] == (by.get("team") or "")
        for name in ("value", "low", "high", "points", "weight", "lost"):
            assert (float(row[name]) if row[name] else None) == figure[name]
        for name in ("excluded", "target"):
            assert (json.loads(row[name]) if row[name] else None) == figure[name]
        assert (int(row["n"]), int(row["considered"])) == (figure["n"], figure["considered"])
        assert row["status"] == (figure["status"] or "")


def test_markdown_has_a_table(desk: Desk) -> None:
    out = desk.score("tickets.csv", "-f", "md").out
    assert out.startswith("# The small desk")
    assert "| solve\\_time |" in out


def test_verbose_shows_intervals_and_what_is_met(desk: Desk) -> None:
    plain = desk.score("tickets.csv").out
    verbose = desk.score("tickets.csv", "-v").out
    interval = desk.json("tickets.csv")["groups"][0]["indicators"][3]
    shown = f"{100 * interval['low']:.1f}"
    assert shown in verbose
    assert shown not in plain
    assert desk.score("tickets.csv", "-v", "-f", "json").out == desk.score(
        "tickets.csv", "-f", "json"
    ).out  # fmt: skip


def test_quiet_says_nothing_on_stderr(desk: Desk) -> None:
    options = ["tickets.csv", "--as-of", "2026-02-01"]
    loud, quiet = desk.score(*options), desk.score(*options, "-q")
    assert "SQ541" in loud.err
    assert quiet.err == ""
    assert quiet.out == loud.out


def test_quiet_does_not_hide_errors(desk: Desk) -> None:
    desk.score("nowhere.csv", "-q").refused(3, "SQ501")


@pytest.mark.parametrize("name", ["jsn", "", "xlsx"])
def test_an_unknown_format_is_wrong_usage(desk: Desk, name: str) -> None:
    desk.score("tickets.csv", "-f", name).refused(2, "SQ611 unknown-format")


# --- files ----------------------------------------------------------------------------------------


def test_several_outputs_each_in_the_format_of_its_suffix(desk: Desk) -> None:
    names = {"json": "r.json", "csv": "r.csv", "md": "r.MD", "table": "r.txt"}
    options = [word for name in names.values() for word in ("-o", name)]
    done = desk.score("tickets.csv", *options, "-q")
    assert (done.exit, done.out, done.err) == (0, "", "")
    for fmt, name in names.items():
        text = (desk.folder / name).read_text(encoding="utf-8")
        assert text == desk.score("tickets.csv", "-f", fmt).out
    inputs = {"sqeval.yaml", "tickets.csv", "surveys.csv", "reviews.csv", "calls.csv"}
    assert set(os.listdir(desk.folder)) == inputs | set(names.values())  # noqa: PTH208 - names alone


def test_a_dash_is_stdout_beside_files(desk: Desk) -> None:
    done = desk.score("tickets.csv", "-o", "-", "-o", "r.json", "-q")
    assert done.out == desk.score("tickets.csv").out
    assert (desk.folder / "r.json").read_text() == desk.score("tickets.csv", "-f", "json").out


def test_a_dash_takes_the_format_named(desk: Desk) -> None:
    done = desk.score("tickets.csv", "-f", "csv", "-o", "-", "-o", "r.json", "-o", "r.out")
    assert done.out == desk.score("tickets.csv", "-f", "csv").out
    assert json.loads((desk.folder / "r.json").read_text())["format"] == 1
    assert (desk.folder / "r.out").read_text() == done.out


def test_a_name_that_tells_no_format_is_wrong_usage(desk: Desk) -> None:
    said = desk.score("tickets.csv", "-o", "report").refused(2, "SQ611")
    assert "--format" in said
    assert not (desk.folder / "report").exists()


def test_a_new_report_takes_the_place_of_the_old(desk: Desk) -> None:
    desk.write("r.json", OLD)
    assert desk.score("tickets.csv", "-o", "r.json").exit == 0
    assert json.loads((desk.folder / "r.json").read_text())["format"] == 1


def test_an_output_that_cannot_be_written_leaves_all_old_files(desk: Desk) -> None:
    desk.write("a.json", OLD)
    desk.write("z.json", OLD)
    (desk.folder / "folder.json").mkdir()
    done = desk.score("tickets.csv", "-o", "a.json", "-o", "folder.json", "-o", "z.json", "-q")
    done.refused(5, "folder.json: SQ701 not-written")
    assert (desk.folder / "a.json").read_text() == OLD
    assert (desk.folder / "z.json").read_text() == OLD
    assert not [name for name in os.listdir() if name.startswith(".")]  # noqa: PTH208 - names alone


def test_an_output_that_cannot_take_its_place_leaves_the_old_file_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    desk.write("r.json", OLD)
    before = set(desk.folder.iterdir())
    monkeypatch.setattr(Path, "replace", refuse)
    desk.score("tickets.csv", "-o", "r.json", "-q").refused(5, "r.json: SQ701 not-written")
    assert (desk.folder / "r.json").read_text() == OLD
    assert set(desk.folder.iterdir()) == before


def test_an_output_in_no_folder_cannot_be_written(desk: Desk) -> None:
    desk.score("tickets.csv", "-o", "nowhere/r.json", "-q").refused(5, "SQ701 not-written")
    assert not (desk.folder / "nowhere").exists()


def test_an_output_that_another_run_holds_is_left_alone(desk: Desk) -> None:
    desk.write("r.json", OLD)
    with FileLock(desk.folder / ".r.json.lock"):
        done = desk.score("tickets.csv", "-o", "r.json", "-o", "other.json", "-q")
    done.refused(75, "r.json: SQ702 output-busy")
    assert (desk.folder / "r.json").read_text() == OLD
    assert not (desk.folder / "other.json").exists()
    assert desk.score("tickets.csv", "-o", "r.json", "-q").exit == 0


@pytest.mark.parametrize("again", ["r.json", "./r.json", "sub/../r.json"])
def test_the_same_output_twice_is_wrong_usage(desk: Desk, again: str) -> None:
    (desk.folder / "sub").mkdir()
    desk.score("tickets.csv", "-o", "r.json", "-o", again, "-q").refused(2, "SQ614")
    assert not (desk.folder / "r.json").exists()


@pytest.mark.parametrize("option", ["-o", "--rejects"])
def test_an_output_never_takes_the_place_of_an_input(desk: Desk, option: str) -> None:
    for name in ("tickets.csv", "./surveys.csv"):
        before = (desk.folder / name).read_bytes()
        done = desk.score("tickets.csv", "--survey", "surveys.csv", option, name, "-q")
        done.refused(2, "SQ614")
        assert (desk.folder / name).read_bytes() == before


def test_nothing_is_written_when_the_input_is_refused(desk: Desk) -> None:
    desk.write("r.json", OLD)
    desk.score("tickets.csv", "--survey", "nowhere.csv", "-o", "r.json", "-q").refused(3, "SQ501")
    assert (desk.folder / "r.json").read_text() == OLD


def test_a_pipe_is_written_into_and_stays(desk: Desk) -> None:
    pipe = desk.folder / "pipe.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert desk.score("tickets.csv", "-o", "pipe.json", "-q").exit == 0
        written = os.read(reader, 1 << 16)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert written.decode() == desk.score("tickets.csv", "-f", "json").out


def test_a_link_stays_and_what_it_leads_to_is_new(desk: Desk) -> None:
    desk.write("march.json", OLD)
    (desk.folder / "latest.json").symlink_to("march.json")
    assert desk.score("tickets.csv", "-o", "latest.json", "-q").exit == 0
    assert (desk.folder / "latest.json").is_symlink()
    assert json.loads((desk.folder / "march.json").read_text())["format"] == 1


def test_a_report_keeps_who_may_read_it(desk: Desk) -> None:
    desk.write("r.json", OLD)
    (desk.folder / "r.json").chmod(0o600)
    assert desk.score("tickets.csv", "-o", "r.json", "-q").exit == 0
    assert stat.S_IMODE((desk.folder / "r.json").stat().st_mode) == 0o600


# --- no terminal ----------------------------------------------------------------------------------


def test_off_a_terminal_there_is_no_colour_and_nothing_is_cut(desk: Desk) -> None:
    long = "a team whose name goes on and on " * 5
    desk.write("t.csv", TICKETS.replace("EMEA", long))
    done = desk.score("t.csv", "--by", "team")
    assert long.strip() in done.out
    assert "\x1b" not in done.out + done.err
    assert "…" not in done.out
