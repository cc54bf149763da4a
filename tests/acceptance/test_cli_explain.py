"""``sqeval explain`` as users call it: codes, indicators, rule sets, and what it refuses."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sqeval.cli.explain import app
from sqeval.codes import CODES
from sqeval.problems import cells
from tests.acceptance.desk import ROOT, Desk, Done, finish


def explain(*arguments: str) -> Done:
    done = CliRunner(env={"COLUMNS": None}).invoke(app, arguments, catch_exceptions=False)
    return Done(done.exit_code, done.stdout, done.stderr)


@pytest.mark.usefixtures("desk")
def test_an_indicator_of_the_folders_rules_is_explained() -> None:
    done = explain("reply_time")
    assert (done.exit, done.err) == (0, "sqeval: rules: sqeval.yaml\n")
    assert done.out.startswith("reply_time\nreply_time (duration) [sqeval.yaml:")
    assert "P1: Met up to 30 min, missed above." in done.out
    assert "Its weight is 50 of 100 in speed." in done.out
    gated = explain("satisfied").out
    assert 'Where "satisfied" is below 60 %, the grade is at most C.' in gated


def test_rules_that_are_named_are_taken_without_a_word(desk: Desk) -> None:
    desk.write("other.yaml", (desk.folder / "sqeval.yaml").read_bytes())
    done = explain("received", "--rules", "other.yaml")
    assert (done.exit, done.err) == (0, "")
    assert "[other.yaml:" in done.out


def test_without_rules_of_its_own_the_shipped_set_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = explain("fcr")
    assert (done.exit, done.err) == (0, "sqeval: rules: builtin:service-desk\n")
    assert done.out.startswith("Solved at first contact\nfcr (ratio) [builtin:service-desk:")


@pytest.mark.usefixtures("desk")
def test_chinese_is_asked_for() -> None:
    assert "\n计算公式\n" in explain("fcr", "-r", "builtin:service-desk", "--lang", "zh").out
    whole = explain("--lang", "zh").out
    assert whole.startswith("小服务台 [sqeval.yaml:2]\n")
    assert "\n考核表\n" in whole


@pytest.mark.usefixtures("desk")
def test_without_an_argument_the_whole_set_is_explained() -> None:
    done = explain("-r", "sqeval.yaml")
    assert (done.exit, done.err) == (0, "")
    assert done.out.startswith("The small desk [sqeval.yaml:2]\n")
    for head in ("Tables", "Indicators", "Scorecard", "Gates", "Grades", "Outcomes"):
        assert f"\n{head}\n" in done.out


@pytest.mark.parametrize("subject", ["SQ203", "sq203", "unknown-name", "Unknown-Name"])
def test_a_code_is_explained_by_itself_and_by_its_name(subject: str) -> None:
    done = explain(subject)
    assert (done.exit, done.err) == (0, "")
    assert done.out.startswith(f"SQ203 unknown-name (error)\n\n{CODES['SQ203'].meaning}\n")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_by_its_name_severity_and_meaning(code: str) -> None:
    done = explain(code)
    entry = CODES[code]
    assert (done.exit, done.err) == (0, "")
    assert done.out.startswith(f"{code} {entry.name} ({entry.severity})\n\n{entry.meaning}\n")
    assert not done.out.endswith("\n\n")


def test_the_page_of_a_lint_follows_its_meaning() -> None:
    shown = explain("SQ402").out
    assert "# sqeval: ignore[SQ402]" in shown
    assert len(shown.splitlines()) > 5


def test_an_indicator_comes_before_the_name_of_a_code(desk: Desk) -> None:
    rules = (
        "version: 1\ntables: {tickets: {columns: {id: {}}}}\nindicators: {fold: {type: count}}\n"
    )
    desk.write("sqeval.yaml", rules)
    assert explain("fold").out.startswith("fold\nfold (count) [sqeval.yaml:3]")
    desk.write("sqeval.yaml", rules.replace("fold", "SQ203"))
    assert explain("SQ203").out.startswith("SQ203 unknown-name")


def test_the_name_of_a_code_is_explained_though_the_rules_are_refused(desk: Desk) -> None:
    desk.write("sqeval.yaml", "version: 1\nindicatros: {}\n")
    done = explain("unknown-key")
    assert (done.exit, done.err) == (0, "")
    assert done.out.startswith("SQ111 unknown-key (error)\n")
    explain("fcr").refused(3, "SQ111 unknown-key")
    explain().refused(3, "SQ111 unknown-key")


@pytest.mark.usefixtures("desk")
def test_what_is_nothing_is_refused_with_what_is_close() -> None:
    said = explain("replytime").refused(2, "SQ617 unknown-subject: 'replytime' is no indicator")
    assert "did you mean 'reply_time'?" in said
    assert "sqeval.yaml" in said
    assert "did you mean 'unknown-name'?" in explain("unknwon-name").refused(2, "SQ617")
    assert "did you mean 'unknown-name'?" in explain("UNKNWON-NAME").refused(2, "SQ617")
    said = explain("SQ692").refused(2, "SQ617 unknown-subject: 'SQ692' is no problem code")
    assert re.search(r"did you mean 'SQ\d{3}'\?", said)
    assert "hint" not in explain("@@@@").refused(2, "SQ617")


def test_wrong_options_are_refused() -> None:
    assert "en, zh" in explain("fcr", "--lang", "de").refused(2, "SQ613 unknown-language")
    explain("fcr", "-r", "no-such.yaml").refused(3, "SQ115 no-such-file")
    assert explain("fcr", "nps").exit == 2


def test_a_terminal_is_kept_to_and_a_pipe_is_not_wrapped(desk: Desk) -> None:
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    arguments = ("explain", "fcr", "-r", "builtin:service-desk", "--lang", "zh")
    process = desk.start(*arguments, stdout=inner)
    os.close(inner)
    shown = b""
    try:
        while part := os.read(outer, 1 << 16):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(outer)
    assert finish(process).exit == 0
    lines = shown.decode().replace("\r\n", "\n").splitlines()
    assert 50 < max(map(cells, lines)) <= 60
    piped = finish(desk.start(*arguments))
    assert max(map(cells, piped.out.splitlines())) > 80
    assert "".join("".join(lines).split()) == "".join(piped.out.split())


@pytest.mark.parametrize("arguments", [["SQ203"], ["fcr"], [], ["nope"]])
def test_polars_is_never_imported(arguments: list[str]) -> None:
    program = (
        "import sys, contextlib; from sqeval.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(['explain', *sys.argv[1:]])\n"
        "sys.exit('polars' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - this project's own command
        [sys.executable, "-c", program, *arguments, "-r", "builtin:service-desk"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or arguments == ["nope"]


def test_the_overview_names_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqeval", "--help"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert "Explain a problem code, an indicator or a rule set." in done.stdout
