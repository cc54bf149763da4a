"""A comment that silences nothing hides the next finding, which nobody decided to hide.

A comment at the end of a line speaks of that line and, where a key stands on it, of all that stands
below the key; one on a line of its own speaks of the next line. Only what ``sqeval check`` finds
beyond mistakes can be silenced, and some of what ``--data`` finds; without an export it is not told
whether that is needed. What follows the bracket says why.

Bad::

    version: 1
    title: Service desk  # sqeval: ignore[SQ402]

Good::

    version: 1
    title: Service desk

How to silence: it cannot be silenced; remove the code, or let ``sqeval check --fix`` remove it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate

from sqeval.codes import CODES, FAMILIES, Severity, code_named
from sqeval.nodes import Source
from sqeval.problems import Location, Problem
from sqeval.rules.files import RuleFile
from sqeval.rules.outline import outlined

CODE = "SQ401"

#: What can be silenced of what is found against an export, at the rule that does not fit it. A
#: comment that does so is never idle: the next export can be the one it is for.
BOUND = frozenset({"SQ552", "SQ553", "SQ555"})

#: Families of codes, which no comment silences: it would hide what nobody has looked at.
_FAMILIES = frozenset({"SQ", *FAMILIES})

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*sqeval:\s*ignore\b(?:\[([^\]\n]*)\])?", re.MULTILINE)


@dataclass(frozen=True)
class Ignore:
    """A comment that silences ``codes``, from line ``first`` to line ``last`` of its file.

    They are codes even where it has their names, and what it says where that is none. ``start``
    and ``end`` are its offsets in the file, ``places`` those of its codes.
    """

    source: Source
    codes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    start: int
    end: int
    first: int
    last: int

    def location(self, start: int, end: int) -> Location:
        """Return the place of a span of the comment's line."""
        line, column = self.source.position(start)
        return self.source.location(line, column, column + max(1, end - start))


@dataclass
class _Lines:
    """Of one code in one file: the lines it was found on, in order, and those comments speak of."""

    found: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def silent(self) -> frozenset[int]:
        """Return the lines on which it was found and is silenced."""
        spans = sorted(self.spans)
        firsts = [first for first, _ in spans]
        lasts = list(accumulate((last for _, last in spans), max, initial=-1))
        return frozenset(n for n in self.found if lasts[bisect_right(firsts, n)] >= n)

    def within(self, first: int, last: int) -> bool:
        """Tell whether it was found between two lines."""
        return bisect_left(self.found, first) < bisect_right(self.found, last)


def silenced(
    problems: Iterable[Problem], files: Sequence[RuleFile], known: AbstractSet[str], *, sound: bool
) -> list[Problem]:
    """Return the problems that no comment silences, and those of idle comments of the first file.

    ``known`` are the codes that can be silenced. Where the rule set is not ``sound`` some lints
    were not run, and a comment that silences nothing may still have its reason.
    """
    told, ignores = list(problems), [list(_ignores(file)) for file in files]
    lines = _by_code(told, ignores, known)
    kept = _heard(told, lines)
    for ignore in ignores[0] if ignores else ():
        kept += dict.fromkeys(_idle(ignore, lines, known, sound=sound))
    return sorted(kept, key=lambda p: p.location)


def unsilenced(problems: Sequence[Problem], files: Sequence[RuleFile]) -> list[Problem]:
    """Return what exports do not fit, as far as no comment in the rule files silences it."""
    return _heard(problems, _by_code(problems, [list(_ignores(file)) for file in files], BOUND))


def _by_code(
    problems: Sequence[Problem], ignores: Iterable[Iterable[Ignore]], known: AbstractSet[str]
) -> dict[tuple[str, str], _Lines]:
    """Return, by file and code, where problems are and what comments speak of."""
    lines = defaultdict[tuple[str, str], _Lines](_Lines)
    for problem in sorted(problems, key=lambda p: p.location.line):
        lines[problem.location.file, problem.code].found.append(problem.location.line)
    for ignore in (one for own in ignores for one in own):
        for code in known & set(ignore.codes):
            lines[ignore.source.path, code].spans.append((ignore.first, ignore.last))
    return lines


