"""Each code that no lint finds has its page, and a page's rule files do what it says of them."""

from __future__ import annotations

import importlib
import re
import textwrap
from pathlib import Path

import pytest

from sqeval.codes import CODES, Severity
from sqeval.problems import Problem, RulesError
from sqeval.rules import pages
from sqeval.rules.loader import load_rules
from sqeval.rules.pages.registry import PAGES

#: From SQ309 on it is lints that find them; those have their pages themselves.
EXPECTED = [code for code in CODES if code < "SQ309"]

#: Codes whose bad file no page can show: too large, in another encoding, a hundred mistakes.
WITHOUT_BAD = ["SQ102", "SQ103", "SQ119"]

SILENCE = "How to silence: it cannot be silenced, since rules that cannot be read score nothing."

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
        assert last == SILENCE

    def test_does_not_repeat_the_meaning(self, code: str) -> None:
        assert CODES[code].meaning not in (PAGES[code] or "").replace("\n", " ")

    def test_holds_no_other_blocks(self, code: str) -> None:
        assert list(blocks(code)) in (["Bad", "Good"], [])
        assert (PAGES[code] or "").count("::\n") == len(blocks(code))


def test_codes_without_a_bad_file_are_few_and_known() -> None:
    assert sorted(PAGES.keys() - set(shown("Bad"))) == WITHOUT_BAD


@pytest.mark.parametrize("code", shown("Bad"))
def test_the_bad_file_is_refused_for_this_reason_alone(code: str, tmp_path: Path) -> None:
    assert {problem.code for problem in errors(blocks(code)["Bad"], tmp_path)} == {code}


@pytest.mark.parametrize("code", shown("Good"))
def test_the_good_file_loads(code: str, tmp_path: Path) -> None:
    assert errors(blocks(code)["Good"], tmp_path) == []
