"""Rule files gone wrong, seeded: what typing, merging, converting and malice make of good ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

#: What YAML or the expression language takes for something else, or for nothing it knows.
_SPECIALS = (
    *"&*!|>%@`?:-#[]{},'\"\\~<",
    *("<<", "---", "...", "? ", ": ", "- ", " #", "|2-", ">-", "&a", "*a", "!!python/name:os"),
    *("\t", "\r", "\r\n", "\n\n", "\x00", "\x1b[2J", "\x85", "\u2028", "\ufeff", "\u202e"),
    *("状态", "：", "，", "“", "％", "Ａ", "\U0001f600", "\xa0", "\u200b"),
)

#: Scalars that are read as another type, or that no one expects.
_SCALARS = (
    *("", "null", "~", "{}", "[]", "[[]]", "{a: }", "true", "no", "on", "0", "-1", "010", "0x1F"),
    *("1e3", "1e999", ".inf", ".nan", "-.5", "18:00", "9" * 400, "1_000", "2026-01-31", "4h", "4d"),
    *("5wd", "95%", "-5%", "1h30", "p0", "p99.9", "default", "type", "x y", "''", '""', "'a''b'"),
    *("{by: priority, P1: 4h}", "{at_least: 90%}", "{steps: {1: 1}}", "[1, 2]", "builtin:x"),
    *("../x.yaml", "/etc/passwd", "x" * 3000, "(" * 50, "not " * 40, "状态 == 'x'", "a: b", "# a"),
)

#: Words that a mutated expression is made of.
_TOKENS = (
    *"()[],+-*/<>=!&|%?;:.'\"`@~^",
    *("==", "!=", "<=", ">=", "and", "or", "not", "in", "not in", "true", "null", "is", "AND"),
    *("present(", "matches(x, ", "count()", "min(", "points(", "met(", "exists(", "hour(", "sum("),
    *("4h", "5wd", "10%", "1e5", "1.2.3", "@2026-01-31", "@2026-99-99", "2026-01-31", '"x"'),
    *("(?=a)", r"\1", "a{200}", "[[:alpha:]]", r"\p{Han}", "(?P<n>", "状态", "。", "≤"),
)

_EXPRESSION = re.compile(r"(?:where|good|total|value|of|when): *")
_VALUE = re.compile(r"(?<=: )[^,{}\[\]\n]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Mutation = Callable[[str, random.Random, str], str]


def _at(text: str, rng: random.Random) -> int:
    return rng.randrange(len(text) + 1)


def _insert_special(text: str, rng: random.Random, _other: str) -> str:
    at = _at(text, rng)
    return f"{text[:at]}{rng.choice(_SPECIALS)}{text[at:]}"


def _delete_some(text: str, rng: random.Random, _other: str) -> str:
    at = _at(text, rng)
    return text[:at] + text[at + rng.randint(1, 12) :]


def _cut_off(text: str, rng: random.Random, _other: str) -> str:
    return text[: _at(text, rng)]


def _lines(change: Callable[[list[str], random.Random], None]) -> Mutation:
    """Return the mutation of a text by what changes its lines."""

    def mutate(text: str, rng: random.Random, _other: str) -> str:
        lines = text.split("\n")
        change(lines, rng)
        return "\n".join(lines)

    return mutate


def _delete_line(lines: list[str], rng: random.Random) -> None:
    del lines[rng.randrange(len(lines))]


def _repeat_line(lines: list[str], rng: random.Random) -> None:
    line = rng.choice(lines)
    lines.insert(rng.randrange(len(lines) + 1), line)


def _swap_lines(lines: list[str], rng: random.Random) -> None:
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]


def _indent(lines: list[str], rng: random.Random) -> None:
    first = rng.randrange(len(lines))
    for at in range(first, min(len(lines), first + rng.randint(1, 4))):
        lines[at] = rng.choice((" ", "  ", "    ", "\t")) + lines[at]


def _outdent(lines: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    lines[at] = lines[at][rng.randint(1, 4) :] if lines[at].startswith(" ") else lines[at]


def _end_lines_with_crlf(text: str, _rng: random.Random, _other: str) -> str:
    return text.replace("\n", "\r\n")


def _splice(text: str, rng: random.Random, other: str) -> str:
    mine, theirs = text.split("\n"), other.split("\n")
    here, there = rng.randrange(len(mine) + 1), rng.randrange(len(theirs))
    return "\n".join([*mine[:here], *theirs[there : there + rng.randint(1, 30)], *mine[here:]])


def _replace_value(text: str, rng: random.Random, other: str) -> str:
    found = list(_VALUE.finditer(text))
    if not found:
        return text + rng.choice(_SCALARS)
    place = rng.choice(found)
    others = _VALUE.findall(other) or [""]
    new = rng.choice(_SCALARS) if rng.random() < 0.6 else rng.choice(others)
    return text[: place.start()] + str(new) + text[place.end() :]


def _replace_word(text: str, rng: random.Random, _other: str) -> str:
    words = list(re.finditer(r"\w+", text))
    if not words:
        return text
    place = rng.choice(words)
    new = rng.choice(words)[0] if rng.random() < 0.7 else place[0][1:] + place[0][:1]
    return text[: place.start()] + new + text[place.end() :]


def _mutate_expression(text: str, rng: random.Random, _other: str) -> str:
    found = list(_EXPRESSION.finditer(text))
    if not found:
        return text
    start = rng.choice(found).end()
    end = text.find("\n", start) % (len(text) + 1)
    tokens = _TOKEN.findall(text[start:end])
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(tokens) + 1)
        tokens[at : at + rng.randint(0, 2)] = [rng.choice((*_TOKENS, *tokens, " "))]
    return text[:start] + "".join(tokens) + text[end:]


_MUTATIONS: tuple[Mutation, ...] = (
    _insert_special,
    _delete_some,
    _cut_off,
    *map(_lines, (_delete_line, _repeat_line, _swap_lines, _indent, _outdent)),
    _end_lines_with_crlf,
    _splice,
    _replace_value,
    _replace_value,
    _replace_word,
    _mutate_expression,
    _mutate_expression,
    _mutate_expression,
)


def mutated(text: str, other: str, rng: random.Random) -> bytes:
    """Return the bytes of a file with one to four mistakes, some of them made of another file."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
        text = rng.choice(_MUTATIONS)(text, rng, other)
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    if content and rng.random() < 0.1:
        for _ in range(rng.randint(1, 3)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(content)