def _heard(problems: Sequence[Problem], lines: Mapping[tuple[str, str], _Lines]) -> list[Problem]:
    silent = {key: one.silent() for key, one in lines.items()}
    return [p for p in problems if p.location.line not in silent[p.location.file, p.code]]


def _idle(
    ignore: Ignore, lines: dict[tuple[str, str], _Lines], known: AbstractSet[str], *, sound: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a comment of the main file."""
    path = ignore.source.path
    needed = [
        code in BOUND
        or (code in known and (not sound or lines[path, code].within(ignore.first, ignore.last)))
        for code in ignore.codes
    ]
    told = zip(ignore.codes, ignore.places, needed, strict=True)
    kept = [ignore.source.text[slice(*at)] for c, at, used in told if used or c not in CODES]
    for code, span, used in zip(ignore.codes, ignore.places, needed, strict=True):
        if used:
            continue
        if code in CODES:
            place, fix = _without(ignore, kept)
            yield Problem(CODE, _nothing(code, known), place, "remove it", fix)
        else:
            one_by_one = "codes are named one by one, such as SQ319"
            hint = one_by_one if code.upper() in _FAMILIES else "remove it"
            yield Problem(CODE, f"'{code}' is no code", ignore.location(*span), hint)
    if not ignore.codes:
        place, hint = ignore.location(ignore.start, ignore.end), "write # sqeval: ignore[SQ319]"
        yield Problem(CODE, "the comment names no code", place, hint)


def _nothing(code: str, known: AbstractSet[str]) -> str:
    """Return why a code silences nothing."""
    if code in known:
        return f"nothing here is {code} {CODES[code].name}"
    refuses = CODES[code].severity is Severity.ERROR
    why = "; nothing could be scored" if refuses else ""
    return f"{code} {CODES[code].name} cannot be silenced{why}"


def _without(ignore: Ignore, kept: Sequence[str]) -> tuple[Location, str]:
    """Return what to replace by what, so that the comment names the codes that are kept alone."""
    line, column = ignore.source.position(ignore.end)
    rest = ignore.source.lines[line - 1][column - 1 :]
    if kept:
        return ignore.location(ignore.start, ignore.end), f"# sqeval: ignore[{', '.join(kept)}]"
    why = rest.lstrip()
    if why and not why.startswith("#"):
        return ignore.location(ignore.start, ignore.end), "#" if rest != why else "# "
    return ignore.location(ignore.start, ignore.end + len(rest) - len(why)), ""


def _ignores(file: RuleFile) -> Iterator[Ignore]:
    """Yield the comments of a file that silence; a text that looks like one is none."""
    source = file.source
    found = list(_COMMENT.finditer(source.text))
    if not found:
        return
    outline, following = outlined(file.document), _following(source)
    for comment in found:
        if outline.inside(comment.start()):
            continue
        listed, begin = list(re.finditer(r"[^\s,]+", comment[1] or "")), comment.start(1)
        line, column = source.position(comment.start())
        alone = source.lines[line - 1][: column - 1].strip() == ""
        first = following[line] if alone else line
        yield Ignore(
            source,
            tuple(code_named(item[0]) or item[0] for item in listed),
            tuple((begin + item.start(), begin + item.end()) for item in listed),
            *comment.span(),
            first,
            outline.reach.get(first, first),
        )


def _following(source: Source) -> list[int]:
    """Return, for each line by its number, the next one that holds more than a comment.

    Where none follows it is the line itself; there is no line 0.
    """
    following, below = list(range(len(source.lines) + 1)), 0
    for number in range(len(source.lines), 0, -1):
        following[number] = below or number
        text = source.lines[number - 1].strip()
        below = number if text and not text.startswith("#") else below
    return following
