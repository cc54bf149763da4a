"""The formats a report can be written in: adding one is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from sqeval.render import csv_text, json_text, markdown, table
from sqeval.render.style import Style
from sqeval.report.report import Report


@dataclass(frozen=True)
class Format:
    """A format: its name for ``--format``, the file suffixes that mean it, how it is rendered."""

    name: str
    suffixes: tuple[str, ...]
    render: Callable[[Report, Style], str]
    summary: str


FORMATS: Mapping[str, Format] = {
    "table": Format("table", (".txt",), table.render, "a page for the terminal, worst news first"),
    "json": Format("json", (".json",), json_text.render, "everything, for scripts and archives"),
    "csv": Format("csv", (".csv",), csv_text.render, "one row per group and indicator"),
    "md": Format("md", (".md",), markdown.render, "the page as GitHub Markdown"),
}


def format_of(path: str) -> Format | None:
    """Return the format that a path's suffix means, in either case; None for no known suffix."""
    suffix = PurePath(path).suffix.lower()
    return next((f for f in FORMATS.values() if suffix in f.suffixes), None)
