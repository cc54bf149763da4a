"""`sqeval test` as a command: what is said where, what is written, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sqeval.cli.main import main
from tests.acceptance.desk import PATIENCE, ROOT, RULES, Done

HEAD = "rules: desk.yaml\nas_of: 2026-02-01\ntests:\n"

ROWS = """\
    tickets: |
      id | created          | replied          | priority
      1  | 2026-01-05 09:00 | 2026-01-05 09:25 | Urgent
"""
#: The reply took 25 minutes of at most 30.
PASSES = "  - name: in time\n" + ROWS + "    expect: {reply_time: {value: 25m, status: met}}\n"
FAILS = "  - name: a P1 in time\n" + ROWS + "    expect: {reply_time: {value: 20m, n: 1}}\n"
FAILURE = """\
desk.test.yaml:4: a P1 in time
  reply_time.value  expected 20m
                    got      25m
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the rules of the small desk, and work in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.yaml").write_text(RULES)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> Done:
    with pytest.raises(SystemExit) as ended:
        main(["test", *arguments])
    out, err = capfd.readouterr()
    return Done(int(str(ended.value.code or 0)), out, err)


def test_tests_that_pass_are_counted_and_nothing_more(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    for path in ("desk.test.yaml", "desk.yaml", "."):
        assert run(capfd, path) == Done(0, "", "sqeval: 1 passed\n")


def test_a_failure_is_two_aligned_lines(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + FAILS + PASSES)
    assert run(capfd, "desk.yaml") == Done(1, FAILURE, "sqeval: 1 passed, 1 failed\n")


def test_wide_names_keep_the_lines_aligned(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rules = RULES.replace("reply_time", "首次响应")
    (folder / "desk.yaml").write_text(rules)
    (folder / "desk.test.yaml").write_text(HEAD + FAILS.replace("reply_time", "首次响应"))
    lines = run(capfd, "desk.yaml").out.splitlines()
    assert lines[1:] == ["  首次响应.value  expected 20m", "                  got      25m"]


def test_refused_files_do_not_stop_the_others(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + FAILS)
    (folder / "bad.test.yaml").write_text(HEAD + PASSES.replace("reply_time", "reply_tim"))
    (folder / "worse.test.yaml").write_text("rules: desk.yaml\n")
    done = run(capfd, ".")
    assert (done.exit, done.out) == (3, FAILURE)
    assert "bad.test.yaml:8:14: SQ203 unknown-name: 'reply_tim' is no indicator" in done.err
    assert "hint: did you mean 'reply_time'?" in done.err
    assert "worse.test.yaml:1:1: SQ112 missing-key" in done.err
    assert done.err.endswith("sqeval: 0 passed, 1 failed, 2 files refused\n")


def test_a_test_that_cannot_run_ends_in_a_refusal(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + PASSES.replace("2026-01-05 09:25", "05/06/2026 09:25")
    (folder / "desk.test.yaml").write_text(text)
    done = run(capfd, "desk.yaml")
    assert (done.exit, done.out) == (3, "")
    assert "SQ525 ambiguous-dates" in done.err
    assert done.err.endswith("sqeval: 0 passed, 1 could not run\n")


def test_nothing_to_test_is_wrong_usage(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd).refused(2, "SQ805 no-tests").endswith("sqeval test FOLDER\n")
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    run(capfd, "-k", "no such name", "desk.yaml").refused(2, "'no such name'")
    assert run(capfd, "--nope").exit == 2


def test_tests_are_selected_by_name_and_file(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + FAILS + PASSES)
    assert run(capfd, ".", "-k", "a P1").err == "sqeval: 0 passed, 1 failed\n"
    assert run(capfd, ".", "-k", "desk.test.yaml::in time").err == "sqeval: 1 passed\n"
    assert run(capfd, ".", "-k", "in time").err == "sqeval: 1 passed, 1 failed\n"


def test_junit_has_a_case_for_each_test_and_each_refused_file(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + FAILS + PASSES)
    (folder / "bad.test.yaml").write_text("rules: desk.yaml\n")
    done = run(capfd, ".", "-f", "junit", "-o", "results.xml")
    assert (done.exit, done.out) == (3, "")
    root = ET.fromstring((folder / "results.xml").read_text())  # noqa: S314 - our own text
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    cases = {c.get("name"): c.find("failure") for c in root.iter("testcase")}
    assert cases["in time"] is None
    wrong, refused = cases["a P1 in time"], cases["the file is read"]
    assert wrong is not None
    assert refused is not None
    assert wrong.get("message") == "reply_time.value: expected 20m, got 25m"
    assert refused.get("type") == "missing-key"
    assert run(capfd, "desk.yaml", "-f", "junit").out.startswith("<?xml")


def test_coverage_lists_what_no_test_looks_at(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    done = run(capfd, "desk.yaml", "--coverage")
    assert done.exit == 0
    lines = done.out.splitlines()
    assert lines[0] == "desk.yaml: not tested"
    assert "  talk_time             no test expects it" in lines
    assert "  reply_time            no row is of target.priority default" in lines
    assert "  gate satisfied < 60%  no test sees it fire" in lines
    xml = run(capfd, "desk.yaml", "--coverage", "-f", "junit")
    assert xml.out.startswith("<?xml")
    assert "talk_time" not in xml.out
    assert "talk_time" in xml.err


def test_recording_says_what_it_wrote_and_writes_only_once(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + "  - name: new\n" + ROWS + "    expect: {reply_time: {}}\n" + FAILS
    path = folder / "desk.test.yaml"
    path.write_text(text)
    assert run(capfd, "desk.yaml").exit == 3
    done = run(capfd, "desk.yaml", "--record")
    assert done.exit == 1  # the other test fails as before
    said = "sqeval: recorded what 1 test of desk.test.yaml came to; check the figures\n"
    assert done.err == said + "sqeval: 1 passed, 1 failed\n"
    entry = "{value: 25m, n: 1, status: met, points: 100}"
    assert path.read_text() == text.replace("{}", entry)
    assert sorted(p.name for p in folder.iterdir()) == ["desk.test.yaml", "desk.yaml"]
    before = path.stat().st_mtime_ns
    assert "recorded" not in run(capfd, "desk.yaml", "--record").err
    assert path.stat().st_mtime_ns == before


def test_an_output_that_cannot_be_written_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    run(capfd, "desk.yaml", "-o", "nowhere/results.txt").refused(5, "SQ701")


@pytest.mark.parametrize("name", ["desk.yaml", "desk.test.yaml"])
def test_an_output_is_none_of_the_files_that_are_read(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    before = (folder / name).read_text()
    run(capfd, "desk.yaml", "-o", name).refused(2, "SQ614 same-file")
    assert (folder / name).read_text() == before


@pytest.mark.parametrize("name", ["service-desk", "call-centre"])
def test_the_shipped_rules_are_tested_through_and_through(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run(capfd, f"builtin:{name}", "--coverage")
    assert done.exit == 0, done.out + done.err
    assert done.out.endswith(
        f"rules/{name}.yaml: every indicator, category, target and gate is tested\n"
    )


def test_the_examples_pass(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = run(capfd, "examples")
    assert done.exit == 0, done.out + done.err


def test_the_command_runs_as_its_help_says() -> None:
    command = [sys.executable, "-m", "sqeval", "test"]
    shown = subprocess.run(  # noqa: S603 - our own command
        [*command, "-h"], capture_output=True, text=True, check=True, timeout=PATIENCE
    ).stdout
    (example,) = [line for line in shown.splitlines() if "Example: sqeval test" in line]
    arguments = example.split("sqeval test ")[1].split()
    done = subprocess.run(  # noqa: S603 - same
        [*command, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
