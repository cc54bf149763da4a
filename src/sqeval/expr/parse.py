"""From text to an untyped tree, or to the one finding that says why there is none.

Tokens are fed one by one, so that an error knows the word before it and the bracket still open.
"""

from __future__ import annotations

import re
from typing import NoReturn

from sqeval.expr.build import Builder, refuse, token_span
from sqeval.expr.limits import check_text, check_tree
from sqeval.expr.machine import (
    END,
    Machine,
    Token,
    UnexpectedCharacterError,
    UnexpectedTokenError,
    tokens,
)
from sqeval.expr.slips import slip_hint, typographic
from sqeval.expr.tree import Node

_QUOTES = {'"': "text", "'": "text", "`": "name"}
_CLOSERS = {"(": ")", "[": "]"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_BUILDER = Builder()


def parse(text: str) -> Node:
    """Return the tree of an expression. Raises ExpressionError with one finding, nothing else."""
    check_text(text)
    alone = _SURROGATE.search(text)
    if alone:
        refuse("half a surrogate pair is no character", alone.span())
    if not text.strip():
        refuse("the expression is empty", (0, 0))
    tree = _feed(text)
    check_tree(tree)
    return tree


def _feed(text: str) -> Node:
    seen: list[Token] = []
    machine = Machine(_BUILDER)
    try:
        for token in tokens(text):
            seen.append(token)  # kept up to the token that fails
            machine.feed(token)
        tree: Node = machine.end(seen[-1])
    except UnexpectedCharacterError as error:
        _refuse_character(text, error.at, seen)
    except UnexpectedTokenError as error:
        # The token that does not fit has been seen, but not taken.
        _refuse_token(text, error, seen if error.token.kind == END else seen[:-1])
    return tree


def _refuse_character(text: str, at: int, seen: list[Token]) -> NoReturn:
    """Say what is wrong with a character that starts no token."""
    character = text[at]
    meant = typographic(character)
    if meant:
        refuse(f"'{character}' is no sign of the language", (at, at + 1), f"write {meant}")
    if character in _QUOTES:
        kind = _QUOTES[character]
        refuse(f"the {kind} is never closed", (at, len(text)), f"end it with {character}")
    hint = slip_hint(text, at)
    after = f" after '{seen[-1]}'" if seen and not hint else ""
    refuse(f"unexpected '{character}'{after}", (at, at + 1), hint)


def _refuse_token(text: str, error: UnexpectedTokenError, seen: list[Token]) -> NoReturn:
    """Say what is missing before or after a token that cannot stand where it does."""
    token = error.token
    ended = token.kind == END
    last = seen[-1] if seen else None
    span = token_span(last) if ended and last is not None else token_span(token)
    if error.expected == {"LSQB"}:
        refuse("expected a list after 'in'", span, "a list has square brackets: [1, 2]")
    if "NAME" in error.expected:
        after = f" after '{last}'" if last is not None else f" before '{token}'"
        refuse(f"expected a value{after}", span, _slip_before(text, token, last))
    if error.expected == {"_IN"}:
        refuse("expected 'in' after 'not'", span, "write x not in [1, 2], or not x == 1")
    unclosed = _open_brackets(seen)
    if token in (")", "]") and (not unclosed or _CLOSERS[unclosed[-1]] != token):
        refuse(f"'{token}' closes nothing", span)
    if ended and unclosed:
        bracket = unclosed[-1]
        refuse(f"'{bracket}' is never closed", token_span(bracket), f"add {_CLOSERS[bracket]}")
    if unclosed and unclosed[-1] == "[":
        refuse(f"expected ',' or ']' before '{token}'", span)
    hint = slip_hint(text, token.start)
    refuse(f"expected an operator before '{token}'", span, hint)


def _slip_before(text: str, token: Token, last: Token | None) -> str:
    """Find the slip in the token itself (``= null``) or in it and the one before (``<>``)."""
    if last is not None and f"{last}{token}" == "<>":
        return "write !="
    return "" if token.kind == END else slip_hint(text, token.start)


def _open_brackets(seen: list[Token]) -> list[Token]:
    """Return the brackets that are still open, innermost last."""
    unclosed: list[Token] = []
    for token in seen:
        if token.kind in ("LPAR", "LSQB"):
            unclosed.append(token)
        elif token.kind in ("RPAR", "RSQB"):
            unclosed.pop()
    return unclosed
