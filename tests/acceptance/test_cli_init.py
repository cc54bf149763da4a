"""`sqeval init`: a rule file that fits its export, written once, and the line to run next."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from sqeval.cli.main import main
from sqeval.problems import Exit
from tests.acceptance.desk import ROOT

EXAMPLES = ROOT / "examples"
EXPORTS = sorted([*EXAMPLES.glob("*.csv"), *EXAMPLES.glob("vendors/*.csv")])

LOG = "Case,Activity,At\nc1,Opened,2026-01-05 10:00\nc1,Resolved,2026-01-06 10:00\n"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def follow(line: str) -> list[str]:
    """Return the command that was printed, without its program."""
    program, *arguments = shlex.split(line)
    assert program == "sqeval"
    return arguments


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_every_example_gets_rules_that_fit_and_score(
    path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encoding = ["--encoding", "gb18030"] if path.stem == "hotline" else []
    assert run("init", str(path), *encoding) == Exit.OK
    shown = capsys.readouterr()
    arguments = follow(shown.out)
    assert [entry.name for entry in folder.iterdir()] == ["sqeval.yaml"]
    assert "-r" not in arguments
    given = arguments[1:3] if arguments[1].startswith("--") else ["--data", arguments[1]]
    assert run("check", *given, "-f", "json") == Exit.OK
    problems = json.loads(capsys.readouterr().out)["problems"]
    weighty = {p["code"] for p in problems if p["severity"] != "notice"}
    assert weighty <= {"SQ556"}  # rows of the export that cannot be read
    assert run(*arguments) == Exit.OK
    assert capsys.readouterr().out.startswith("Evaluation of")


def test_the_line_to_run_names_the_options_of_each_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules").mkdir()
    tickets, surveys = EXAMPLES / "tickets.csv", EXAMPLES / "surveys.csv"
    assert run("init", str(tickets), str(surveys), "-o", "rules/desk.yaml") == Exit.OK
    line = capsys.readouterr().out
    expected = f"score {tickets} --survey {surveys} -r rules/desk.yaml --period 2025-Q3"
    assert follow(line) == expected.split()
    assert run(*follow(line)) == Exit.OK


def test_other_tables_are_bound_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "- log.csv").write_text(LOG, "utf-8")
    (folder / "price list.csv").write_text("part,price\nx,1\n", "utf-8")
    assert run("init", "--", "- log.csv", "price list.csv") == Exit.OK
    line = capsys.readouterr().out
    assert follow(line)[1:4] == ["./- log.csv", "--table", "price_list=price list.csv"]
    assert run(*follow(line)) == Exit.OK


@pytest.mark.parametrize("output", ["sqeval.yaml", "rules.yaml"])
def test_a_file_that_is_there_is_never_written_over(
    folder: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    (folder / output).write_text("mine", "utf-8")
    assert run("init", "log.csv", "-o", output) == Exit.NOT_WRITTEN
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"{output}: SQ701 not-written: the file exists already\n")
    assert (folder / output).read_text("utf-8") == "mine"
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(["log.csv", output])


def test_a_link_that_leads_nowhere_is_not_written_through(folder: Path) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    (folder / "sqeval.yaml").symlink_to(folder / "elsewhere.yaml")
    assert run("init", "log.csv") == Exit.NOT_WRITTEN
    assert not (folder / "elsewhere.yaml").exists()


def test_the_folder_must_be_there(folder: Path) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    assert run("init", "log.csv", "-o", "rules/desk.yaml") == Exit.NOT_WRITTEN
    assert [entry.name for entry in folder.iterdir()] == ["log.csv"]


def test_dash_prints_the_rules_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    assert run("init", "log.csv", "-o", "-") == Exit.OK
    shown = capsys.readouterr()
    assert shown.out.splitlines()[3] == "version: 1"
    assert shown.err == "sqeval: next: sqeval score log.csv -r RULES.yaml --period 2026-Q1\n"
    (folder / "RULES.yaml").write_text(shown.out, "utf-8", newline="")
    assert run("check", "RULES.yaml", "--data", "log.csv") == Exit.OK
    assert run("init", "log.csv", "-o", "-", "-q") == Exit.OK
    assert capsys.readouterr().err.count("next") == 0


def test_the_same_export_gives_the_same_bytes(folder: Path) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    for name in ("one.yaml", "two.yaml"):
        assert run("init", "log.csv", "-o", name) == Exit.OK
    assert (folder / "one.yaml").read_bytes() == (folder / "two.yaml").read_bytes()


def test_options_go_into_the_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.csv").write_text("编号,时刻\n1,2026-01-05 10:00\n", "gb18030")
    options = ["--encoding", "gb18030", "--timezone", "Asia/Shanghai", "--lang", "zh"]
    assert run("init", "a.csv", *options) == Exit.OK
    text = (folder / "sqeval.yaml").read_text("utf-8")
    assert "timezone: Asia/Shanghai\n" in text
    assert "    encoding: gb18030  # " in text
    assert "服务质量考核" in text
    capsys.readouterr()
    assert run("check", "--data", "a.csv") == Exit.OK


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-"], Exit.USAGE, "SQ614"),
        (["log.csv", "./log.csv"], Exit.USAGE, "SQ614"),
        (["log.csv", "-o", "log.csv"], Exit.USAGE, "SQ614"),
        (["log.csv", "--lang", "fr"], Exit.USAGE, "SQ613"),
        (["log.csv", "--timezone", "CET"], Exit.USAGE, "SQ606"),
        (["log.csv", "--encoding", "gbx"], Exit.USAGE, "SQ607"),
        (["none.csv"], Exit.REFUSED, "SQ501"),
        ([], Exit.USAGE, ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    folder: Path,
    arguments: list[str],
    code: Exit,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "log.csv").write_text(LOG, "utf-8")
    assert run("init", *arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert [entry.name for entry in folder.iterdir()] == ["log.csv"]


def test_the_example_of_the_help_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", "--help") == Exit.OK
    example = next(x for x in capsys.readouterr().out.splitlines() if "Example: " in x)
    monkeypatch.chdir(ROOT)
    assert run(*follow(example.split("Example: ")[1].strip())) == Exit.OK
    assert "\nversion: 1\n" in capsys.readouterr().out


def test_no_cell_of_a_person_is_quoted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"{i},2026-01-05 10:00,Mrs-Private-Matter {i}\n" for i in range(30))
    (folder / "a.csv").write_text("no,Opened,Subject\n" + rows, "utf-8")
    assert run("init", "a.csv") == Exit.OK
    assert "Mrs-Private-Matter" not in (folder / "sqeval.yaml").read_text("utf-8")
    assert "Mrs-Private-Matter" not in capsys.readouterr().err
