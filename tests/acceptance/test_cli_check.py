"""`sqeval check` on rule files: what it looks at, what it says, where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.acceptance.checking import GOOD, ROOT, SPACED, WRONG, Folder

#: Longer than a file's name can be with what is put before it while it is written.
LONG = "r" * 248 + ".yaml"


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Folder(tmp_path, capsys)


# --- what is checked ------------------------------------------------------------------------------


def test_the_rule_file_of_the_folder_is_the_default(folder: Folder) -> None:
    folder.write("sqeval.yaml", WRONG)
    folder.write("rules/other.yaml", WRONG)
    ran = folder.check()
    assert (ran.heads, ran.exit) == (["sqeval.yaml:2:1 SQ111"], 1)
    assert ran.err == "sqeval: 1 file: 1 error\n"


def test_the_folder_rules_is_the_default_without_it(folder: Folder) -> None:
    folder.write("rules/b.yaml", WRONG)
    folder.write("rules/a.yaml", GOOD)
    ran = folder.check()
    assert (ran.heads, ran.exit) == (["rules/b.yaml:2:1 SQ111"], 1)
    assert ran.err == "sqeval: 2 files: 1 error\n"


def test_without_either_the_usage_is_wrong(folder: Folder) -> None:
    said = folder.check().refused(2, "SQ616 no-rule-files")
    assert "hint: name a rule file, a folder or builtin:NAME" in said


def test_a_folder_without_rule_files_is_wrong_usage(folder: Folder) -> None:
    folder.write("empty/notes.txt", "x")
    folder.write("empty/only.test.yaml", "rules: x.yaml\n")
    assert "empty" in folder.check("empty").refused(2, "SQ616 no-rule-files")


def test_a_folder_is_looked_through_but_for_what_is_hidden_and_tests(folder: Folder) -> None:
    for name in ("a.yaml", "b.yml", "below/deeper/c.yaml"):
        folder.write(f"all/{name}", WRONG)
    for name in (".hidden.yaml", ".git/d.yaml", "e.test.yaml", "f.test.yml", "g.json", "h.yaml~"):
        folder.write(f"all/{name}", WRONG)
    (folder.path / "outside").mkdir()
    folder.write("outside/i.yaml", WRONG)
    (folder.path / "all" / "link").symlink_to("../outside")
    ran = folder.check("all")
    assert ran.heads == [
        "all/a.yaml:2:1 SQ111",
        "all/b.yml:2:1 SQ111",
        "all/below/deeper/c.yaml:2:1 SQ111",
    ]


def test_a_file_named_twice_is_checked_once(folder: Folder) -> None:
    folder.write("rules/a.yaml", WRONG)
    ran = folder.check("rules/a.yaml", "rules", "rules/a.yaml")
    assert (len(ran.heads), ran.err) == (1, "sqeval: 1 file: 1 error\n")


def test_a_shipped_rule_set_is_checked_by_its_name(folder: Folder) -> None:
    ran = folder.check("--fail-on", "warning", "builtin:service-desk", "builtin:call-centre")
    assert (ran.exit, ran.out, ran.err) == (0, "", "sqeval: 2 files: no problems\n")


def test_a_shipped_rule_set_that_is_none_is_a_finding(folder: Folder) -> None:
    ran = folder.check("-q", "builtin:service-dsk")
    assert (ran.exit, ran.err) == (1, "")
    assert ran.out.startswith("builtin:service-dsk: SQ115 no-such-file: ")
    assert "did you mean 'builtin:service-desk'?" in ran.out


def test_a_file_that_is_not_there_is_a_finding_and_hides_no_other(folder: Folder) -> None:
    folder.write("wrong.yaml", WRONG)
    ran = folder.check("-q", "nowhere.yaml", "wrong.yaml")
    assert ran.exit == 1
    assert ran.heads == ["nowhere.yaml SQ115", "wrong.yaml:2:1 SQ111"]
    text = folder.check("-q", "-f", "junit", "nowhere.yaml", "wrong.yaml").out
    cases = {c.get("name"): c.find("failure") for c in ET.fromstring(text).iter("testcase")}  # noqa: S314 - our own text
    assert [(name, failure is not None) for name, failure in cases.items()] == [
        ("nowhere.yaml", True),
        ("wrong.yaml", True),
    ]
    said = folder.check("-q", "-f", "github", "nowhere.yaml").out
    assert said.startswith("::error file=nowhere.yaml,title=SQ115 no-such-file::")


def test_what_several_files_extend_is_told_once(folder: Folder) -> None:
    folder.write("base.yaml", "version: 1\nindicators: {n: {type: cuont}}\n")
    for name in ("one", "two"):
        folder.write(f"{name}.yaml", f"version: 1\nextends: base.yaml\ntitel: {name}\n")
    ran = folder.check("one.yaml", "two.yaml", "base.yaml")
    heads = ["base.yaml:2:24 SQ113", "one.yaml:3:1 SQ111", "two.yaml:3:1 SQ111"]
    assert ran.heads == heads
    assert ran.err == "sqeval: 3 files: 3 errors\n"


# --- what is said, and where ----------------------------------------------------------------------

MIXED = {
    "a.yaml": "version: 1\ntitle: a \nperiods: {p: Q1}\nindicators: {n: {type: cuont}}\n",
    "b.yaml": SPACED,
    "c.yaml": "version: 1 \nindicators: {n: {type: cuont}}\n",
}


def test_errors_come_first_then_files_then_lines(folder: Folder) -> None:
    for name, text in MIXED.items():
        folder.write(name, text)
    ran = folder.check("c.yaml", "b.yaml", "a.yaml")
    assert ran.heads == [
        "a.yaml:3:14 SQ214",
        "a.yaml:4:24 SQ113",
        "c.yaml:2:24 SQ113",
        "a.yaml:2:9 SQ402",
        "b.yaml:2:14 SQ402",
        "c.yaml:1:11 SQ402",
    ]
    assert ran.err == "sqeval: 3 files: 3 errors, 3 warnings\n"


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, [], 0),
        (SPACED, [], 0),
        (SPACED, ["--fail-on", "error"], 0),
        (SPACED, ["--fail-on", "warning"], 1),
        (GOOD, ["--fail-on", "warning"], 0),
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "warning"], 1),
        (WRONG, ["--ignore", "SQ111"], 0),
        (SPACED, ["--fail-on", "warning", "--ignore", "SQ4"], 0),
    ],
)
def test_the_exit_code_tells_what_was_found(
    folder: Folder, text: str, options: list[str], code: int
) -> None:
    folder.write("r.yaml", text)
    assert folder.check("r.yaml", *options).exit == code


@pytest.mark.parametrize(
    "arguments", [["--fail-on", "notice"], ["--fail-on=x"], ["--nonsense"], ["--table", "x"]]
)
def test_wrong_usage_is_exit_2(folder: Folder, arguments: list[str]) -> None:
    folder.write("r.yaml", WRONG)
    ran = folder.check("r.yaml", *arguments)
    assert (ran.exit, ran.out) == (2, "")


def test_the_summary_is_on_stderr_and_can_be_left_out(folder: Folder) -> None:
    folder.write("r.yaml", SPACED)
    loud, quiet = folder.check("r.yaml"), folder.check("r.yaml", "-q")
    assert (loud.err, quiet.err) == ("sqeval: 1 file: 1 warning\n", "")
    assert loud.out == quiet.out == (
        "r.yaml:2:14: SQ402 trailing-space: the line ends in spaces [warning]\n"
        "    2 | title: Spaced \n"
        "      |              ^\n"
    )  # fmt: skip


# --- formats and outputs --------------------------------------------------------------------------


def test_json_lists_each_problem(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    (found,) = folder.json("r.yaml")
    assert found == {
        "file": "r.yaml", "line": 2, "column": 1, "end_column": 6, "code": "SQ111",
        "name": "unknown-key", "severity": "error", "message": "unknown key 'titel'",
        "hint": "did you mean 'title'?",
    }  # fmt: skip


def test_github_gets_annotations(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    first, *_ = folder.check("-q", "-f", "github", "r.yaml").out.splitlines()
    assert first == (
        "::error file=r.yaml,line=2,col=1,endColumn=6,title=SQ111 unknown-key::"
        "unknown key 'titel'%0Ahint: did you mean 'title'?"
    )


def test_sarif_and_junit_hold_the_problem(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    folder.write("s.yaml", GOOD)
    (run,) = json.loads(folder.check("-q", "-f", "sarif", "r.yaml").out)["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (result["ruleId"], region["startLine"], region["endColumn"]) == ("SQ111", 2, 6)
    text = folder.check("-q", "-f", "junit", "r.yaml", "s.yaml").out
    suite = ET.fromstring(text).find("testsuite")  # noqa: S314 - our own text
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


@pytest.mark.parametrize("fmt", ["text", "json", "github", "sarif", "junit"])
def test_every_format_goes_to_a_file_as_it_goes_to_stdout(folder: Folder, fmt: str) -> None:
    folder.write("r.yaml", WRONG + "# 中文 \n")
    printed = folder.check("r.yaml", "-f", fmt)
    assert printed.exit == 1
    assert printed.out
    written = folder.check("r.yaml", "-f", fmt, "-o", "found")
    assert (written.out, written.exit, written.err) == ("", 1, printed.err)
    assert (folder.path / "found").read_text("utf-8") == printed.out


@pytest.mark.parametrize(
    ("name", "fmt"),
    [
        ("f.json", "json"), ("f.sarif", "sarif"), ("f.xml", "junit"), ("f.JSON", "json"),
        ("f.txt", "text"), ("f", "text"), ("f.log", "text"),
    ],
)  # fmt: skip
def test_the_suffix_tells_the_format(folder: Folder, name: str, fmt: str) -> None:
    folder.write("r.yaml", WRONG)
    folder.check("r.yaml", "-o", name)
    printed = folder.check("r.yaml", "-f", fmt).out
    assert (folder.path / name).read_text("utf-8") == printed


@pytest.mark.parametrize(
    ("name", "fmt"),
    [("f.json", "text"), ("f.xml", "sarif"), ("f.txt", "junit"), ("f.sarif", "json")],
)
def test_a_suffix_that_says_another_format_is_wrong_usage(
    folder: Folder, name: str, fmt: str
) -> None:
    folder.write("r.yaml", WRONG)
    folder.check("r.yaml", "-f", fmt, "-o", name).refused(2, "SQ611 unknown-format")
    assert not (folder.path / name).exists()


@pytest.mark.parametrize(("name", "fmt"), [("f.json", "sarif"), ("f.txt", "github")])
def test_a_suffix_of_several_formats_contradicts_none_of_them(
    folder: Folder, name: str, fmt: str
) -> None:
    folder.write("r.yaml", WRONG)
    folder.check("r.yaml", "-f", fmt, "-o", name)
    assert (folder.path / name).read_text("utf-8") == folder.check("r.yaml", "-f", fmt).out


def test_a_dash_is_stdout(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    assert folder.check("r.yaml", "-o", "-").out == folder.check("r.yaml").out


def test_a_file_is_written_where_nothing_was_found_too(folder: Folder) -> None:
    folder.write("r.yaml", GOOD)
    folder.write("found.txt", "last time's\n")
    assert folder.check("r.yaml", "-o", "found.txt").exit == 0
    assert (folder.path / "found.txt").read_text() == ""


def test_an_unknown_format_is_wrong_usage(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    said = folder.check("r.yaml", "-f", "jsn").refused(2, "SQ611 unknown-format")
    assert "did you mean 'json'?" in said


def test_an_output_that_cannot_be_written_leaves_the_old_one(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    folder.write(LONG, "last time's\n")
    folder.check("r.yaml", "-q", "-o", LONG).refused(5, "SQ701 not-written")
    assert (folder.path / LONG).read_text() == "last time's\n"
    for place in (".", "nowhere/found.txt"):
        folder.check("r.yaml", "-q", "-o", place).refused(5, "SQ701 not-written")
    assert sorted(p.name for p in folder.path.iterdir()) == sorted(["r.yaml", LONG])


@pytest.mark.parametrize("name", ["r.yaml", "./r.yaml", "link.yaml", "t.csv"])
def test_nothing_that_is_read_is_written_over(folder: Folder, name: str) -> None:
    folder.write("r.yaml", WRONG)
    folder.write("t.csv", "id\n1\n")
    (folder.path / "link.yaml").symlink_to("r.yaml")
    ran = folder.check("r.yaml", "--data", "t.csv", "-o", name)
    ran.refused(2, f"SQ614 same-file: the output '{name}' is an input as well")
    assert (folder.path / "r.yaml").read_text() == WRONG
    assert (folder.path / "t.csv").read_text() == "id\n1\n"


@pytest.mark.parametrize("name", ["base.yaml", "below/slips.yml", "broken.yaml"])
def test_nothing_that_is_extended_is_written_over(folder: Folder, name: str) -> None:
    folder.write("r.yaml", f"version: 1\nextends: [{name}]\ntitel: x\n")
    folder.write(name, "version: 1\ntitle: [\n" if name == "broken.yaml" else SPACED)
    before = (folder.path / name).read_text()
    for fix in ([], ["--fix"]):
        ran = folder.check("r.yaml", "-o", name, *fix)
        ran.refused(2, f"SQ614 same-file: the output '{name}' is an input as well")
        assert (folder.path / name).read_text() == before


def test_an_output_that_is_read_by_nothing_may_end_like_a_rule_file(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    assert folder.check("r.yaml", "-q", "-o", "found.yaml").exit == 1
    assert (folder.path / "found.yaml").read_text() == folder.check("r.yaml").out


def test_a_shipped_rule_set_is_not_written_over(folder: Folder) -> None:
    path = ROOT / "rules" / "service-desk.yaml"
    before = path.read_bytes()
    folder.check("builtin:service-desk", "-o", str(path)).refused(2, "SQ614 same-file")
    assert path.read_bytes() == before


def test_a_file_of_tests_is_sent_to_the_command_for_it(folder: Folder) -> None:
    folder.write("r.test.yml", "rules: r.yaml\n")
    said = folder.check("r.test.yml").refused(2, "SQ616 no-rule-files")
    assert "hint: it holds tests: sqeval test r.test.yml" in said


# --- which codes are shown ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "SQ402"], {"SQ402"}),
        (["--select", "SQ4"], {"SQ402", "SQ403"}),
        (["--select", "trailing-space"], {"SQ402"}),
        (["--select", "sq4"], {"SQ402", "SQ403"}),
        (["--select", "SQ402,SQ111"], {"SQ402", "SQ111"}),
        (["--select", "SQ402", "--select", "unknown-key"], {"SQ402", "SQ111"}),
        (["--ignore", "SQ4"], {"SQ111"}),
        (["--ignore", "final-newline"], {"SQ111", "SQ402"}),
        (["--select", "SQ4", "--ignore", "SQ403"], {"SQ402"}),
        (["--select", "SQ3"], set()),
        (["--select", ""], {"SQ111", "SQ402", "SQ403"}),
    ],
)
def test_codes_are_chosen_by_code_beginning_and_name(
    folder: Folder, options: list[str], codes: set[str]
) -> None:
    folder.write("r.yaml", "version: 1 \ntitel: x")
    ran = folder.check("-f", "json", "r.yaml", *options)
    assert {p["code"] for p in ran.problems} == codes
    assert ran.exit == ("SQ111" in codes)
    summary = ran.err.removeprefix("sqeval: 1 file: ")
    assert sum(int(word) for word in summary.split() if word.isdigit()) == len(codes)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("unused-colum", "did you mean 'unused-column'?"),
        ("SQ4002", "did you mean 'SQ402'?"),
        ("X", "a code such as SQ319, its name, or a family such as SQ3"),
        ("s", "a code such as SQ319, its name, or a family such as SQ3"),
        ("9", "a code such as SQ319, its name, or a family such as SQ3"),
    ],
)
def test_a_code_that_is_none_is_wrong_usage(
    folder: Folder, option: str, word: str, hint: str
) -> None:
    folder.write("r.yaml", WRONG)
    said = folder.check("r.yaml", option, word).refused(2, "SQ615 unknown-code")
    assert said.splitlines() == [
        f"SQ615 unknown-code: no problem has the code '{word}'",
        f"      hint: {hint}",
    ]


@pytest.mark.parametrize("word", ["SQ", "sq", "SQ9", "S,SQ111"])
def test_what_is_less_than_a_family_or_none_chooses_nothing(folder: Folder, word: str) -> None:
    folder.write("r.yaml", WRONG)
    folder.check("r.yaml", "--ignore", word).refused(2, "SQ615 unknown-code")


def test_a_name_chooses_the_one_code_that_has_it(folder: Folder) -> None:
    folder.write("r.yaml", MIXED["a.yaml"])
    ran = folder.check("r.yaml", "-q", "--select", "bad-period")
    assert (ran.exit, ran.heads) == (1, ["r.yaml:3:14 SQ214"])


# --- colour and the process -----------------------------------------------------------------------


def on_a_terminal(folder: Folder, *arguments: str, **environment: str) -> str:
    """Return what check shows where stdout is a terminal."""
    outer, inner = pty.openpty()
    process = folder.start(*arguments, stdout=inner, environment={"TERM": "xterm", **environment})
    os.close(inner)
    shown = b""
    try:
        while part := os.read(outer, 1 << 16):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(outer)
    process.communicate()
    assert process.returncode == 1
    return shown.decode().replace("\r\n", "\n")


def test_stdout_by_its_dash_has_colour_as_well(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    assert on_a_terminal(folder, "r.yaml", "-o", "-") == on_a_terminal(folder, "r.yaml")


def test_colour_is_for_terminals_that_want_it(folder: Folder) -> None:
    folder.write("r.yaml", WRONG)
    plain = folder.check("-q", "r.yaml").out
    assert "\x1b" not in plain
    inked = on_a_terminal(folder, "r.yaml")
    assert inked == plain.replace("SQ111 unknown-key", "\x1b[1;31mSQ111 unknown-key\x1b[0m")
    assert on_a_terminal(folder, "r.yaml", NO_COLOR="1") == plain
    assert on_a_terminal(folder, "r.yaml", "--no-color") == plain
    assert on_a_terminal(folder, "r.yaml", "-f", "json") == folder.check("r.yaml", "-f", "json").out


WITHOUT = """
import sys
from sqeval.cli.main import main
try:
    main(["check", "--fail-on", "warning", *sys.argv[1:]])
except SystemExit as ended:
    loaded = {name.split(".")[0] for name in sys.modules}
    print(ended.code, sorted(loaded & {"polars", "pandas", "pyarrow", "numpy", "python_calamine"}))
"""


def test_checking_the_shipped_rules_loads_nothing_that_reads_exports() -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", WITHOUT, "rules", "builtin:service-desk", "builtin:call-centre"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "0 []\n"
    assert done.stderr.startswith("sqeval: 4 files: no problems")


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--encoding", "foo", "SQ607"), ("--timezone", "Nope", "SQ606")],
)
def test_options_of_exports_are_looked_at_without_one(
    folder: Folder, option: str, value: str, code: str
) -> None:
    folder.write("r.yaml", GOOD)
    folder.check("r.yaml", option, value).refused(2, code)


def test_a_pipe_and_a_name_that_no_file_can_have_are_told(folder: Folder) -> None:
    os.mkfifo(folder.path / "pipe.yaml")
    ran = folder.check("pipe.yaml", "a" * 300 + ".yaml")
    assert (len(ran.heads), ran.exit) == (2, 1)
    assert "rule file 'pipe.yaml': not a regular file" in ran.out
    assert "file name too long" in ran.out
