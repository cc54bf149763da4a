"""What must hold for any expression: printing and parsing agree, both evaluations agree."""

from __future__ import annotations

import contextlib
import math
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.codes import CODES
from sqeval.compile.expressions import DTYPES, to_polars
from sqeval.expr.check import analyse
from sqeval.expr.evaluate import Result, evaluate
from sqeval.expr.findings import ExpressionError
from sqeval.expr.parse import parse
from sqeval.expr.regex import check_regex
from sqeval.expr.regex_class import RegexError
from sqeval.expr.scope import Scope
from sqeval.expr.tree import (
    Arithmetic,
    Call,
    Choose,
    Compare,
    In,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Working,
)
from sqeval.expr.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
    Kind,
    Type,
    category,
)

COLUMNS: dict[str, Type] = {
    "n": INTEGER,
    "重开 次数": INTEGER,
    "x": NUMBER,
    "评分": NUMBER,
    "ok": BOOLEAN,
    "and": BOOLEAN,
    "status": TEXT,
    "priority": category(["P1", "P2"]),
    "wait": DURATION,
    "od`d": DURATION,
}
SCOPE = Scope("column of tickets", COLUMNS)

BIG = [2**63 - 1, -(2**63), 2**62, 2**53 + 1]
INTEGERS = st.integers(-3, 3) | st.sampled_from(BIG)
NUMBERS = st.sampled_from([0.0, -0.0, 0.1, 0.5, 3.0, -7.25, 1e308, -1e308, 5e-324])
TEXTS = st.sampled_from(["", "a", "已解决", "P1", "P2", 'say "no"', "it's"])
SECONDS = st.integers(0, 40)
VALUES: dict[Kind, st.SearchStrategy[Result]] = {
    Kind.INTEGER: INTEGERS,
    Kind.NUMBER: NUMBERS,
    Kind.BOOLEAN: st.booleans(),
    Kind.TEXT: TEXTS,
    Kind.DURATION: SECONDS.map(float),
}
ROWS = st.lists(
    st.fixed_dictionaries({c: st.none() | VALUES[t.kind] for c, t in COLUMNS.items()}),
    min_size=1,
    max_size=6,
)


def names(*kinds: Type) -> st.SearchStrategy[Node]:
    return st.sampled_from([Name(c) for c, t in COLUMNS.items() if t in kinds])


def arithmetic(
    operators: str, left: st.SearchStrategy[Node], right: st.SearchStrategy[Node]
) -> st.SearchStrategy[Node]:
    return st.builds(Arithmetic, st.sampled_from(operators), left, right)


def literals(values: st.SearchStrategy[Result], kind: Type) -> st.SearchStrategy[Node]:
    return values.map(lambda value: Literal(value, type=kind))  # type: ignore[arg-type]


WHOLE = literals(st.integers(0, 4) | st.just(2**63 - 1), INTEGER)
FRACTION = literals(NUMBERS.map(abs), NUMBER)
WAIT = literals(SECONDS.map(lambda s: s * 1_000_000), DURATION)
TEXT_LITERAL = literals(TEXTS, TEXT)
# Factors that keep durations whole microseconds and whole fractions of seconds alike.
FACTOR = st.sampled_from([Literal(2, type=INTEGER), Literal(0.5, type=NUMBER)])
ORDER = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])

