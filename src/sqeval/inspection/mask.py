"""The look of an export without what its cells say, so that it can be sent to someone who helps.

A text becomes its shape: how ids are built and dates are written can be told from it, and who wrote
in cannot.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.rules.columns import CategoryColumn
from sqeval.rules.ruleset import RuleSet


def masked(look: FileLook, standard: RuleSet) -> FileLook:
    """Return a look with shapes for examples and values.

    The values of columns that are categories in the ``standard`` rule set stay, those of booleans
    too; headers, counts and times do as well.
    """
    model = {} if look.table is None else standard.tables[look.table].columns
    listed = {column for column, one in model.items() if isinstance(one, CategoryColumn)}
    columns = tuple(_masked(c, open_=c.meant in listed) for c in look.columns)
    return replace(look, columns=columns)


def shape(text: str) -> str:
    """Return a text with ``a``, ``A`` and ``中`` for letters and ``9`` for digits."""
    return "".join(map(_sign, text))


def _masked(column: ColumnLook, *, open_: bool) -> ColumnLook:
    shown = open_ or column.kind == "boolean"
    bounded = column.meant is not None or column.kind == "duration"
    return replace(
        column,
        examples=column.examples if shown else tuple(dict.fromkeys(map(shape, column.examples))),
        values=column.values if shown else _shapes(column.values),
        low=column.low if bounded or column.low is None else shape(column.low),
        high=column.high if bounded or column.high is None else shape(column.high),
    )


def _shapes(values: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the shapes of values; those of one shape are counted together."""
    counts: Counter[str] = Counter()
    for text, n in values:
        counts[shape(text)] += n
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _sign(character: str) -> str:
    if character.isnumeric():
        return "9"
    if not character.isalpha():
        return character
    if character.islower():
        return "a"
    return "A" if character.isupper() else "中"
