"""What no world says, no row says: whatever a row makes of conditions, one of the worlds says so.

Rows are drawn around the values that conditions name, where a slip would show.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sqeval.expr.check import analyse
from sqeval.expr.evaluate import Result, evaluate
from sqeval.expr.scope import Scope
from sqeval.expr.tree import Name, Node
from sqeval.expr.types import BOOLEAN, INTEGER, NUMBER, category
from sqeval.expr.worlds import Worlds

TYPES = {"n": INTEGER, "x": NUMBER, "s": category(["a", "b", "c"]), "ok": BOOLEAN}
SCOPE = Scope("column of tickets", TYPES)

LEAVES = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["n", "x"]),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        st.integers(-2, 3),
    ),
    st.builds(
        "{1} {0} x".format, st.sampled_from(["<", ">="]), st.sampled_from(["0.5", "-1", "2"])
    ),
    st.sampled_from(["n in [0, 2]", "n not in [1]", "n < x", "n + 1 > 2", "n * 2 == x"]),
    st.sampled_from(['s == "a"', 's != "b"', 's in ["a", "c"]', 's not in ["a", "b"]']),
    st.sampled_from(["ok", "ok == true", "ok != false", "present(n)", "missing(s)", "missing(ok)"]),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.builds("({} and {})".format, below, below),
        st.builds("({} or {})".format, below, below),
        st.builds("not ({})".format, below),
    ),
    max_leaves=6,
)
ROWS: st.SearchStrategy[dict[str, Result]] = st.fixed_dictionaries(
    {
        "n": st.none() | st.integers(-3, 4),
        "x": st.none() | st.sampled_from([-2.0, -1.5, -1.0, 0.0, 0.25, 0.5, 0.75, 2.0, 2.5, 9.0]),
        "s": st.sampled_from([None, "a", "b", "c", "(other: d)"]),
        "ok": st.sampled_from([None, True, False]),
    }
)


def checked(text: str) -> Node:
    tree = analyse(text, SCOPE).tree
    assert tree is not None
    return tree


@given(st.lists(CONDITIONS, min_size=1, max_size=3), ROWS)
def test_what_a_row_says_is_what_one_of_the_worlds_says(
    texts: list[str], row: dict[str, Result]
) -> None:
    trees = [checked(text) for text in texts]
    worlds = Worlds(trees, {})
    said = tuple(evaluate(tree, row, {}) for tree in trees)
    answers = list(worlds.answers())
    assert not answers or said in answers


@given(CONDITIONS, ROWS, st.integers(-3, 1), st.integers(2, 4))
def test_bounds_leave_every_row_within_them(
    text: str, row: dict[str, Result], low: int, high: int
) -> None:
    number = row["n"]
    if isinstance(number, int) and not low <= number <= high:
        return
    tree = checked(text)
    worlds = Worlds([tree], {Name("n", type=INTEGER): (float(low), float(high))})
    answers = list(worlds.answers())
    assert not answers or (evaluate(tree, row, {}),) in answers


def test_what_cannot_be_is_in_no_world() -> None:
    for text in ("n > 4 and n < 5", 's == "a" and s == "b"', "ok and not ok"):
        assert {answer for (answer,) in Worlds([checked(text)], {}).answers()} == {False, None}
    possible = Worlds([checked("x > 4 and x < 5")], {})
    assert {answer for (answer,) in possible.answers()} == {True, False, None}
