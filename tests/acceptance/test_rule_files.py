"""Rule files as users write them: good ones pass, bad ones are told with reviewed messages.

``rules/ok`` and ``rules/bad`` hold the files; beside each bad one stands the exact text that
``sqeval check FILE`` must say. What no text file can hold is made here, as bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from sqeval.calendars.calendar import Calendar, Version
from sqeval.cli.main import main
from sqeval.codes import CODES, Severity
from sqeval.measures.registry import MEASURES
from sqeval.measures.timed import History
from sqeval.nodes import Map, Model, Seq
from sqeval.problems import RulesError
from sqeval.rules import gate
from sqeval.rules.columns import COLUMNS
from sqeval.rules.draft import SECTIONS, Head
from sqeval.rules.found import MOST, Found
from sqeval.rules.loader import load_rules
from sqeval.rules.scorecard import Gate, Part, ScorecardRules
from sqeval.rules.stages import Stage, StageEvents
from sqeval.rules.states import States
from sqeval.rules.tables import Derive, Keep, Table
from sqeval.targets.points import POINTS
from sqeval.targets.target import Target

RULES = Path(__file__).parent / "rules"
OK = sorted((RULES / "ok").glob("*.yaml"))
BAD = sorted((RULES / "bad").glob("*.yaml"))


#: The first line of a problem's block: place, code, name.
HEAD = re.compile(r"^\S.*?(SQ\d{3}) [a-z0-9-]+: ", re.MULTILINE)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str, int]:
    """Return what a command prints on stdout and on stderr, and its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return out, err, ended.value.code


def errors(text: str) -> list[str]:
    """Return the codes of the errors among printed problems."""
    return [code for code in HEAD.findall(text) if CODES[code].severity is Severity.ERROR]


