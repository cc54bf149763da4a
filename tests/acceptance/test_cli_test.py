"""`sqeval test` as a command: what is said where, what is written, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sqeval.cli.main import main
from tests.acceptance.desk import PATIENCE, ROOT, RULES, Done
from tests.acceptance.nobody import without_rights

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
    assert refused.get("type") == "SQ112"
    assert str(refused.get("message")).startswith("missing-key: ")
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


def test_an_output_is_no_test_file_of_which_nothing_was_selected(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + PASSES.replace("in time", "other")
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    (folder / "other.test.yaml").write_text(text.replace("desk.yaml", "other.yaml"))
    (folder / "other.yaml").write_text("version: 1\nextends: [desk.yaml, base.yaml]\n")
    (folder / "base.yaml").write_text("version: 1\ntitle: x\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for path in before:
        run(capfd, ".", "-k", "in time", "-o", path.name).refused(2, "SQ614 same-file")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_an_output_is_none_of_the_rules_of_a_refused_test_file(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    (folder / "bad.yaml").write_text("version: 1\nextends: broken.yaml\n")
    (folder / "broken.yaml").write_text("version: [\n")
    (folder / "bad.test.yaml").write_text("rules: bad.yaml\ntests: [{name: x}]\n")
    for name in ("bad.yaml", "broken.yaml", "bad.test.yaml"):
        before = (folder / name).read_bytes()
        run(capfd, ".", "-o", name).refused(2, "SQ614 same-file")
        assert (folder / name).read_bytes() == before


def test_the_suffix_tells_the_format(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    run(capfd, "desk.yaml", "-o", "results.xml")
    assert (folder / "results.xml").read_text() == run(capfd, "desk.yaml", "-f", "junit").out
    run(capfd, "desk.yaml", "-o", "x.xml", "-f", "text").refused(2, "SQ611 unknown-format")
    run(capfd, "desk.yaml", "-o", "x.txt", "-f", "junit").refused(2, "SQ611 unknown-format")
    assert not list(folder.glob("x.*"))


def test_quiet_leaves_the_summary_out(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + FAILS)
    assert run(capfd, "desk.yaml", "-q") == Done(1, FAILURE, "")


def test_warnings_of_the_rules_are_for_check(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A warning stands before the error, and must not be told as the cause."""
    rules = RULES.replace("version: 1\n", "version: 1 \n").replace("type: ratio", "type: ratoi")
    (folder / "desk.yaml").write_text(rules)
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    done = run(capfd, "desk.yaml", "-f", "junit")
    assert done.exit == 3
    assert "SQ402" not in done.out + done.err
    (failure,) = ET.fromstring(done.out).iter("failure")  # noqa: S314 - our own text
    assert failure.get("type") == "SQ113"
    assert done.err.startswith("desk.yaml:")


