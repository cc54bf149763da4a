"""Expressions that can be said in fewer words, and what they are when they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.problems import Problem
from sqeval.rules.fixing import fixed
from tests.unit.rules.lint.linted import problems, told

HEAD = """\
version: 1
tables:
  tickets:
    columns:
      s: {}
      n: {type: integer}
      at: {type: datetime}
      b: {type: boolean}
      c: {type: boolean}
      a b: {type: boolean} # sqeval: ignore[SQ408]
      use: {value: s == "a" and n > 1 and present(at) and b and c and `a b`}
indicators:
"""
CODES = ("SQ404", "SQ405", "SQ406")


def written(where: str) -> str:
    return f"{HEAD}  i: {{type: count, where: {where}}}\n  j: {{type: count, where: use}}\n"


def slips(folder: Path, text: str) -> list[Problem]:
    found = problems(folder, text)
    assert {p.code for p in found} <= set(CODES)
    return found


def mended(folder: Path, where: str) -> str:
    """Return a condition with its fixes; its place in the file is the span that they replace."""
    text = written(where)
    head, tail = text.split(where)
    new, _ = fixed(text, slips(folder, text))
    assert new.startswith(head)
    assert new.endswith(tail)
    return new.removeprefix(head).removesuffix(tail)


TRUTH = {
    "b == true": "b",
    "b == false": "not b",
    "b != true": "not b",
    "b != false": "b",
    "true == b": "b",
    "false == b": "not b",
    "false != b": "b",
    "not b == true": "not b",
    "not b == false": "not not b",
    "(b or c) == false and c": "not (b or c) and c",
    "c and (b and c) == true": "c and (b and c)",
    "(b==true)": "(b)",
    "((b == true))": "(b)",
    "(b == false) and c": "(not b) and c",
    "c or(b)==false": "c or not (b)",
    "c or(b)==true": "c or(b)",
    "not(b)==true": "not(b)",
    "(b == false) == c": "(not b) == c",
    "(n > 1) == true": "(n > 1)",
    "present(s) == true": "present(s)",
    "present(s) == false": "missing(s)",
    "( missing( s ) ) != true": "( present( s ) )",
    "(b)==true or c": "(b) or c",
}
NEGATED = {
    "not present(s)": "missing(s)",
    "not missing(s)": "present(s)",
    "b and not present(s)": "b and missing(s)",
    "not  (missing(s))": "(present(s))",
    "b and not(present ( s ))": "b and (missing ( s ))",
    "(not present(s)) == c": "(missing(s)) == c",
}
SINGLE = {
    "'s in [\"a\"]'": "'s == \"a\"'",
    "'s not in [\"a\"] and b'": "'s != \"a\" and b'",
    "'(s in [\"a\"]) == c'": "'(s == \"a\") == c'",
    "'not s in [ \"a\" ]'": "'not s == \"a\"'",
    "'n in [1]and b'": "'n == 1 and b'",
    "'s in [\"a\"]and b'": "'s == \"a\"and b'",
    "'n in [-1]'": "'n == -1'",
    "'n + 1 in [3]'": "'n + 1 == 3'",
    "'at in [@2026-01-31]'": "'at == @2026-01-31'",
    "'s in [''a'']'": "'s == ''a'''",
    "\"s in ['a']\"": "\"s == 'a'\"",
    "'s in [\"it''s\"]'": "'s == \"it''s\"'",
}


@pytest.mark.parametrize("where", [*TRUTH, *NEGATED, *SINGLE])
def test_the_fix_says_the_same_in_fewer_words(tmp_path: Path, where: str) -> None:
    assert mended(tmp_path, where) == {**TRUTH, **NEGATED, **SINGLE}[where]
    assert len(slips(tmp_path, written(where))) == 1


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("b and c == true", "13:33 a condition is compared with true"),
        ("'b and c != false'", "13:34 a condition is compared with false"),
        ("b or not present(s)", "13:32 'not present' is 'missing'"),
        ("b or not missing(s)", "13:32 'not missing' is 'present'"),
        ("'b or s in [\"a\"]'", "13:33 'in' with one value is '=='"),
        ("'b or s not in [\"a\"]'", "13:33 'not in' with one value is '!='"),
    ],
)
def test_the_place_is_the_slip_and_the_hint_its_fix(tmp_path: Path, where: str, said: str) -> None:
    (problem,) = slips(tmp_path, written(where))
    place = problem.location
    assert f"{place.line}:{place.column} {problem.message}" == said
    assert problem.hint == f"write {problem.fix}"


@pytest.mark.parametrize(
    "where",
    [
        "b == c",
        "b and not c",
        "'s == \"true\"'",
        "missing(s)",
        "present(s)",
        "not exists(tickets)",
        '\'s in ["a", "b"]\'',
        "'not contains(s, \"a\")'",
        "not (present(s) and b)",
    ],
)
def test_what_says_enough_is_left_alone(tmp_path: Path, where: str) -> None:
    assert [p for p in problems(tmp_path, written(where)) if p.code in CODES] == []


@pytest.mark.parametrize(
    "where",
    [
        "true == `a b`",
        '"true == b \\u0061nd c"',
        "b\n      == true",
        ">-\n      b == true",
    ],
)
def test_no_fix_where_the_file_does_not_say_it_word_for_word(tmp_path: Path, where: str) -> None:
    flow = "{type: count, where: " + where + "}"
    block = f"\n    type: count\n    where: {where}"
    entry = block if where.startswith(">") else f" {flow}"
    text = f"{HEAD}  i:{entry}\n  j: {{type: count, where: use}}\n"
    (problem,) = slips(tmp_path, text)
    assert (problem.code, problem.fix) == ("SQ404", None)
    assert fixed(text, [problem]) == (text, 0)


def test_a_literal_block_is_fixed_in_its_lines(tmp_path: Path) -> None:
    body = "    type: count\n    where: |\n      b == true\n        and not present(s)\n"
    text = f"{HEAD}  i:\n{body}  j: {{type: count, where: use}}\n"
    new, count = fixed(text, slips(tmp_path, text))
    assert count == 2
    assert "    where: |\n      b\n        and missing(s)\n" in new


def test_a_slip_over_two_lines_has_no_fix(tmp_path: Path) -> None:
    body = "    type: count\n    where: |\n      b ==\n        true\n"
    text = f"{HEAD}  i:\n{body}  j: {{type: count, where: use}}\n"
    (problem,) = slips(tmp_path, text)
    assert (problem.location.line, problem.location.column, problem.fix) == (16, 7, None)


def test_every_place_of_an_expression_is_looked_at(tmp_path: Path) -> None:
    text = """\
version: 1
tables:
  tickets:
    columns:
      b: {type: boolean}
      s: {}
      x: {value: b == true}
  events: {columns: {case: {}, ok: {type: boolean}}}
  cases:
    derive: {from: events, per: case}
    key: case
    columns: {case: {}, n: {value: count(), where: ok == true}}
indicators:
  i: {type: ratio, where: x == true, good: b == true, total: present(s) == true}
  j: {type: statistic, table: cases, of: n, aggregate: sum}
  k: {type: count, target: {at_most: 5}}
scorecard:
  indicators: {i: 50, j: 50}
  grades: {A: 50, B: 0}
  gates: [{when: k > 5 and met(k) == true, cap: B}]
"""
    places = [line.split(" ")[0] for line in told(tmp_path, "SQ404", text)]
    assert places == ["7:18", "12:52", "14:27", "14:44", "14:62", "20:28"]


def test_a_comment_silences_each(tmp_path: Path) -> None:
    slip = "b == true or not present(s) or n in [1]"
    text = written(f"'{slip}'}} # sqeval: ignore[SQ404, SQ405 SQ406] {{")
    assert slips(tmp_path, text) == []