integers = st.recursive(
    names(INTEGER) | WHOLE,
    lambda inner: arithmetic("+-*", inner, inner) | st.builds(Negative, inner),
    max_leaves=5,
)
durations = st.recursive(
    names(DURATION) | WAIT,
    lambda inner: (
        arithmetic("+-", inner, inner)
        | arithmetic("*/", inner, FACTOR)
        | arithmetic("*", FACTOR, inner)
        | st.builds(Negative, inner)
    ),
    max_leaves=5,
)
numbers = st.recursive(
    names(NUMBER, INTEGER) | FRACTION | arithmetic("/", durations, durations),
    lambda inner: arithmetic("+-*/", inner, inner) | st.builds(Negative, inner),
    max_leaves=5,
)
texts = names(TEXT) | TEXT_LITERAL
items = st.lists(WHOLE | FRACTION | st.builds(Negative, WHOLE | FRACTION), min_size=1, max_size=3)
conditions = st.recursive(
    names(BOOLEAN)
    | literals(st.booleans(), BOOLEAN)
    | st.builds(Compare, ORDER, numbers, numbers)
    | st.builds(Compare, ORDER, integers, integers)
    | st.builds(Compare, ORDER, durations, durations)
    | st.builds(Compare, ORDER, texts, texts)
    | st.builds(In, names(INTEGER, NUMBER), items.map(tuple), st.booleans())
    | st.builds(In, texts, st.lists(TEXT_LITERAL, min_size=1).map(tuple), st.booleans())
    | st.builds(
        Compare, st.just("=="), st.just(Name("priority")), st.just(Literal("P2", type=TEXT))
    )
    | st.builds(
        lambda function, x: Call(function, (x,)),
        st.sampled_from(["present", "missing"]),
        integers | numbers | durations | texts,
    ),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(
            Logic,
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=4).map(tuple),
        )
    ),
    max_leaves=8,
)
dates = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(lambda d: Literal(d, type=DATE))
moments = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1)).map(  # noqa: DTZ001 - as written
    lambda t: Literal(t, type=DATETIME)
)
anything = conditions | integers | numbers | durations | texts | dates | moments

LEVELS = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}


def level(node: Node) -> int:
    match node:
        case Logic() | Arithmetic():
            return LEVELS[node.op]
        case Not():
            return 3
        case Compare() | In():
            return 4
        case Negative():
            return 7
        case _:
            return 8


def written(node: Node, least: int = 0) -> str:
    """Write a tree with as few brackets as its operators allow."""
    text = _written(node)
    return text if level(node) >= least else f"({text})"


def _written(node: Node) -> str:  # noqa: C901, PLR0911 - one for each kind of node
    match node:
        case Literal():
            return literal(node)
        case Name():
            plain = node.name.isidentifier() and node.name != "and"
            return node.name if plain else "`" + node.name.replace("`", "``") + "`"
        case Negative():
            return "-" + written(node.operand, 7)
        case Arithmetic():
            own = level(node)
            return f"{written(node.left, own)} {node.op} {written(node.right, own + 1)}"
        case Compare():
            return f"{written(node.left, 5)}{node.op}{written(node.right, 5)}"
        case In():
            word = "not in" if node.negated else "in"
            return f"{written(node.operand, 5)} {word} [{', '.join(map(written, node.items))}]"
        case Not():
            return f"not {written(node.operand, 3)}"
        case Logic():
            return f" {node.op} ".join(written(i, level(node) + 1) for i in node.items)
        case Call():
            return f"{node.function}({', '.join(map(written, node.arguments))})"
        case Choose() | Working():
            raise AssertionError("no text says this")


def literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, bool):
        return str(value).lower()
    if node.type == DURATION:
        return f"{int(value) // 1_000_000}s"  # type: ignore[arg-type]
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return f"@{value.isoformat()}" if isinstance(value, date) else repr(value)


@given(anything)
@settings(deadline=None, max_examples=400)
def test_a_written_tree_reads_back_as_itself(tree: Node) -> None:
    assert parse(written(tree)) == tree


def cell(value: Result, kind: Type) -> object:
    if kind == DURATION and isinstance(value, float):
        return timedelta(seconds=value)
    return value


@given(conditions | integers | numbers | durations, ROWS)
@settings(deadline=None, max_examples=400)
def test_polars_and_plain_python_agree_row_by_row(
    tree: Node, rows: list[dict[str, Result]]
) -> None:
    checked = analyse(written(tree), SCOPE)
    assert checked.findings == ()
    assert checked.tree is not None
    columns = {c: [cell(r[c], t) for r in rows] for c, t in COLUMNS.items()}
    frame = pl.DataFrame(columns, schema={c: DTYPES[t.kind] for c, t in COLUMNS.items()})
    # Beside a column, so that an expression without names has as many rows.
    got = frame.select("n", value=to_polars(checked.tree, "Asia/Shanghai"))["value"]
    assert checked.tree.type is not None
    assert got.dtype == DTYPES[checked.tree.type.kind]
    expected = [cell(evaluate(checked.tree, row, {}), checked.tree.type) for row in rows]
    assert got.to_list() == expected
    assert not any(isinstance(v, float) and not math.isfinite(v) for v in got)


