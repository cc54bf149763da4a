"""Mistakes of a user: each is told in one block, with its exit code, and nothing is scored."""

from __future__ import annotations

import importlib

import pytest
from typer.testing import CliRunner

from sqeval.cli import main as entry
from sqeval.cli.score import app
from tests.acceptance.desk import RULES, Desk

# --- usage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tickets.csv", "--perod", "Q1"], "--perod"),
        (["tickets.csv", "--period"], "--period"),
        (["tickets.csv", "--fail-under", "many"], "--fail-under"),
        (["tickets.csv", "--table", "tickets.csv"], "SQ609 bad-table"),
        (["tickets.csv", "--table", "=tickets.csv"], "SQ609 bad-table"),
        (["tickets.csv", "--table", "calls="], "SQ609 bad-table"),
        (["tickets.csv", "--table", "cals=calls.csv"], "did you mean 'calls'?"),
        (["tickets.csv", "--timezone", "Asia/Shangai"], "SQ606 bad-timezone"),
        (["tickets.csv", "--timezone", "/etc/localtime"], "SQ606 bad-timezone"),
        (["tickets.csv", "--timezone", ""], "SQ606 bad-timezone"),
        (["tickets.csv", "--encoding", "gb18031"], "SQ607 unknown-encoding"),
        (["tickets.csv", "--encoding", "base64"], "SQ607 unknown-encoding"),
        (["tickets.csv", "--encoding", "a\0b"], "SQ607 unknown-encoding"),
        (["tickets.csv", "--lang", "fr"], "SQ613 unknown-language"),
        ([], "SQ610 no-tickets"),
        (["--survey", "surveys.csv"], "SQ610 no-tickets"),
        (["-r", "builtin:service-desk"], "SQ610 no-tickets"),
        (["-", "-"], "SQ614 same-file"),
        (["-", "--survey", "-"], "SQ614 same-file"),
    ],
)
def test_wrong_usage_is_exit_2(desk: Desk, arguments: list[str], says: str) -> None:
    desk.score(*arguments, typed="").refused(2, says)


def test_surveys_that_the_rules_do_not_know(desk: Desk) -> None:
    desk.write(
        "less.yaml",
        "version: 1\ntimezone: UTC\ntables:\n  tickets: {columns: {solved: {type: datetime}}}\n"
        "indicators: {received: {type: count}}\n",
    )
    done = desk.score("tickets.csv", "-r", "less.yaml", "--survey", "surveys.csv")
    assert "'surveys'" in done.refused(2, "SQ608 unknown-table")


def test_commands_are_known_by_name_and_a_close_one_is_offered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        entry.main(["scor"])
    assert left.value.code == 2
    assert "score" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["-h"], ["--help"], ["score", "-h"], ["score", "--help"]])
