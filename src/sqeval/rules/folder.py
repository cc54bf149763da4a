"""Which files are rule files where a folder is named, and which hold their tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_SUFFIXES = (".yaml", ".yml")
_TESTS = (".test.yaml", ".test.yml")


def is_test(path: str) -> bool:
    """Tell by its name whether a file holds tests of rules."""
    return path.endswith(_TESTS)


def yaml_files(folder: str) -> Iterator[str]:
    """Yield the YAML files of a folder and the folders below it, in order.

    What is hidden is left out, and so are folders that are links: they could lead anywhere.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(place, name).as_posix()
