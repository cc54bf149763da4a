"""The machine that runs the grammar's tables: text to tokens, tokens to calls of a builder.

The tables are made from ``grammar.lark`` beforehand: making them takes longer than checking a rule
file with them. What runs here is LALR, so its stack lies in lists and no input can make it hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Self

from sqeval.expr.table import FIRST, IGNORED, KEYWORDS, LAST, PATTERNS, RULES, STATES

#: What follows the last token.
END = "$END"

_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()))


class Token(str):
    """A word of the text: what it is by the grammar, and the code point at which it starts."""

    __slots__ = ("kind", "start")

    kind: str
    start: int

    def __new__(cls, text: str, kind: str, start: int) -> Self:
        """Make a token."""
        token = super().__new__(cls, text)
        token.kind, token.start = kind, start
        return token


class UnexpectedCharacterError(Exception):
    """Raised where no token starts; ``at`` is the code point."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__(f"no token starts at {at}")


class UnexpectedTokenError(Exception):
    """Raised where a token cannot stand; ``expected`` are the kinds that can."""

    def __init__(self, token: Token, expected: set[str]) -> None:
        self.token, self.expected = token, expected
        super().__init__(f"{token.kind} where one of {sorted(expected)} stands")


class _Spread(list[Any]):
    """What a repetition in a rule has gathered; its items stand among the rule's own."""

    __slots__ = ()


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text. Raises UnexpectedCharacterError where none starts."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise UnexpectedCharacterError(at)
        kind, word = match.lastgroup or "", match[0]
        if kind not in IGNORED:
            yield Token(word, KEYWORDS.get(word, kind), at)
        at = match.end()


class Machine:
    """One parse: tokens are fed in, and each rule of the grammar calls its method of ``builder``.

    A method is called with the rule's parts that say something; a rule of one part that is no more
    than that part has none.
    """

    def __init__(self, builder: object) -> None:
        self._builder = builder
        self._states = [FIRST]
        self._values: list[Any] = []

    def feed(self, token: Token) -> None:
        """Take the next token. Raises UnexpectedTokenError where it cannot stand."""
        while (step := self._step(token)) < 0:
            self._reduce(~step)
        self._states.append(step)
        self._values.append(token)

    def end(self, last: Token) -> Any:  # noqa: ANN401 - what the builder makes of the whole
        """Return what the builder made. Raises UnexpectedTokenError where something is missing."""
        end = Token("", END, last.start)
        while self._states[-1] != LAST:
            self._reduce(~self._step(end))
        return self._values[-1]

    def _step(self, token: Token) -> int:
        """Return the next state, or the complement of the rule to reduce by."""
        steps = STATES[self._states[-1]]
        if token.kind not in steps:
            raise UnexpectedTokenError(token, {kind for kind in steps if kind.isupper()})
        return steps[token.kind]

    def _reduce(self, rule: int) -> None:
        """Put what a rule makes of the last values in their place."""
        origin, size, kept, single, method = RULES[rule]
        values = self._values[-size:]
        del self._states[-size:], self._values[-size:]
        parts: list[Any] = []
        for at in kept:
            part = None if at is None else values[at]
            parts += part if isinstance(part, _Spread) else [part]
        if not method:
            made: Any = _Spread(parts)
        elif single and len(parts) == 1:
            made = parts[0]
        else:
            made = getattr(self._builder, method)(*parts)
        self._states.append(STATES[self._states[-1]][origin])
        self._values.append(made)
