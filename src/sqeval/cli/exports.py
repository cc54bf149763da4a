"""Which exports are given for which tables, the same for every command that reads some."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.problems import Problem, UsageError


def named_files(
    tickets: Sequence[str], surveys: Sequence[str], reviews: Sequence[str], tables: Sequence[str]
) -> dict[str, list[str]]:
    """Return the files of each table that any are given for.

    Raises UsageError for a ``--table`` that is not NAME=FILE.
    """
    files: dict[str, list[str]] = {}
    for name, paths in (("tickets", tickets), ("surveys", surveys), ("reviews", reviews)):
        if paths:
            files.setdefault(name, []).extend(paths)
    for item in tables:
        name, equals, path = item.partition("=")
        if not (name and equals and path):
            message = f"--table takes NAME=FILE, not '{item}'"
            raise UsageError(Problem("SQ609", message, hint="--table calls=calls.csv"))
        files.setdefault(name, []).append(path)
    return files