@pytest.mark.parametrize("path", OK, ids=lambda p: p.stem)
def test_good_file_passes_without_a_word(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "check", "-q", "--fail-on", "warning", str(path)) == ("", "", 0)
    assert load_rules(str(path)).files[0].path == str(path)


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_bad_file_is_told_as_reviewed(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(RULES)
    expected = path.with_suffix(".out").read_text("utf-8")
    assert HEAD.search(expected)
    out, _, code = said(capsys, "check", f"bad/{path.name}")
    assert out == expected
    assert code == (1 if errors(expected) else 0)


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_score_refuses_errors_and_says_nothing_of_warnings(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(RULES)
    wanted = errors(path.with_suffix(".out").read_text("utf-8"))
    if not wanted:
        assert load_rules(f"bad/{path.name}").problems
        return
    out, err, code = said(capsys, "score", "-r", f"bad/{path.name}")
    assert (out, code) == ("", 3)
    assert HEAD.findall(err) == wanted


def test_there_are_enough_files_and_none_is_an_orphan() -> None:
    assert len(OK) >= 25
    assert len(BAD) >= 120
    assert {p.stem for p in BAD} == {p.stem for p in (RULES / "bad").glob("*.out")}


def test_the_command_itself_refuses_with_exit_1() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqeval", "check", "bad/caret-plain.yaml"],
        cwd=RULES,
        env={**os.environ, "PYTHONPATH": str(RULES.parents[2] / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "sqeval: 1 file: 2 errors\n")
    assert done.stdout == (RULES / "bad" / "caret-plain.out").read_text("utf-8")


def test_every_code_that_rule_files_can_have_is_shown() -> None:
    codes = {code for code in CODES if code < "SQ5"}
    shown = set()
    for path in (RULES / "bad").glob("*.out"):
        shown |= set(HEAD.findall(path.read_text("utf-8")))
    made_here = {"SQ102", "SQ103", "SQ119"}
    assert codes - shown == made_here


def written(node: object) -> set[str]:
    """Return every key that stands anywhere in a document."""
    if isinstance(node, Map):
        return {str(key) for key in node} | set().union(*map(written, node.values()), set())
    return set().union(*map(written, node), set()) if isinstance(node, Seq) else set()


def test_the_good_files_write_every_key_and_type_of_the_language() -> None:
    keys, values = set[str](), set[str]()
    for path in OK:
        text = path.read_text("utf-8")
        keys |= written(gate.parse(path.name, text, Found()))
        values |= set(re.findall(r"type: (\w+)", text))
    models: list[type[Model]] = [
        Head,
        States,
        Calendar,
        Version,
        History,
        Table,
        Derive,
        Keep,
        Stage,
        StageEvents,
        ScorecardRules,
        Part,
        Gate,
        Target,
    ]
    models += [*COLUMNS.values(), *MEASURES.values(), *POINTS.values()]
    known = {str(f.alias or name) for m in models for name, f in m.model_fields.items()}
    assert known | set(SECTIONS) <= keys
    assert {*COLUMNS, *MEASURES} <= values


def test_the_good_files_make_every_choice_of_the_language() -> None:
    texts = "".join(path.read_text("utf-8") for path in OK)
    models: list[type[Model]] = [ScorecardRules, Part, Keep]
    models += [*MEASURES.values(), *POINTS.values()]
    choices = {
        str(choice)
        for model in models
        for field in model.model_fields.values()
        for inner in (field.annotation, *get_args(field.annotation))
        for choice in get_args(inner)
        if isinstance(choice, str)
    }
    assert {"renormalise", "zero", "void", "begun", "full", "age", "exclude"} <= choices
    defaults = {"renormalise"}
    assert {c for c in choices - defaults if not re.search(rf"\b{c}\b", texts)} == set()


def control(place: str, code: str, hint: str = "remove it") -> str:
    """Return what is said of a control character."""
    said = f"the character {code} is not read in rule files"
    return f"rules.yaml:{place}: SQ120 control-character: {said}\n      hint: {hint}\n"


MADE = {
    "crlf": (
        'version: 1\r\nindicators:\r\n  a: {type: count, whre: "状"}\r\n'.encode(),
        (
            "rules.yaml:3:20: SQ111 unknown-key: unknown key 'whre'\n"
            '    3 |   a: {type: count, whre: "状"}\n'
            "      |                    ^^^^\n"
            "      hint: did you mean 'where'?\n"
        ),
    ),
    "crlf-in-a-block": (
        (
            b"version: 1\r\ntables: {tickets: {columns: {id: {}}}}\r\nindicators:\r\n  a:\r\n"
            b'    type: count\r\n    where: |\r\n      id == "1"\r\n        or idd == "2"\r\n'
        ),
        (
            "rules.yaml:8:12: SQ203 unknown-name: 'idd' is no column of tickets\n"
            '    8 |         or idd == "2"\n'
            "      |            ^^^\n"
            "      hint: did you mean 'id'?\n"
        ),
    ),
    "bom": (
        b"\xef\xbb\xbfverison: 1\n",
        (
            "rules.yaml:1:1: SQ111 unknown-key: unknown key 'verison'\n"
            "    1 | verison: 1\n"
            "      | ^^^^^^^\n"
            "      hint: did you mean 'version'?\n"
        ),
    ),
    "latin-1": (
        "version: 1\ntitle: Büro\n".encode("latin-1"),
        "rules.yaml:2: SQ103 not-utf-8: byte 19 is not UTF-8\n      hint: save the file as UTF-8\n",
    ),
    "utf-16": (
        "version: 1\n".encode("utf-16"),
        "rules.yaml:1: SQ103 not-utf-8: byte 0 is not UTF-8\n      hint: save the file as UTF-8\n",
    ),
    "nul": (
        b"version: 1\ntitle: a\0b\n",
        control("2:9", "U+0000"),
    ),
    "terminal-escape": (
        b"version: 1\n# \x1b[2J\n",
        control("2:3", "U+001B"),
    ),
    "noncharacter": (
        "version: 1\ntitle: 表\ufffe\n".encode(),
        control("2:9", "U+FFFE"),
    ),
    "turned-text": (
        "version: 1\n# \u202elooks otherwise\n".encode(),
        control("2:3", "U+202E"),
    ),
    "lone-cr": (
        b"version: 1\rtitle: x\n",
        control("1:11", "U+000D", "end lines with LF or CRLF"),
    ),
    "unicode-line-end": (
        "version: 1\ntitle: a\u2028b\n".encode(),
        control("2:9", "U+2028", "end lines with LF or CRLF"),
    ),
    "too-large": (
        b"version: 1\n" + b"#" * gate.MOST_BYTES,
        "rules.yaml: SQ102 file-too-large: a rule file is at most 1048576 bytes\n",
    ),
    "too-long-text": (
        b"version: 1\ntitle:\n  " + b"x" * (gate.LONGEST + 1) + b"\n",
        "rules.yaml:3:3: SQ102 file-too-large: a text has at most 10000 characters\n"
        "    3 |   " + "x" * 110 + "\n      |   " + "^" * 110 + "\n",
    ),
    "too-many-values": (
        b"version: 1\ntitle: [" + b"x," * gate.MOST_VALUES + b"]\n",
        "rules.yaml:2:39999: SQ102 file-too-large: a rule file has at most 20000 values\n"
        "    2 | " + ",x" * 50 + ",]\n      | " + " " * 91 + "^\n",
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_bytes_are_refused_as_reviewed(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content, expected = MADE[name]
    monkeypatch.chdir(tmp_path)
    Path("rules.yaml").write_bytes(content)
    assert said(capsys, "check", "-q", "rules.yaml") == (expected, "", 1)


def test_a_large_file_is_not_too_large(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    head = b"version: 1\n#"
    path.write_bytes(head + b"x" * (gate.MOST_BYTES - len(head) - 1) + b"\n")
    assert load_rules(str(path)).problems == ()


@pytest.mark.parametrize("name", ["nowhere.yaml", "folder", "loop.yaml", "x" * 300, "builtin:dsk"])
def test_a_file_that_cannot_be_opened_is_refused(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("loop.yaml").symlink_to("loop.yaml")
    out, err, code = said(capsys, "score", "-r", name)
    assert (out, code) == ("", 3)
    assert err.startswith(f"{name}: SQ115 no-such-file: ")


def test_extends_does_not_follow_a_link_out_of_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("version: 1\ntitle: secret\n", "utf-8")
    root = tmp_path / "rules"
    root.mkdir()
    (root / "link.yaml").symlink_to(secret)
    (root / "linked").symlink_to(tmp_path)
    (root / "loop.yaml").symlink_to("loop.yaml")
    names = ["link.yaml", "linked/secret.yaml", "loop.yaml", str(secret)]
    (root / "desk.yaml").write_text(f"version: 1\nextends: {names}\n", "utf-8")
    with pytest.raises(RulesError) as refused:
        load_rules(str(root / "desk.yaml"))
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["SQ117", "SQ117", "SQ115", "SQ117"]
    assert "title: secret" not in str(refused.value)


def test_a_linked_rule_file_extends_what_stands_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "desk.yaml").write_text("version: 1\nextends: [base.yaml]\n", "utf-8")
    (tmp_path / "desk.yaml").symlink_to("real/desk.yaml")
    (tmp_path / "base.yaml").write_text("version: 1\ntitle: beside the link\n", "utf-8")
    assert load_rules(str(tmp_path / "desk.yaml")).title == "beside the link"


def test_a_chain_of_extends_ends(tmp_path: Path) -> None:
    for i in range(1500):
        text = f"version: 1\nextends: [{i + 1}.yaml]\n"
        (tmp_path / f"{i}.yaml").write_text(text, "utf-8")
    with pytest.raises(RulesError) as refused:
        load_rules(str(tmp_path / "0.yaml"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("SQ102", "a rule set has at most 32 files")
    assert problem.location.file.endswith("31.yaml")


def test_many_mistakes_are_not_all_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    lines = [f"  i{n}: {{type: cuont}}" for n in range(MOST + 50)]
    path.write_text("\n".join(["version: 1", "indicators:", *lines]), "utf-8")
    with pytest.raises(RulesError) as refused:
        load_rules(str(path))
    problems = refused.value.problems
    assert [p.location.line for p in problems[:MOST]] == list(range(3, MOST + 3))
    assert [(p.code, p.name) for p in problems[MOST:]] == [("SQ119", "too-many-problems")]
