"""Made exports of one column, beside an id that keeps its rows apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sqeval.inspection.look import STANDARD, ColumnLook, FileLook, look_at
from sqeval.rules.loader import load_rules
from sqeval.tables.source import source_of

RULES = load_rules(STANDARD)


def look_at_text(text: str | bytes, *, timezone: str | None = None) -> FileLook:
    data = text.encode() if isinstance(text, str) else text
    return look_at(source_of("made.csv", data), RULES, timezone=timezone)


def column(
    cells: Sequence[str], header: str = "Remark", *, timezone: str | None = None
) -> ColumnLook:
    """Look at one column of these cells."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["row", header])
    rows.writerows([f"r{i}", cell] for i, cell in enumerate(cells))
    return look_at_text(file.getvalue(), timezone=timezone).columns[1]


def codes(found: ColumnLook | FileLook) -> list[str]:
    return [problem.code for problem in found.problems]
