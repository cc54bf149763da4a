"""Which files are rule files and which hold their tests, in a folder and by their names.

Every command that is given a folder, or nothing, looks here, so that no file is rules to one
command and nothing to another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

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

    What is hidden is left out, and so are folders that are links: they could lead anywhere.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(place, name).as_posix()


def tests_beside(path: Path) -> list[Path]:
    """Return the files of tests that stand beside a rule file."""
    named = (path.with_suffix(suffix) for suffix in TESTS)
    return [test for test in named if test.is_file()]


def default_paths() -> list[str]:
    """Return what is meant where no path is named: the first that is there, if one is."""
    for path, is_there in ((LOCAL_RULES, Path.is_file), (RULES_FOLDER, Path.is_dir)):
        if is_there(Path(path)):
            return [path]
    return []