def test_help_starts_with_an_example(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        entry.main(asked)
    assert left.value.code == 0
    assert "Example: sqeval score " in capsys.readouterr().out


def test_help_names_every_option() -> None:
    out = CliRunner().invoke(app, ["-h"]).stdout
    for option in (
        "--period", "-r, --rules", "--survey", "--reviews", "--table", "--by", "--as-of",
        "-f, --format", "-o, --output", "--lang", "--rejects", "--max-rejected", "--timezone",
        "--encoding", "--fail-on", "--fail-under", "-q, --quiet", "-v, --verbose", "--no-color",
    ):  # fmt: skip
        assert option in out


def test_an_interrupt_while_a_command_is_imported_is_exit_130(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib, "import_module", interrupted)
    with pytest.raises(SystemExit) as left:
        entry.main(["score", "tickets.csv"])
    assert left.value.code == 130


# --- rules ----------------------------------------------------------------------------------------


def test_broken_rules_are_shown_with_a_caret(desk: Desk) -> None:
    desk.write("bad.yaml", RULES.replace("mark >= 4", "mrk >= 4"))
    line = next(i for i, x in enumerate(RULES.splitlines(), 1) if "mark >= 4" in x)
    shown = RULES.splitlines()[line - 1].replace("mark >= 4", "mrk >= 4")
    column = shown.index("mrk") + 1
    said = desk.score("tickets.csv", "-r", "bad.yaml").refused(3, "SQ203 unknown-name")
    lines = said.splitlines()
    assert lines[0].startswith(f"bad.yaml:{line}:{column}: SQ203 unknown-name: ")
    assert lines[1] == f"{line:>5} | {shown}"
    assert lines[2] == "      | " + " " * (column - 1) + "^^^"
    assert lines[3] == "      hint: did you mean 'mark'?"


def test_all_problems_of_the_rules_are_told_at_once(desk: Desk) -> None:
    text = RULES.replace("mark >= 4", "mrk >= 4").replace("at_most: 3h", "at_most: 3")
    desk.write("bad.yaml", text.replace("type: count", "type: cuont"))
    said = desk.score("tickets.csv", "-r", "bad.yaml").refused(3, "SQ203")
    for code in ("SQ113 unknown-type", "SQ203 unknown-name", "SQ212 wrong-unit"):
        assert said.count(code) == 1


def test_the_rules_of_the_folder_are_refused_too(desk: Desk) -> None:
    desk.write("sqeval.yaml", "version: 1\nindicators: [")
    desk.score("tickets.csv").refused(3, "sqeval.yaml:2:")


def test_refused_rules_are_told_before_the_export_is_read(desk: Desk) -> None:
    desk.write("bad.yaml", "version: 2\n")
    desk.score("nowhere.csv", "-r", "bad.yaml").refused(3, "bad.yaml:1:")


NOT_YET = """\
version: 1
timezone: UTC
{section}
tables:
  tickets:
    clock: at
    columns: {{at: {{type: datetime}}, done: {{type: datetime}}, hold: {{type: duration, unit: m}}}}
    {table}
indicators:
  time: {{type: duration, from: at, to: done, aggregate: mean, {key}}}
  {indicator}
scorecard: {{indicators: {{time: 1}}, grades: {{A: 90, C: 0}}, {scorecard}}}
"""

LATER = {
    "diagnoses": {"section": "diagnoses: {slow: {class: process, when: missed(time)}}"},
    "rating": {"indicator": "b: {type: rating, table: reviews}"},
    "change": {"indicator": "b: {type: formula, value: change(time)}"},
    "change in a gate": {"scorecard": "gates: [{when: change(time) > 1h, cap: C}]"},
}


def rules_with(**parts: str) -> str:
    names = ("section", "table", "key", "indicator", "scorecard")
    return NOT_YET.format(**{name: parts.get(name, "") for name in names})


def test_the_rules_below_are_good_without_what_is_not_there_yet(desk: Desk) -> None:
    desk.write("t.csv", "at,done,hold\n2026-01-01 10:00,2026-01-01 11:00,0\n")
    desk.write("good.yaml", rules_with())
    assert desk.score("t.csv", "-r", "good.yaml").exit == 0


@pytest.mark.parametrize("feature", LATER)
def test_what_the_language_has_but_this_version_does_not_read(desk: Desk, feature: str) -> None:
    desk.write("later.yaml", rules_with(**LATER[feature]))
    said = desk.score("tickets.csv", "-r", "later.yaml").refused(3, "SQ290 not-yet")
    assert f"'{feature.split(maxsplit=1)[0]}" in said
    assert {line.split()[1] for line in said.splitlines() if line.startswith("later")} == {"SQ290"}


def test_what_an_export_holds_is_harmless_on_a_screen(desk: Desk) -> None:
    desk.write("tickets.csv", "Ticket ID,Created at,so\x1b[2Jlved,priority\n1,2026-01-05,,P1\n")
    said = desk.score("tickets.csv", "-q").refused(3, "SQ506 missing-column")
    assert "did you mean 'so" in said
    assert "\x1b" not in said
