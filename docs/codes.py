# ruff: noqa: INP001 - a folder of pages, no package
"""The tables of problem codes, out of the one table that the source has."""

from __future__ import annotations

from docs.shown import row
from sqeval.codes import CODES, FAMILIES

__all__ = ["FAMILIES", "table"]


def table(family: str) -> str:
    """Return the table of one family's codes."""
    rows = [
        row(code, f"`{entry.name}`", str(entry.severity), entry.meaning)
        for code, entry in sorted(CODES.items())
        if code.startswith(family)
    ]
    head = row("code", "name", "severity", "meaning")
    return "".join([head, row("---", "---", "---", "---"), *rows])