SIGNS = "and or not in ( ) [ ] , == = < - + * / % n x ok status wait ' ` 5 4h 5wd 5%"
SLIPS = '@2026-01-31 2026-01-31 （ “ ！ null is between true @ 1e9 . \\ { é " min( matches( 状态'
WORDS = st.sampled_from([*SIGNS.split(), *SLIPS.split(), "\n", "\x00", "\ud800"])
soup = st.text() | st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS).map("".join)


@given(soup)
@settings(deadline=None, max_examples=600)
def test_any_text_gives_a_tree_or_findings_that_point_into_it(text: str) -> None:
    checked = analyse(text, SCOPE, BOOLEAN)
    assert (checked.tree is None) == bool(checked.findings)
    for finding in checked.findings:
        assert finding.code in CODES
        assert finding.message
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.start < finding.end or not text.strip()


@given(soup, st.integers(2, 4000))
@settings(deadline=None, max_examples=100)
def test_no_repetition_exhausts_the_parser(text: str, times: int) -> None:
    with contextlib.suppress(ExpressionError):
        parse((text * times)[:5000])


CHARACTERS = "ab1ZK中 .^$|*+?()[]{}-&~,\\é\n#:<>="
ESCAPED = ".+*?()|[]{}^$#&-~/ ,:;!@%'\"=_`<>"
ESCAPES = r"\w \d \b \. \p{Han} \P{L} \x41 \u4e2d \n \1 \- \A \ud800 \z \Z"
GROUPS = r"{2} {2,} {1,3} {100} (?: (?i) (?i-s: (?= (?<a> (?:\w{9}){9}"
CLASSES = r"[^ [a-z] [:alpha:] [[:alpha:]] a-z z-a [] [-a] [\w-a]"
PIECES = st.sampled_from(
    [*CHARACTERS, *f"{ESCAPES} {GROUPS} {CLASSES}".split(), *("\\" + c for c in ESCAPED)]
)


def accepted(pattern: str) -> bool:
    try:
        check_regex(pattern)
    except RegexError:
        return False
    return True


@given(st.lists(PIECES, max_size=10).map("".join))
@settings(deadline=None, max_examples=1500)
def test_every_regex_that_is_accepted_runs(pattern: str) -> None:
    if not accepted(pattern):
        return
    frame = pl.DataFrame({"x": ["abc", None]})
    assert frame.select(pl.col("x").str.contains(pattern))["x"][1] is None


@pytest.mark.parametrize("atom", [r"\w", "[^a]", "(?i:é)", "[a-z]", r"\p{Han}", r"\W", "."])
@given(st.integers(1, 100), st.integers(1, 9), st.integers(1, 4))
@settings(deadline=None, max_examples=25)
def test_every_repeat_that_is_accepted_fits_the_engine(atom: str, a: int, b: int, c: int) -> None:
    pattern = f"(?:(?:{atom}{{{a}}}){{{b}}}){{1,{c}}}"
    if not accepted(pattern):
        return
    assert pl.select(pl.lit("x").str.contains(pattern)).shape == (1, 1)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001 - as written
@settings(deadline=None)
def test_a_written_time_is_the_instant_of_the_zone(moment: datetime) -> None:
    checked = analyse(f"at == @{moment.isoformat()}", Scope("column", {"at": DATETIME}))
    assert checked.tree is not None
    instant = (moment - timedelta(hours=5, minutes=45)).replace(tzinfo=UTC)
    frame = pl.DataFrame({"at": [instant]}, schema={"at": DTYPES[Kind.DATETIME]})
    assert frame.select(to_polars(checked.tree, "Asia/Kathmandu")).item() is True
