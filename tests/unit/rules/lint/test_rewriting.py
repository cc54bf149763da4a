"""Whatever a condition is, it says the same of every row after its fixes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.expr.check import analyse
from sqeval.expr.evaluate import Result, evaluate
from sqeval.expr.tree import Compare, In, Literal, Logic, Node, Not
from sqeval.expr.types import BOOLEAN
from sqeval.problems import Problem
from sqeval.rules.fixing import fixed
from tests.properties.test_expr import (
    COLUMNS,
    ROWS,
    SCOPE,
    TEXT_LITERAL,
    conditions,
    names,
    texts,
    written,
)
from tests.unit.rules.lint.linted import problems

STYLE = ("SQ404", "SQ405", "SQ406")
TRUTHS = st.booleans().map(lambda value: Literal(value, type=BOOLEAN))
EQUAL = st.sampled_from(["==", "!="])

slips = st.recursive(
    conditions | st.builds(In, texts, st.tuples(TEXT_LITERAL), st.booleans()),
    lambda inner: (
        st.builds(Compare, EQUAL, inner, TRUTHS)
        | st.builds(Compare, EQUAL, TRUTHS, inner)
        | st.builds(Compare, EQUAL, inner, names(BOOLEAN))
        | st.builds(Not, inner)
        | st.builds(Logic, st.sampled_from(["and", "or"]), st.tuples(inner, inner))
    ),
    max_leaves=4,
)


def declared() -> str:
    """Return the columns of the generated conditions as a rule file declares them."""
    found = ""
    for name, kind in COLUMNS.items():
        said = "category, values: {P1: [], P2: []}" if kind.values else kind.kind.value
        unit = ", unit: s" if kind.kind == "duration" else ""
        found += f"      '{name}': {{type: {said}{unit}}}\n"
    return found


#: What stands before and after a condition, and how a quote is written in it, by style.
AROUND = {
    "single": ("'", "'\n", "''"),
    "block": ("|-\n      ", "\n", "'"),
}
HEAD = f"version: 1\ntables:\n  tickets:\n    columns:\n{declared()}indicators:\n  i:\n"


def style(found: list[Problem]) -> list[Problem]:
    return [p for p in found if p.code in STYLE]


def value(text: str, row: dict[str, Result]) -> Result:
    checked = analyse(text, SCOPE, BOOLEAN)
    assert checked.tree is not None
    return evaluate(checked.tree, row, {})


@given(slips, ROWS, st.sampled_from(sorted(AROUND)))
@settings(max_examples=200)
def test_the_fixes_leave_every_answer_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    tree: Node,
    rows: list[dict[str, Result]],
    form: str,
) -> None:
    folder = tmp_path_factory.mktemp("rewriting")
    opening, closing, quote = AROUND[form]
    condition = written(tree)
    head, tail = f"{HEAD}    type: count\n    where: {opening}", closing
    text = head + condition.replace("'", quote) + tail
    for _ in range(30):
        text, count = fixed(text, style(problems(folder, text)))
        assert text.startswith(head)
        assert text.endswith(tail)
        if not count:
            break
    assert style(problems(folder, text)) == []
    mended = text.removeprefix(head).removesuffix(tail).replace(quote, "'")
    assert [value(mended, row) for row in rows] == [value(condition, row) for row in rows]
