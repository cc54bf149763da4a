"""Makes ``sqeval/expr/table.py`` from the grammar: ``python -m tests.unit.expr.grammar_table``.

lark reads the grammar and works out the LALR tables; what is written down is all that the machine
needs to run them. States are numbered as they are met, so the same grammar gives the same text.
"""

from __future__ import annotations

import json
import textwrap
from importlib import resources
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule, Terminal

import sqeval.expr

TABLE = Path(sqeval.expr.__path__[0]) / "table.py"

_HEAD = '''# fmt: off
"""The tables of the grammar, made from ``grammar.lark`` by ``make grammar``; not to be edited."""

from __future__ import annotations
'''

#: What each constant is, in the order of the file.
_ABOUT = {
    "PATTERNS: dict[str, str]": "The patterns by kind of token; the first that matches is meant.",
    "IGNORED: tuple[str, ...]": "The kinds that stand for nothing.",
    "KEYWORDS: dict[str, str]": "The words that are names to the pattern, by their own kinds.",
    "FIRST: int": "The state before the first token.",
    "LAST: int": "The state in which the whole has been read.",
    "RULES: tuple[tuple[str, int, tuple[int | None, ...], bool, str], ...]": (
        "What a rule makes; how many values it takes; those that its method gets, None where an\n"
        "#: option is not there; whether one alone is what it makes; the method, none where the\n"
        "#: values are spread among those of the rule around it."
    ),
    "STATES: tuple[dict[str, int], ...]": (
        "By kind of token, or what a rule makes: the next state, or the complement of the rule to\n"
        "#: reduce by."
    ),
}

_ROW = textwrap.TextWrapper(99, initial_indent="    ", subsequent_indent="     ")
_ROW.break_long_words = _ROW.break_on_hyphens = False


def grammar() -> Lark:
    """Return the grammar as lark understands it."""
    text = resources.files("sqeval.expr").joinpath("grammar.lark").read_text(encoding="utf-8")
    # The basic lexer keeps 'and', 'in' and their like keywords wherever they stand.
    return Lark(text, parser="lalr", lexer="basic")


def tables(lark: Lark) -> dict[str, Any]:
    """Return the constants of the module of the tables by name."""
    return _words(lark) | _steps(lark)


def table_text() -> str:
    """Return the module of the tables."""
    values = tables(grammar())
    blocks = [_HEAD]
    for declared, about in _ABOUT.items():
        value = values[declared.partition(":")[0]]
        blocks.append(f"#: {about}\n{declared} = {_block(value)}\n")
    return "\n".join(blocks)


def _block(value: object) -> str:
    """Write a constant, each of its items on lines of its own."""
    if isinstance(value, dict):
        rows = [f"    {_written(k)}: {_written(v)},\n" for k, v in value.items()]
        return f"{{\n{''.join(rows)}}}"
    if isinstance(value, tuple):
        rows = [_ROW.fill(f"{_written(item)},") + "\n" for item in value]
        return f"(\n{''.join(rows)})"
    return _written(value)


def _written(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_written(k)}: {_written(v)}' for k, v in value.items())}}}"
    return repr(value)


def _words(lark: Lark) -> dict[str, Any]:
    lexer: Any = lark.parser.lexer
    scanner = lexer.scanner  # makes `lexer.callback` as well
    [words] = lexer.callback.values()
    return {
        "PATTERNS": {t.name: t.pattern.to_regexp() for t in scanner.terminals},
        "IGNORED": tuple(sorted(lexer.ignore_types)),
        "KEYWORDS": {t.pattern.value: t.name for t in words.scanner.terminals},
    }


def _steps(lark: Lark) -> dict[str, Any]:
    machine: Any = lark.parser.parser
    table = machine._parse_table  # noqa: SLF001 - lark has no other way to say it
    [first], [last] = table.start_states.values(), table.end_states.values()
    rules = sorted(lark.rules, key=repr)
    met = [first]
    states = []
    for state in met:  # grows as states are met
        steps: dict[str, int] = {}
        for kind, (action, to) in sorted(table.states[state].items()):
            shifts = action.name == "Shift"
            if shifts and to not in met:
                met.append(to)
            steps[str(kind)] = met.index(to) if shifts else ~rules.index(to)
        states.append(steps)
    return {
        "FIRST": met.index(first),
        "LAST": met.index(last),
        "RULES": tuple(_rule(rule) for rule in rules),
        "STATES": tuple(states),
    }


def _rule(rule: Rule) -> tuple[str, int, tuple[int | None, ...], bool, str]:
    """Return a rule as the machine runs it."""
    kept: list[int | None] = []
    symbols = iter(enumerate(rule.expansion))
    for is_absent in rule.options.empty_indices or [False] * len(rule.expansion):
        if is_absent:
            kept.append(None)
            continue
        at, symbol = next(symbols)
        if not (isinstance(symbol, Terminal) and symbol.filter_out):
            kept.append(at)
    name = str(rule.origin.name)
    method = "" if name.startswith("_") else str(rule.alias or name)
    single = bool(rule.options.expand1) and not rule.alias
    return name, len(rule.expansion), tuple(kept), single, method


if __name__ == "__main__":
    TABLE.write_text(table_text(), encoding="utf-8")
