"""Each lint has its page, and the rule files of a page do what it says of them."""

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path

import pytest

from sqeval.codes import CODES
from sqeval.rules import ignores, lint
from sqeval.rules.fixing import fixed
from sqeval.rules.lint.lint import Lint
from sqeval.rules.lint.registry import LINTS
from sqeval.rules.pages.registry import page
from tests.unit.rules.lint.linted import problems

CODED = [found.CODE for found in LINTS]
PAGED = [*CODED, ignores.CODE]

#: A docstring cannot show a file without its last line end.
UNENDED = "SQ403"

#: A comment behind the spaces at the end of a line ends the line itself.
AT_THE_END = "SQ402"

_BLOCK = re.compile(r"^(\w+)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def blocks(code: str) -> dict[str, str]:
    """Return a page's rule files by what stands above them."""
    found = _BLOCK.findall(page(code))
    shown = {head: textwrap.dedent(text).rstrip("\n") + "\n" for head, text in found}
    if code == UNENDED:
        shown["Bad"] = shown["Bad"].removesuffix("\n")
    return shown


def test_the_lints_stand_in_the_order_of_the_codes() -> None:
    order = [code for code in CODES if code in CODED]
    assert order == CODED


def test_no_lint_is_idle() -> None:
    files = Path(lint.__path__[0]).glob("*.py")
    coded = re.compile(r'^CODE = "(SQ\d+)"$', re.MULTILINE)
    assert {c for path in files for c in coded.findall(path.read_text("utf-8"))} == set(CODED)


@pytest.mark.parametrize("found", LINTS, ids=CODED)
def test_a_lint_is_the_module_of_its_name(found: Lint) -> None:
    file = Path(inspect.getfile(found.find))
    assert file.stem == CODES[found.CODE].name.replace("-", "_")


@pytest.mark.parametrize("code", PAGED)
class TestPage:
    def test_says_why_before_it_shows_how_and_how_to_silence_last(self, code: str) -> None:
        first, *_, last = page(code).split("\n\n")
        assert re.fullmatch(r"(?s)\S[^.]*(?:\.\S[^.]*)*\.", first), "one sentence stands alone"
        silence = (
            r"it cannot be silenced; " if code == ignores.CODE else rf".*ignore\[{code}\]`` on"
        )
        assert re.match(rf"(?s)How to silence: {silence}", last)

    def test_does_not_repeat_the_meaning(self, code: str) -> None:
        assert CODES[code].meaning not in page(code).replace("\n", " ")

    def test_shows_a_bad_and_a_good_file_and_no_others(self, code: str) -> None:
        assert list(blocks(code)) == ["Bad", "Good"]
        assert page(code).count("::\n") == len(blocks(code))

    def test_the_bad_file_has_this_problem_alone(self, code: str, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, blocks(code)["Bad"])
        assert problem.code == code

    def test_the_good_file_has_none(self, code: str, tmp_path: Path) -> None:
        assert problems(tmp_path, blocks(code)["Good"]) == []

    def test_a_fix_makes_the_good_file_of_the_bad_one(self, code: str, tmp_path: Path) -> None:
        bad = blocks(code)["Bad"]
        (problem,) = problems(tmp_path, bad)
        if problem.fix is not None:
            assert fixed(bad, [problem]) == (blocks(code)["Good"], 1)


@pytest.mark.parametrize("code", [code for code in CODED if code != AT_THE_END])
def test_a_comment_at_the_end_of_its_line_silences_it(code: str, tmp_path: Path) -> None:
    bad = blocks(code)["Bad"]
    (problem,) = problems(tmp_path, bad)
    lines = bad.split("\n")
    lines[problem.location.line - 1] += f"  # sqeval: ignore[{code}]"
    assert problems(tmp_path, "\n".join(lines)) == []
