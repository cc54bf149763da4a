"""The machine does with the committed tables what lark does with the grammar."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lark import Token as LarkToken
from lark import Tree, UnexpectedCharacters, UnexpectedToken

from sqeval.expr import table
from sqeval.expr.machine import (
    END,
    Machine,
    UnexpectedCharacterError,
    UnexpectedTokenError,
    tokens,
)
from tests.unit.expr.grammar_table import TABLE, grammar, table_text, tables

LARK = grammar()

#: Words of the language, and some that are none.
WORDS = [
    *("or", "and", "not", "in", "true", "false", "null", "x", "orx", "名", "`a b`", "``"),
    *('"text"', "'it''s'", '"open', "1", "2.5e3", "4h", "80%", "4x", "@2026-01-31", "2026-01-31"),
    *("==", "!=", "<=", ">=", "<", ">", "<>", "+", "-", "*", "/", "(", ")", "[", "]", ","),
    *("f(", "f()", "[1, 2]", "not in", "&", "=", "?"),
]


class Recorder:
    """Keeps what is built as the method's name and its parts."""

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401 - any method of a builder
        return lambda *parts: (method, *parts)


def by_lark(text: str) -> object:
    """Return what lark reads, or where and why it stops."""
    run = LARK.parse_interactive(text)
    last = None
    try:
        for token in run.iter_parse():
            last = token
        return plain(run.feed_token(LarkToken.new_borrow_pos(END, "", last or LarkToken(END, ""))))
    except UnexpectedCharacters as error:
        return error.pos_in_stream
    except UnexpectedToken as error:
        return error.token.type, error.token.start_pos, error.expected


def plain(node: object) -> object:
    """Turn lark's trees and tokens into tuples."""
    if isinstance(node, Tree):
        return (str(node.data), *map(plain, node.children))
    return (node.type, str(node), node.start_pos) if isinstance(node, LarkToken) else node


def by_machine(text: str) -> object:
    """Return what the machine reads, or where and why it stops."""
    machine = Machine(Recorder())
    last = None
    try:
        for token in tokens(text):
            last = token
            machine.feed(token)
        assert last is not None
        return told(machine.end(last))
    except UnexpectedCharacterError as error:
        return error.at
    except UnexpectedTokenError as error:
        return error.token.kind, error.token.start, error.expected


def told(node: Any) -> object:  # noqa: ANN401 - a tuple of the recorder, a token or None
    """Turn the machine's tokens into tuples."""
    if isinstance(node, tuple):
        return (node[0], *map(told, node[1:]))
    return None if node is None else (node.kind, str(node), node.start)


def test_the_committed_tables_are_those_of_the_grammar() -> None:
    assert tables(LARK) == {name: getattr(table, name) for name in tables(LARK)}


def test_make_grammar_would_change_nothing() -> None:
    assert TABLE.read_text(encoding="utf-8") == table_text()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
@example("a or b and not c in [1, x + 2 * -3] or f(a, g(), (b)) == 80%")
@example("f()")
@example("a not in")
@example("f(x")
def test_the_machine_reads_as_lark_does(text: str) -> None:
    assert by_machine(text) == by_lark(text)


@pytest.mark.parametrize("word", WORDS)
def test_each_word_alone_reads_as_lark_does(word: str) -> None:
    assert by_machine(word) == by_lark(word)


def test_a_deep_expression_needs_no_recursion() -> None:
    depth = 50_000
    machine = Machine(Recorder())
    for token in tokens("(" * depth + "x" + ")" * depth):
        machine.feed(token)
    made = machine.end(token)
    for _ in range(depth):
        assert made[0] == "group"
        made = made[2]
    assert made[0] == "name"
