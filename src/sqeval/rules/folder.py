"""Which files are rule files and which hold their tests, in a folder and by their names.

Every command that is given a folder, or nothing, looks here, so that no file is rules to one
command and nothing to another.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from sqeval.problems import Location, Problem, RulesError

#: How the names of rule files end.
SUFFIXES = (".yaml", ".yml")

#: How the names of their tests end: those of desk.yaml stand in desk.test.yaml.
TESTS = tuple(f".test{suffix}" for suffix in SUFFIXES)

#: The rule set of a folder, and the folder of several.
LOCAL_RULES = "sqeval.yaml"
RULES_FOLDER = "rules"


def is_test(path: str) -> bool:
    """Tell by its name whether a file holds tests of rules."""
    return path.endswith(TESTS)


def yaml_files(folder: str) -> Iterator[str]:
    """Yield the YAML files of a folder and the folders below it, in order.

    What is hidden is left out, and so are folders that are links, and files that are links to
    outside of the folder: they could lead anywhere. Raises RulesError for a folder that cannot be
    read: what it holds would be passed over without a word.
    """
    root = os.path.realpath(folder)
    for place, folders, names in os.walk(folder, onerror=_unread):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.endswith(SUFFIXES) and not name.startswith(".") and _within(path, root):
                yield path.as_posix()


def _unread(error: OSError) -> NoReturn:
    reason = (error.strerror or "cannot be read").lower()
    place = Location(Path(error.filename).as_posix())
    raise RulesError(Problem("SQ115", f"the folder cannot be read: {reason}", place)) from error


def _within(path: Path, root: str) -> bool:
    return not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(root)


def is_folder(path: str | Path) -> bool:
    """Tell whether a folder is there; of a path that cannot be looked at, it is not known to be."""
    return stat.S_ISDIR(_mode(path))


def is_regular(path: str | Path) -> bool:
    """Tell whether a file is there, and no pipe or device, which could be read without end."""
    return stat.S_ISREG(_mode(path))


def _mode(path: str | Path) -> int:
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):  # a name that is too long, a folder that is closed, a NUL
        return 0


def tests_beside(path: Path) -> list[Path]:
    """Return the files of tests that stand beside a rule file."""
    named = (path.with_suffix(suffix) for suffix in TESTS)
    return [test for test in named if is_regular(test)]


def default_paths() -> list[str]:
    """Return what is meant where no path is named: the first that is there, if one is."""
    for path, is_there in ((LOCAL_RULES, is_regular), (RULES_FOLDER, is_folder)):
        if is_there(path):
            return [path]
    return []
