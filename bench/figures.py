"""The figures of the benchmark's job in one shape, so that contenders can be held together.

A cell is found by its group, with the category in it for the strata of a target (a JSON text such
as ``{"team": "Server"}``), and by its indicator; it holds the value and n. Cells of no rows are
left out, since a query does not return them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

#: By group, then by indicator: the value in base units (seconds, shares as 0-1), and n.
Figures = dict[str, dict[str, tuple[float, int]]]

#: What is grouped by, beside everything.
GROUPINGS = ("team", "agent", "month")
#: Limits of `on_time` in seconds by priority, as exported and as named in the rules.
LIMIT_S = {"Urgent": 3600, "High": 14_400, "Normal": 43_200, "Low": 86_400}
PRIORITIES = {"Urgent": "P1", "High": "P2", "Normal": "P3", "Low": "P4"}

TOLERANCE = 1e-9


def arguments() -> tuple[str, str, str]:
    """Return what a contender is called with: tickets, surveys, and the file to write."""
    _, tickets, surveys, output = sys.argv
    return tickets, surveys, output


def add(figures: Figures, keys: Iterable[str], row: Mapping[str, object]) -> None:
    """Add a row, grouped by ``keys``, that has for each indicator a value ``ID`` and ``ID:n``."""
    group = _group({key: row[key] for key in keys})
    for name in [name.removesuffix(":n") for name in row if name.endswith(":n")]:
        value, n = row[name], int(str(row[f"{name}:n"]))
        if n:
            figures.setdefault(group, {})[name] = (float(str(value)), n)


def write(figures: Figures, path: str) -> None:
    """Compute the formula of each group and write everything as JSON."""
    for cells in figures.values():
        if "reopened" in cells and "handed_on" in cells:
            (reopened, n), (handed_on, m) = cells["reopened"], cells["handed_on"]
            cells["trouble"] = ((reopened + handed_on) * 1000, max(n, m))
    Path(path).write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")


def read(path: Path) -> Figures:
    """Read what `write` wrote, or a report of sqeval."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if "groups" not in content:
        return {g: {i: (v, n) for i, (v, n) in c.items()} for g, c in content.items()}
    figures: Figures = {}
    for group in content["groups"]:
        for one in group["indicators"]:
            for cell in (one, *one["strata"]):
                if cell["n"]:
                    by = group["by"] | cell.get("by", {})
                    figures.setdefault(_group(by), {})[one["id"]] = (cell["value"], cell["n"])
    return figures


def differences(ours: Figures, theirs: Figures) -> list[str]:
    """Say where two contenders disagree by more than 1e-9, relative to values above 1."""
    ours_flat, theirs_flat = _flat(ours), _flat(theirs)
    found = [f"{at}: only one has it" for at in sorted(ours_flat.keys() ^ theirs_flat.keys())]
    for at in sorted(ours_flat.keys() & theirs_flat.keys()):
        (a, n), (b, m) = ours_flat[at], theirs_flat[at]
        if n != m or abs(a - b) > TOLERANCE * max(1.0, abs(a)):
            found.append(f"{at}: {a!r} of {n}, {b!r} of {m}")
    return found


def _flat(figures: Figures) -> dict[tuple[str, str], tuple[float, int]]:
    return {(g, i): cell for g, cells in figures.items() for i, cell in cells.items()}


def _group(by: Mapping[str, object]) -> str:
    return json.dumps(by, ensure_ascii=False, sort_keys=True)
