"""One table of one file read by declared columns, for what single cells become."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqeval.api import load_rules
from sqeval.tables.load import Reading, load_tables
from sqeval.tables.source import source_of
from sqeval.tables.table import Table


def loaded(
    folder: Path, data: bytes, columns: Mapping[str, str], more: str = "", zone: str = "UTC"
) -> Table:
    """Return the table of a file whose columns are declared as YAML texts."""
    lines = [f"      {name}: {{{says}}}" for name, says in columns.items()]
    head = f"version: 1\ntimezone: {zone}\ntables:\n  tickets:\n{more}    columns:\n"
    tail = "\nindicators: {received: {type: count}}\n"
    (folder / "rules.yaml").write_text(head + "\n".join(lines) + tail)
    rules = load_rules(str(folder / "rules.yaml"))
    return load_tables(rules, {"tickets": [source_of("t", data)]}, Reading())["tickets"]


def values(table: Table, name: str) -> list[object]:
    return table.frame[name].to_list()
