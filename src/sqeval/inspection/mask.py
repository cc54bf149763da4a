"""The look of an export without what its cells say, so that it can be sent to someone who helps.

A text becomes its shape: how ids are built and dates are written can be told from it, and who wrote
in cannot.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqeval.inspection.kinds import BOOLEANS
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.problems import Problem
from sqeval.rules.columns import BooleanColumn, CategoryColumn, Column, ScaleColumn
from sqeval.rules.headers import normal
from sqeval.rules.profiles.filling import filled
from sqeval.rules.profiles.shipped import profiles
from sqeval.rules.ruleset import RuleSet

#: Headers do not hold these: mail addresses, days, times of day, ids, long texts.
_CONTENT = re.compile(r"@|\d[-/:.]\d|\d{3}|.{60}|^\W*\d+\W*$|^[A-Za-z]\d+$")

#: The words of any column of yes and no, which say nothing of anybody.
_YES_NO = frozenset(normal(word) for pair in BOOLEANS for word in pair)


def masked(look: FileLook, standard: RuleSet) -> FileLook:
    """Return a look with shapes for examples and values.

    Values that the ``standard`` rule set or the profile of the vendor declares for the column stay,
    yes and no too; headers, counts and times do as well. Where no header is known and the line
    looks like one of content, it has shapes, too.
    """
    models = _models(look, standard)
    columns = tuple(_masked(c, _declared(c, models.get(c.meant or ""))) for c in look.columns)
    made = replace(look, columns=columns)
    return _headless(made) if _of_content(look) else made


def shape(text: str) -> str:
    """Return a text with ``a``, ``A`` and ``中`` for letters and ``9`` for digits."""
    return "".join(map(_sign, text))


def _models(look: FileLook, standard: RuleSet) -> Mapping[str, Column]:
    """Return the columns of the table that an export is, as the set and the vendor declare them."""
    if look.table is None:
        return {}
    table = standard.tables[look.table]
    profile = None if look.vendor is None else profiles()[look.vendor]
    if profile is not None and look.table in profile.tables:
        table = filled(look.table, table, profile)
    return table.columns


def _declared(column: ColumnLook, model: Column | None) -> frozenset[str]:
    """Return the values of a column, normalised, that are no secret."""
    words = _YES_NO if column.kind == "boolean" else frozenset[str]()
    if not isinstance(model, BooleanColumn | CategoryColumn | ScaleColumn):
        return words
    pairs = model.values.items()
    return words | {normal(str(word)) for key, own in pairs for word in (key, *own)}


def _masked(column: ColumnLook, declared: frozenset[str]) -> ColumnLook:
    def kept(text: str) -> str:
        return text if normal(text) in declared else shape(text)

    bounded = column.meant is not None or column.kind == "duration"
    return replace(
        column,
        examples=tuple(dict.fromkeys(map(kept, column.examples))),
        values=_counted(column.values, kept),
        low=column.low if bounded or column.low is None else shape(column.low),
        high=column.high if bounded or column.high is None else shape(column.high),
    )


def _counted(
    values: tuple[tuple[str, int], ...], kept: Callable[[str], str]
) -> tuple[tuple[str, int], ...]:
    """Return values as they are shown; those that look the same are counted together."""
    counts: Counter[str] = Counter()
    for text, n in values:
        counts[kept(text)] += n
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _of_content(look: FileLook) -> bool:
    """Tell whether the line of headers may be a record: none is known, and one looks like it."""
    known = look.vendor is not None or any(column.meant for column in look.columns)
    return not known and any(_CONTENT.search(header) for header in look.header)


def _headless(look: FileLook) -> FileLook:
    """Return a look with shapes for headers, wherever they are named."""
    names = sorted(filter(None, look.header), key=len, reverse=True)
    columns = tuple(
        replace(
            column,
            header=shape(column.header),
            problems=tuple(_unnamed(problem, names) for problem in column.problems),
        )
        for column in look.columns
    )
    return replace(
        look,
        header=tuple(map(shape, look.header)),
        columns=columns,
        problems=tuple(_unnamed(problem, names) for problem in look.problems),
    )


def _unnamed(problem: Problem, names: list[str]) -> Problem:
    message, hint = problem.message, problem.hint
    for name in names:
        message = message.replace(f"'{name}'", f"'{shape(name)}'")
        hint = hint.replace(f"'{name}'", f"'{shape(name)}'")
    return replace(problem, message=message, hint=hint)


def _sign(character: str) -> str:
    if character.isnumeric():
        return "9"
    if unicodedata.category(character).startswith("M"):
        return "中"
    if not character.isalpha():
        return character
    if character.islower():
        return "a"
    return "A" if character.isupper() else "中"
