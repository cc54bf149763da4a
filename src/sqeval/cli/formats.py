"""Which format is written, by its name and by the suffix of the output."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqeval.problems import Problem, UsageError, hint_of


def format_named(name: str | None, path: str, suffixes: Mapping[str, tuple[str, ...]]) -> str:
    """Return the format to write: the one named, else that of the suffix of ``path``, else text.

    ``suffixes`` are those of each format. Raises UsageError for a format that there is not, and for
    a suffix that says another one: who reads the file goes by it.
    """
    told = [known for known, own in suffixes.items() if Path(path).suffix.lower() in own]
    if name is None:
        return told[0] if told else "text"
    if name not in suffixes:
        hint = hint_of(name, suffixes, "formats")
        raise UsageError(Problem("SQ611", f"'{name}' is no format here", hint=hint))
    if told and name not in told:
        message = f"the name '{path}' says {told[0]}, and the format is {name}"
        hint = f"give it another name, or --format {told[0]}"
        raise UsageError(Problem("SQ611", message, hint=hint))
    return name
