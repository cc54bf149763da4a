"""What a row is here: the values of its cells, and what else its record tells."""

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
    invalid: dict[str, str] = field(default_factory=dict)  # with the reason of each
    texts: dict[str, str] = field(default_factory=dict)  # what the record says, trimmed
    number: int = 0  # of its record in the file
    future: dict[str, float] = field(default_factory=dict)  # times that read as missing


@dataclass
class Table:
    """The used rows of a table, and where its other rows went."""

    name: str
    spec: Spec
    rows: list[Row]
    ledger: dict[str, int]
    absent: set[str] = field(default_factory=set)  # declared columns that the export lacks

    def clock(self) -> str | None:
        """Return the name of the column that places a row in time, if the export has it."""
        clock: str | None = self.spec.get("clock")
        return None if clock in self.absent else clock

    def invalid_cells(self) -> dict[str, dict[str, int]]:
        """Count the invalid cells of the used rows by column and reason."""
        found: dict[str, dict[str, int]] = {}
        for row in self.rows:
            for column, reason in row.invalid.items():
                reasons = found.setdefault(column, {})
                reasons[reason] = reasons.get(reason, 0) + 1
        return found


def given(columns: list[str], row: Row) -> list[float]:
    """Return the times or durations that are there."""
    cells = [row.cells[column] for column in columns]
    return [float(cell) for cell in cells if cell is not None]  # type: ignore[arg-type]
