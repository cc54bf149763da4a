"""From text to a tree, and what a syntax error says and points at."""

from __future__ import annotations

import pytest

from sqeval.codes import CODES
from sqeval.expr.findings import ExpressionError, Finding
from sqeval.expr.limits import DEPTH, ITEMS, LENGTH, NODES
from sqeval.expr.parse import parse
from sqeval.expr.tree import (
    Arithmetic,
    Call,
    Compare,
    In,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    names_used,
    tables_used,
    walk,
)
from sqeval.expr.types import DURATION, INTEGER, NUMBER, TEXT

EXAMPLES = [
    'status in ["solved", "closed"] and reopens == 0',
    'status not in ["spam", "merged"]',
    "solved",
    "present(solved)",
    "attitude >= 4",
    "exists(surveys)",
    'category == "complaint"',
    "complaints / tickets * 1000",
    "points(review_mark) < 60",
    "missed(first_response_time)",
    "first_response_time <= 4h",
    "met(on_time) and missed(attitude)",
    "min(at)",
    'activity == "Take in charge ticket"',
    "count()",
    "replied_at + answer_time",
    'contains(x, "text")',
    'matches(x, "regex")',
    "created_at >= @2026-01-31",
    "状态 == '已解决'",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_of_the_language_parses(text: str) -> None:
    assert parse(text).span == (0, len(text))


def refused(text: str) -> Finding:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value.finding


def carets(finding: Finding) -> str:
    return " " * finding.start + "^" * (finding.end - finding.start)


MISSING = "write missing(x) or present(x)"
ERRORS = [
    ("a and", "  ^^^", "expected a value after 'and'", ""),
    ("a and )", "      ^", "expected a value after 'and'", ""),
    ("and a", "^^^", "expected a value before 'and'", ""),
    ("f(a,)", "    ^", "expected a value after ','", ""),
    ("x in []", "      ^", "expected a value after '['", ""),
    ("x in 5", "     ^", "expected a list after 'in'", "a list has square brackets: [1, 2]"),
    ("x in", "  ^^", "expected a list after 'in'", "a list has square brackets: [1, 2]"),
    (
        "a not b",
        "      ^",
        "expected 'in' after 'not'",
        "write x not in [1, 2], or not x == 1",
    ),
    ("x y", "  ^", "expected an operator before 'y'", ""),
    ("x in [1 2]", "        ^", "expected ',' or ']' before '2'", ""),
    ("(a", "^", "'(' is never closed", "add )"),
    ("x in [1", "     ^", "'[' is never closed", "add ]"),
    ("a)", " ^", "')' closes nothing", ""),
    ("(a]", "  ^", "']' closes nothing", ""),
    ("x = 1", "  ^", "unexpected '='", "write == to compare"),
    ("x === 1", "    ^", "unexpected '='", "write == to compare"),
    ("a =< 1", "  ^", "unexpected '='", "write <="),
    ("a => 1", "  ^", "unexpected '='", "write >="),
    ("a <> 1", "   ^", "expected a value after '<'", "write !="),
    ("a && b", "  ^", "unexpected '&'", "write 'and'"),
    ("a || b", "  ^", "unexpected '|'", "write 'or'"),
    ("!a", "^", "unexpected '!'", "write 'not'"),
    ("a AND b", "  ^^^", "expected an operator before 'AND'", "write 'and' in lower case"),
    ("甲 且 乙", "  ^", "expected an operator before '且'", "write 'and'"),
    ("x ** 2", "   ^", "expected a value after '*'", "powers do not exist; multiply"),
    ('x == "abc', "     ^^^^", "the text is never closed", 'end it with "'),
    ("`a == 1", "^^^^^^^", "the name is never closed", "end it with `"),
    (
        "x == 2026-01-31",
        "     ^^^^^^^^^^",
        "'2026-01-31' reads as arithmetic",
        "write a date as @2026-01-31",
    ),
    (
        "x > @2026-02-30",
        "    ^^^^^^^^^^^",
        "'@2026-02-30' is no date",
        "write @2026-01-31 or @2026-01-31T09:00",
    ),
    (
        "x > @0001-01-01",
        "    ^^^^^^^^^^^",
        "'@0001-01-01' is no date",
        "write @2026-01-31 or @2026-01-31T09:00",
    ),
    (
        "x > @2026-01-31T09:00+08:00",
        "    ^^^^^^^^^^^^^^^^^^^^^^^",
        "a time in an expression has no offset",
        "it is local to the rule set",
    ),
    ("x = null", "  ^", "unexpected '='", MISSING),
    ("x == null", "     ^^^^", "'null' is no value", MISSING),
    ("x is null", "  ^^", "expected an operator before 'is'", MISSING),
    ("x is not null", "  ^^", "expected an operator before 'is'", MISSING),
    (
        "x between 1 and 5",
        "  ^^^^^^^",
        "expected an operator before 'between'",
        "write x >= 1 and x <= 5",
    ),
    (
        "1 < x < 5",
        "^^^^^^^^^",
        "comparisons do not chain",
        "join two with 'and': 1 < x and x < 5",
    ),
    ("（x）", "^", "'（' is no sign of the language", "write ("),
    ("状态 ＝ 1", "   ^", "'＝' is no sign of the language", "write =="),
    ("状态 == “已解决”", "      ^", "'“' is no sign of the language", 'write "'),
    ("状态 in [1，2]", "        ^", "'，' is no sign of the language", "write ,"),
    ("5%%", "^^^", "'5%%' has more than one %", "write 5%"),
    ("x > 5 %", "      ^", "unexpected '%'", "write 5% without a space"),
    ("x > .5", "    ^", "unexpected '.'", "write a digit before the point: 0.5"),
    (
        "x > 5wd",
        "    ^^^",
        "'5wd' is 5 working days, which come with a calendar",
        "say elapsed time (2d, 48h), or give the limit of an indicator that has a calendar",
    ),
    (
        "x > 5min",
        "    ^^^^",
        "'min' is no unit of time in '5min'",
        "write 90s, 30m, 4h, 2d, 1w or 1h30m",
    ),
    ("x > 1_000", "    ^^^^^", "'1_000' is no number", "digits and one point: 1000 or 0.5"),
    (
        "1,000",
        " ^",
        "expected an operator before ','",
        "a comma stands in lists and between arguments; numbers have none",
    ),
    ("9223372036854775808", "^" * 19, "'9223372036854775808' is too large a number", ""),
    ("1e400", "^^^^^", "'1e400' is too large a number", ""),
    ("1e9999999999", "^" * 12, "'1e9999999999' is too large a number", ""),
    ("a.b", " ^", "unexpected '.' after 'a'", ""),
    ("'\ud800'", " ^", "half a surrogate pair is no character", ""),
    ("", "", "the expression is empty", ""),
    (" \n", "", "the expression is empty", ""),
]


@pytest.mark.parametrize(("text", "marked", "message", "hint"), ERRORS)
def test_a_syntax_error_names_the_place_and_the_fix(
    text: str, marked: str, message: str, hint: str
) -> None:
    finding = refused(text)
    assert (finding.code, CODES[finding.code].name) == ("SQ201", "expression-syntax")
    assert (finding.message, carets(finding), finding.hint) == (message, marked, hint)


SPLIT = "split it into computed columns or indicators"


def test_a_text_may_be_long_but_not_longer() -> None:
    assert parse("a" * LENGTH) == Name("a" * LENGTH)
    assert refused("(" * 100_000) == Finding(
        "SQ209",
        "the expression has 100000 characters; 4096 are allowed",
        LENGTH,
        LENGTH + 1,
        SPLIT,
    )


@pytest.mark.parametrize(
    ("head", "tail"), [("(", ")"), ("-", ""), ("not ", ""), ("f(", ")"), ("a+", "")]
)
def test_nesting_ends_at_the_same_depth_however_it_is_made(head: str, tail: str) -> None:
    deepest = head * (DEPTH - 1) + "a" + tail * (DEPTH - 1)
    assert max(depth for _, depth in walk(parse(deepest))) <= DEPTH
    finding = refused(head * 900 + "a" + tail * 900)
    assert (finding.code, finding.message) == (
        "SQ209",
        "the expression is more than 32 levels deep",
    )


def test_brackets_inside_texts_and_names_do_not_nest() -> None:
    assert parse(f"x == '{'(' * 40}' and `{'[' * 40}`")


def test_lists_and_trees_have_a_size() -> None:
    assert parse(f"x in [{', '.join(['1'] * ITEMS)}]")
    too_long = refused(f"x in [{', '.join(['1'] * (ITEMS + 1))}]")
    assert (too_long.code, too_long.message) == (
        "SQ209",
        "the list has 201 values; 200 are allowed",
    )
    assert parse(" and ".join("a" * (NODES - 1)))
    too_many = refused(" and ".join("a" * NODES))
    assert (too_many.code, too_many.message) == (
        "SQ209",
        "the expression has more than 500 names, values and operators",
    )


def number(value: int) -> Literal:
    return Literal(value, type=INTEGER)


def test_operators_bind_as_in_school() -> None:
    assert parse("not a == 1 + 2 * -x or b and c") == Logic(
        "or",
        (
            Not(
                Compare(
                    "==",
                    Name("a"),
                    Arithmetic("+", number(1), Arithmetic("*", number(2), Negative(Name("x")))),
                )
            ),
            Logic("and", (Name("b"), Name("c"))),
        ),
    )
    assert parse("a - b - c") == Arithmetic("-", Arithmetic("-", Name("a"), Name("b")), Name("c"))


def test_keywords_are_words_of_their_own() -> None:
    assert parse("android or origin") == Logic("or", (Name("android"), Name("origin")))
    assert parse("`and` in ['in']") == In(Name("and"), (Literal("in", type=TEXT),))


def test_quotes_double_to_stand_for_themselves_and_backslashes_are_plain() -> None:
    assert parse('"say ""no"""') == Literal('say "no"', type=TEXT)
    assert parse(r"'it''s \d'") == Literal(r"it's \d", type=TEXT)
    assert parse("`a``b`") == Name("a`b")


def test_literals_have_their_types() -> None:
    assert parse("95%") == Literal(0.95, type=NUMBER)
    assert parse("1e3") == Literal(1000.0, type=NUMBER)
    assert parse("1h30m") == Literal(5_400_000_000, type=DURATION)


def test_spans_count_code_points_and_take_brackets_in() -> None:
    tree = parse("状态 == '开' and (甲 < 1)")
    assert isinstance(tree, Logic)
    assert [item.span for item in tree.items] == [(0, 9), (14, 21)]


def test_names_and_tables_are_told_apart() -> None:
    tree = parse("exists(surveys) and met(on_time) and surveys in [1] and min(x) > y")
    assert names_used(tree) == {"on_time", "surveys", "x", "y"}
    assert tables_used(tree) == {"surveys"}
    assert parse("count()") == Call("count", ())
