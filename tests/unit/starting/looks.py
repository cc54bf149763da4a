"""Looks at exports written by hand, and rule files made from exports written here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqeval.inspection.look import look
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.starting.start import Started, start


def column(header: str, position: int = 1, **keys: Any) -> ColumnLook:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"filled": 3, "distinct": 3, "kind": "text"}
    return ColumnLook(header, position, **(fields | keys))


def file(*columns: ColumnLook) -> FileLook:
    return FileLook(
        path="export.csv",
        encoding="utf-8",
        delimiter=",",
        vendor=None,
        told_by=(),
        header=tuple(one.header for one in columns),
        read=3,
        blank=0,
        rejected={},
        duplicate=0,
        used=3,
        columns=columns,
        problems=(),
    )


def started(folder: Path, *texts: str, **options: Any) -> Started:  # noqa: ANN401 - those of start
    """Return the rule file made from exports with these contents."""
    looks = []
    for place, text in enumerate(texts, start=1):
        path = folder / f"export{place}.csv"
        path.write_text(text, encoding=options.get("encoding") or "utf-8", newline="")
        looks.append(look(str(path), encoding=options.get("encoding")))
    return start(looks, **options)
