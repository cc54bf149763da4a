"""The units of columns, expressions and indicators: ``s``, ``number``, ``time`` and the others."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.parsing import Tree, parse
from tests.oracle.rows import Spec

#: Tells the unit of a name.
UnitOf = Callable[[str], str]

OF_TYPE = {"duration": "s", "datetime": "time"}
OF_MEASURE = {
    "ratio": "share",
    "within": "share",
    "repeat": "share",
    "duration": "s",
    "nps": "nps",
    "count": "count",
}


def of_tree(tree: Tree, unit: UnitOf) -> str:
    """Return the unit of an expression; whatever is neither time nor duration is a number."""
    if tree[0] == "name":
        return unit(tree[1])
    if tree[0] == "literal":
        return str(tree[2])
    if tree[0] != "arithmetic":
        return "number"
    left, right = of_tree(tree[2], unit), of_tree(tree[3], unit)
    if tree[1] in ("*", "/"):
        return "s" if "s" in (left, right) and left != right else "number"
    if "time" in (left, right):
        return "s" if left == right else "time"
    return "s" if "s" in (left, right) else "number"


def of_column(column: str, columns: Spec) -> str:
    """Return the unit of a column, a computed one by its expression."""
    spec = columns[column]
    if "value" in spec:
        return of_tree(parse(spec["value"]), lambda name: of_column(name, columns))
    return OF_TYPE.get(spec.get("type", "text"), "number")


def of_indicator(indicator: Spec, columns: Spec, operands: dict[str, str]) -> str:
    """Return the unit of an indicator's value; a formula under a target in ``%`` is a share.

    ``operands`` are the units of the indicators that a formula reads.
    """
    kind = str(indicator["type"])
    if kind in OF_MEASURE:
        return OF_MEASURE[kind]

    def unit(name: str) -> str:
        if kind == "statistic":
            return of_column(name, columns)
        return "s" if operands[name] == "s" else "number"

    found = of_tree(parse(indicator["of" if kind == "statistic" else "value"]), unit)
    share = kind == "formula" and found == "number" and aims_at_a_share(indicator)
    return "share" if share else found


def aims_at_a_share(indicator: Spec) -> bool:
    """Tell whether the target carries ``%``."""
    target = indicator.get("target") or {}
    bounds = [raw for kind, raw in target.items() if kind not in ("by", "warn")]
    return any("%" in str(raw) for raw in bounds)
