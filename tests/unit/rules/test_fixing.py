"""Fixes change what they name and nothing else, and rules say the same before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.problems import Location, Problem
from sqeval.rules.fixing import fixed
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet


def fix(line: int, column: int, end: int, new: str | None) -> Problem:
    return Problem("SQ404", "better said otherwise", Location("f", line, column, end), fix=new)


@pytest.mark.parametrize(
    ("text", "fixes", "expected"),
    [
        ("abc\n", [], "abc\n"),
        ("abc\n", [fix(1, 2, 3, None)], "abc\n"),
        ("abc\n", [fix(1, 2, 3, "X")], "aXc\n"),
        ("abc\n", [fix(1, 2, 3, "")], "ac\n"),
        ("abc\ndef\n", [fix(2, 1, 4, "longer"), fix(1, 1, 2, "")], "bc\nlonger\n"),
        ("表bc\r\n\tdef\r\n", [fix(1, 2, 3, "X"), fix(2, 2, 3, "YY")], "表Xc\r\n\tYYef\r\n"),
        ("abc", [fix(1, 4, 4, "\n")], "abc\n"),
        ("abc  ", [fix(1, 4, 6, ""), fix(1, 6, 6, "\n")], "abc\n"),
        ("abc", [fix(1, 0, 0, "X"), fix(0, 0, 0, "X"), fix(9, 1, 2, "X")], "abc"),
    ],
)
def test_each_fix_replaces_its_span(text: str, fixes: list[Problem], expected: str) -> None:
    assert fixed(text, fixes)[0] == expected
    assert fixed(text, reversed(fixes))[0] == expected


@pytest.mark.parametrize(
    ("text", "fixes", "expected"),
    [
        ("abcd", [fix(1, 1, 4, "X"), fix(1, 3, 5, "Y")], ("Xd", 1)),
        ("abcd", [fix(1, 1, 3, "X"), fix(1, 3, 5, "Y")], ("XY", 2)),
        ("abcd", [fix(1, 2, 3, "X"), fix(1, 2, 3, "X")], ("aXcd", 1)),
        ("abcd", [fix(1, 1, 5, "X"), fix(1, 2, 3, "Y"), fix(1, 4, 5, "Z")], ("X", 1)),
    ],
)
def test_what_overlaps_an_earlier_fix_is_left(
    text: str, fixes: list[Problem], expected: tuple[str, int]
) -> None:
    assert fixed(text, fixes) == expected
    assert fixed(text, reversed(fixes)) == expected


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("a\n  b # c\nd\n", 5, "a\n  b\nd\n"),
        ("a\n # c\nd\n", 2, "a\nd\n"),
        ("a\r\n # c\r\nd\r\n", 2, "a\r\nd\r\n"),
        ("a\n # c", 2, "a\n"),
        ("a\n   \nd\n", 1, "a\n\nd\n"),
    ],
)
def test_a_removal_up_to_the_end_leaves_no_spaces_and_no_empty_comment_line(
    text: str, column: int, expected: str
) -> None:
    line = text.split("\n")[1].removesuffix("\r")
    assert fixed(text, [fix(2, column, len(line) + 1, "")]) == (expected, 1)


HEAD = ["version: 1", "# 服务台", "tables:", "  tickets:", "    columns:"]
COLUMN_LINES = [
    "      s: {}",
    "      b: {type: boolean}",
    "      c: {type: boolean}",
    "",
    "indicators:",
]

#: Conditions as they should be, each with slips that mean the same.
LINES = {
    "b": ["b == true", "b != false", "true == b"],
    "not b": ["b == false", "false == b", "b != true"],
    "missing(s)": [
        "not present(s)",
        "not  present(s)",
        "missing(s) == true",
        "present(s) == false",
    ],
    "b and missing(s)": ["b == true and not present(s)", "b and not present(s)"],
    "(c or not b)": ["(c == true or b == false)"],
    "'s == \"a\" or b'": ["'s in [\"a\"] or b'", "'s in [ \"a\" ] or b == true'"],
    "'s != ''a'''": ["'s not in [''a'']'"],
    "\"s == 'a' and b\"": ["\"s in ['a'] and b != false\""],
    "'b' # why # not": ["'b == true' # why # not  ", "'b' # why # not # sqeval: ignore[SQ317]"],
    "b or c": [],
}


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Return the lines of a rule file with slips, and of the same file without any."""
    bad, good = list(HEAD), list(HEAD)
    bad += COLUMN_LINES
    good += COLUMN_LINES
    for number in range(draw(st.integers(1, 6))):
        condition = draw(st.sampled_from(sorted(LINES)))
        slip = draw(st.sampled_from([condition, *LINES[condition]]))
        if draw(st.booleans()):
            bad.append(f"  # sqeval: ignore[{draw(st.sampled_from(['SQ316', 'SQ111,SQ317']))}]")
        for lines, text in ((bad, slip), (good, condition)):
            lines += [f"  i{number}:", "    type: count", f"    where: {text}"]
        spaces = draw(st.sampled_from(["", "", " ", "\t "]))
        bad[-1] += spaces
    for lines in (bad, good):
        lines += ["  used: {type: count, where: b and c and present(s)}", ""]
    if draw(st.booleans()):
        bad.pop()
    return bad, good


def loaded(folder: Path, text: str) -> RuleSet:
    path = folder / "desk.yaml"
    path.write_bytes(text.encode())
    return load_rules(path)


@given(files(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150)
def test_a_file_with_slips_becomes_the_file_without(
    tmp_path_factory: pytest.TempPathFactory, lines: tuple[list[str], list[str]], end: str
) -> None:
    folder = tmp_path_factory.mktemp("fixing")
    bad, good = (end.join(each) for each in lines)
    rules = loaded(folder, bad)
    once, _ = fixed(bad, rules.problems)
    again = loaded(folder, once)
    assert once == good
    assert fixed(once, again.problems) == (once, 0)
    assert again.trees == loaded(folder, good).trees
    assert (again.tables, list(again.indicators)) == (rules.tables, list(rules.indicators))
