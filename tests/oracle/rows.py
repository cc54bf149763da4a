"""What a row is here: the values of its cells, and the columns whose cell was invalid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

#: Times and durations are seconds (times since 1970 in UTC), shares 0 to 1; null is None.
Value = str | float | date | None

#: A piece of a rule file as PyYAML gives it.
Spec = dict[str, Any]


@dataclass
class Row:
    """One row: every declared column has a value (None if missing or invalid)."""

    cells: dict[str, Value]
    invalid: set[str] = field(default_factory=set)


@dataclass
class Table:
    """The used rows of a table, and where its other rows went."""

    name: str
    spec: Spec
    rows: list[Row]
    ledger: dict[str, int]
    invalid_cells: dict[str, dict[str, int]]

    def clock(self) -> str | None:
        """Return the name of the column that places a row in time."""
        clock: str | None = self.spec.get("clock")
        return clock
