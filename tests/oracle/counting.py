"""Which rows an indicator counts, each with what it measures, and which it excludes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle.clocks import View, pause_columns
from tests.oracle.expressions import Scope
from tests.oracle.limits import limit_columns
from tests.oracle.measuring import condition, measure
from tests.oracle.parsing import Tree, names, parse
from tests.oracle.rows import Row, Spec


@dataclass
class Counted:
    """The rows of one group: those counted with what they measure, the others by code.

    The number of a row whose case is still open is the least that it can come to.
    """

    considered: list[Row] = field(default_factory=list)
    numbers: list[tuple[Row, float]] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)

    def of(self, column: str, category: object) -> Counted:
        """Return the counted rows of one category."""
        found = [(row, number) for row, number in self.numbers if row.cells[column] == category]
        return Counted(numbers=found)

    def values(self) -> list[float]:
        """Return what the counted rows measure."""
        return [number for _, number in self.numbers]

    def ended(self, column: str) -> list[bool]:
        """Tell of each counted row whether its end is there."""
        return [row.cells[column] is not None for row, _ in self.numbers]


def count(indicator: Spec, rows: list[tuple[Row, Scope]], view: View) -> Counted:
    """Count the rows (each with its scope) of one group for one indicator."""
    counted = Counted()
    read = set(columns_read(indicator, view.clock_column))
    for row, scope in rows:
        if condition(indicator, "where", scope) is False:
            continue
        counted.considered.append(row)
        code, number = measure(indicator, (row, scope), read, view)
        if code is None:
            counted.numbers.append((row, number))
        else:
            counted.excluded[code] = counted.excluded.get(code, 0) + 1
    return counted


def expressions(indicator: Spec) -> list[Tree]:
    """Return the expressions of ``where`` and of the measure."""
    return [parse(indicator[k]) for k in ("where", "good", "total", "of") if k in indicator]


def columns_read(indicator: Spec, clock: str | None) -> list[str]:
    """Return the columns that ``where``, the measure and the target's category read."""
    found = [name for tree in expressions(indicator) for name in names(tree)]
    found += [indicator[name] for name in ("from", "to") if name in indicator]
    found += limit_columns(indicator.get("limit")) + pause_columns(indicator.get("pause"))
    if indicator["type"] == "repeat":
        found += [*indicator["per"], *([clock] if clock else [])]
    for choice in (indicator.get("calendar"), indicator.get("target")):
        if isinstance(choice, dict) and "by" in choice:
            found.append(choice["by"])
    return found
