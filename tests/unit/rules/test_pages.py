"""Each code that no lint finds has its page, and a page's rule files do what it says of them."""

from __future__ import annotations

import importlib
import re
import textwrap
from pathlib import Path

import pytest

from sqeval.api import Options, fit, open_exports, score
from sqeval.codes import CODES, Severity
from sqeval.problems import InputError, Problem, RulesError
from sqeval.rules import pages
from sqeval.rules.loader import load_rules
from sqeval.rules.pages.registry import PAGES, page
from sqeval.testing.session import run_tests

#: What is found in rule files; from SQ309 on it is lints that find it, and they have their pages
#: themselves.
REFUSED = [code for code in CODES if code < "SQ309"]

SOURCE = Path(pages.__path__[0]).parents[1]

_CODE = re.compile(r'"(SQ[58]\d\d)"')


def emitted(path: Path) -> set[str]:
    """Return the codes that a module can say of exports and of tests."""
    return set(_CODE.findall(path.read_text("utf-8")))


#: What `sqeval check --data` says of the columns and rows of an export.
FITTING = [SOURCE / "tables" / name for name in ("binding.py", "unread.py")]
FITTED = sorted(set().union(*map(emitted, FITTING)) | {"SQ506"})

#: What `sqeval test` says of test files.
TESTED = sorted(set().union(*(emitted(path) for path in (SOURCE / "testing").glob("*.py"))))

EXPECTED = [*REFUSED, *FITTED, *(code for code in TESTED if code > "SQ8")]

#: Codes whose bad file no page can show: too large, in another encoding, a hundred mistakes.
WITHOUT_BAD = ["SQ102", "SQ103", "SQ119"]

#: What a score refuses too: tests only give it another hint.
FROM_SCORE = ["SQ540"]

#: What `sqeval test` says before it has a test file.
WITHOUT_TEST = ["SQ805"]

SILENCE = "How to silence: it cannot be silenced, since rules that cannot be read score nothing."

#: The rules that the tests of pages are of.
DESK = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    columns: {id: {}, priority: {required: false}, mark: {type: integer, required: false}}
indicators: {received: {type: count}}
"""

_BLOCK = re.compile(r"^(\w+)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def module(code: str) -> str:
    return CODES[code].name.replace("-", "_")


def blocks(code: str) -> dict[str, str]:
    """Return a page's rule files by what stands above them."""
    return {head: textwrap.dedent(text) for head, text in _BLOCK.findall(PAGES[code] or "")}


def shown(head: str) -> list[str]:
    """Return the codes whose pages show a rule file of this kind."""
    return [code for code in PAGES if head in blocks(code)]


def errors(text: str, folder: Path) -> list[Problem]:
    """Return the errors of a rule file; small files leave much unsaid, so warnings do not count."""
    path = folder / "desk.yaml"
    path.write_text(text, "utf-8")
    try:
        load_rules(path)
    except RulesError as refused:
        return [p for p in refused.problems if p.severity is Severity.ERROR]
    return []


def test_every_code_has_its_page_in_the_order_of_the_codes() -> None:
    assert list(PAGES) == EXPECTED


def test_no_page_is_idle() -> None:
    names = {path.stem for path in Path(pages.__path__[0]).glob("*.py")}
    assert names - {"__init__", "registry"} == {module(code) for code in EXPECTED}


@pytest.mark.parametrize("code", EXPECTED)
class TestPage:
    def test_is_the_docstring_of_the_module_of_its_name(self, code: str) -> None:
        page = importlib.import_module(f"sqeval.rules.pages.{module(code)}")
        assert page.__doc__
        assert PAGES[code] == page.__doc__

    def test_says_why_before_it_shows_how_and_how_to_silence_last(self, code: str) -> None:
        first, *_, last = (PAGES[code] or "").strip().split("\n\n")
        assert re.fullmatch(r"[A-Z].*\.", first)
        assert last == SILENCE if code in REFUSED else last.startswith("How to silence: ")
        assert f"ignore[{code}]" in last or "ignore[" not in last

    def test_does_not_repeat_the_meaning(self, code: str) -> None:
        assert CODES[code].meaning not in (PAGES[code] or "").replace("\n", " ")

    def test_holds_no_other_blocks(self, code: str) -> None:
        shown = ["Bad", "Good"] if code in REFUSED else ["Rules", "Export"]
        assert list(blocks(code)) in (["Test"] if code > "SQ8" else shown, [])
        assert (PAGES[code] or "").count("::\n") == len(blocks(code))


def test_codes_without_a_bad_file_are_few_and_known() -> None:
    assert [code for code in REFUSED if code not in shown("Bad")] == WITHOUT_BAD
    assert [code for code in FITTED if code not in shown("Export")] == []
    assert [code for code in TESTED if code > "SQ8" and code not in shown("Test")] == WITHOUT_TEST


def test_every_code_that_check_and_test_say_has_a_page() -> None:
    for code in [*(code for code in CODES if code < "SQ5"), *FITTED, *TESTED]:
        if code not in FROM_SCORE:
            assert page(code), code


@pytest.mark.parametrize("code", shown("Bad"))
def test_the_bad_file_is_refused_for_this_reason_alone(code: str, tmp_path: Path) -> None:
    assert {problem.code for problem in errors(blocks(code)["Bad"], tmp_path)} == {code}


@pytest.mark.parametrize("code", shown("Good"))
def test_the_good_file_loads(code: str, tmp_path: Path) -> None:
    assert errors(blocks(code)["Good"], tmp_path) == []


@pytest.mark.parametrize("code", shown("Export"))
def test_the_rules_and_the_export_do_not_fit_for_this_reason_alone(
    code: str, tmp_path: Path
) -> None:
    columns = textwrap.indent(blocks(code)["Rules"], "      ")
    rules = tmp_path / "desk.yaml"
    rules.write_text(f"version: 1\ntimezone: UTC\ntables:\n  t:\n    columns:\n{columns}", "utf-8")
    export = tmp_path / "t.csv"
    export.write_text(blocks(code)["Export"], "utf-8")
    files = {"t": [str(export)]}
    if code == "SQ506":
        with pytest.raises(InputError) as refused:
            score(rules, files)
        assert [problem.code for problem in refused.value.problems] == [code]
        return
    found = fit(load_rules(rules), open_exports(files), Options())
    assert [problem.code for problem in found] == [code]


@pytest.mark.parametrize("code", shown("Test"))
def test_the_test_is_refused_for_this_reason_alone(code: str, tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(DESK, "utf-8")
    tests = textwrap.indent(blocks(code)["Test"], "  ")
    path = tmp_path / "desk.test.yaml"
    path.write_text(f"rules: desk.yaml\ntests:\n{tests}", "utf-8")
    assert [problem.code for problem in run_tests([path]).problems] == [code]