def test_what_is_told_is_harmless_on_a_screen(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = "desk\x1b[2J.test.yaml"
    (folder / name).write_text("rules: nowhere.yaml\ntests: [{name: x}]\n")
    done = run(capfd, name)
    assert done.exit == 3
    assert "SQ115" in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize("suffix", [".test.yml", ".test.yaml"])
@pytest.mark.parametrize("rules", ["desk.yaml", "desk.yml"])
def test_both_suffixes_of_yaml_are_found(
    folder: Path, capfd: pytest.CaptureFixture[str], suffix: str, rules: str
) -> None:
    (folder / "desk.yaml").rename(folder / rules)
    text = (HEAD + FAILS).replace("desk.yaml", rules)
    (folder / f"desk{suffix}").write_text(text)
    wanted = FAILURE.replace(".test.yaml", suffix)
    for path in (".", rules, f"desk{suffix}"):
        assert run(capfd, path) == Done(1, wanted, "sqeval: 0 passed, 1 failed\n")


def test_tests_of_both_suffixes_are_run(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.test.yaml").write_text(HEAD + PASSES)
    (folder / "desk.test.yml").write_text(HEAD + FAILS)
    for path in (".", "desk.yaml"):
        assert run(capfd, path).err == "sqeval: 1 passed, 1 failed\n"


def test_rule_files_without_tests_are_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "rules").mkdir()
    (folder / "desk.yaml").rename(folder / "rules" / "base.yaml")
    (folder / "rules" / "a.yaml").write_text("version: 1\nextends: base.yaml\n")
    (folder / "rules" / "c.yml").write_text("version: 1\ntitle: no tests\n")
    (folder / "rules" / "b.yaml").symlink_to("b.yaml")
    (folder / "rules" / "a.test.yaml").write_text((HEAD + PASSES).replace("desk", "a"))
    summary = "sqeval: 1 passed, 2 rule files without tests\n"
    for paths in (["rules"], []):
        done = run(capfd, *paths, "--coverage")
        assert (done.exit, done.err) == (0, summary)
        assert done.out.endswith("\nrules/b.yaml: has no tests\nrules/c.yml: has no tests\n")
        assert "base.yaml: has no tests" not in done.out
    assert run(capfd, "rules", "-k", "in time").err == summary
    assert run(capfd, "rules/a.yaml").err == "sqeval: 1 passed\n"


@pytest.mark.parametrize("name", ["builtin:nosuch", "builtin:service-dsk"])
@pytest.mark.usefixtures("folder")
def test_a_rule_set_that_is_not_shipped_is_told_as_everywhere(
    capfd: pytest.CaptureFixture[str], name: str
) -> None:
    said = run(capfd, name).refused(3, "SQ115 no-such-file")
    assert said.startswith(f"{name}: SQ115 no-such-file: no rule set '{name}' is shipped\n")


def test_the_default_is_a_file_or_a_folder_and_nothing_else(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules").write_text("not a folder\n")
    run(capfd).refused(2, "SQ805 no-tests")


@pytest.mark.usefixtures("folder")
def test_shipped_tests_are_shown_by_their_name_and_never_written_over(
    capfd: pytest.CaptureFixture[str],
) -> None:
    tests = {path: path.read_bytes() for path in (ROOT / "rules").glob("*.test.yaml")}
    done = run(capfd, "builtin:service-desk", "--record", "-f", "junit")
    root = ET.fromstring(done.out)  # noqa: S314 - our own text
    suites = [suite.get("name") for suite in root.iter("testsuite")]
    assert (done.exit, suites) == (0, ["builtin:service-desk.test.yaml"])
    assert str(ROOT) not in done.out + done.err
    name = "builtin:service-desk.test.yaml"
    assert run(capfd, name).exit == 0
    for file in ("service-desk.test.yaml", "service-desk.yaml"):
        run(capfd, name, "-o", str(ROOT / "rules" / file)).refused(2, "SQ614 same-file")
    assert {path: path.read_bytes() for path in tests} == tests


@pytest.mark.parametrize("name", ["service-desk", "call-centre"])
def test_the_shipped_rules_are_tested_through_and_through(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run(capfd, f"builtin:{name}", "--coverage")
    assert done.exit == 0, done.out + done.err
    said = f"builtin:{name}: every indicator, category, target and gate is tested\n"
    assert done.out == said


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


def test_recording_into_a_read_only_file_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + "  - name: in time\n" + ROWS
    (folder / "desk.test.yaml").write_text(text)
    run(capfd, "--record", "desk.test.yaml")  # what is loaded on the way is loaded
    with without_rights() as place:
        (place / "desk.yaml").write_text(RULES)
        (place / "desk.test.yaml").write_text(text)
        (place / "desk.test.yaml").chmod(0o444)
        done = run(capfd, "--record", str(place / "desk.test.yaml"))
        assert done.exit == 5
        assert "SQ701 not-written: permission denied" in done.err
        assert (place / "desk.test.yaml").read_text() == text
