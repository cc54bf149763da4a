"""Which exports are given for which tables, and that nothing is written over what is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from sqeval.problems import Problem, UsageError
from sqeval.rules.shipped import place_of


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


def check_apart(inputs: Sequence[str], outputs: Iterable[str]) -> None:
    """Refuse an output that is an input, one that is asked for twice, and stdin for two inputs.

    Raises UsageError.
    """
    if inputs.count("-") > 1:
        message = "standard input can be read once, and '-' is given twice"
        raise UsageError(Problem("SQ614", message, hint="write one to a file first"))
    taken = {_real(path): "an input" for path in inputs if path != "-"}
    for path in outputs:
        place = path if path == "-" else _real(path)
        if place in taken:
            message = f"the output '{path}' is {taken[place]} as well"
            raise UsageError(Problem("SQ614", message, hint="give it another name"))
        taken[place] = "another output"


def _real(path: str) -> str:
    """Return what a path, or a name of what is shipped, leads to.

    Links in a circle lead to themselves and are no error here.
    """
    return os.path.realpath(place_of(path))
