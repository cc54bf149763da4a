"""Finding test files: what is named, what stands beside the rules, what folders hold."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqeval.problems import Problem, UsageError
from sqeval.rules.shipped import PREFIX, shipped

#: How the name of a test file ends.
SUFFIX = ".test.yaml"

#: Where tests are looked for when nothing is named: the first file or folder that is there.
DEFAULTS = ("sqeval.yaml", "rules")


def find_tests(paths: Sequence[str]) -> list[str]:
    """Return the test files of some paths, each once: files, folders, and rule files' own.

    Raises UsageError where a path has none.
    """
    named = list(paths) or [path for path in DEFAULTS if Path(path).exists()][:1]
    if not named:
        message = "no rules are here to test: neither sqeval.yaml nor a folder rules"
        raise UsageError(Problem("SQ805", message, hint="name them: sqeval test FOLDER"))
    return list(dict.fromkeys(file for path in named for file in _at(path)))


def _at(path: str) -> list[str]:
    if path.startswith(PREFIX):
        path = str(shipped().get(path.removeprefix(PREFIX), path))
    place = Path(path)
    if place.is_dir():
        found = sorted(_below(place))
        hint = f"tests of desk.yaml stand in desk{SUFFIX}"
        return found or _none(f"no file in '{path}' ends in {SUFFIX}", hint)
    beside = place if path.endswith(SUFFIX) else place.with_suffix(SUFFIX)
    if place.suffix != ".yaml":
        return _none(f"'{path}' is no rule file and no folder", f"tests end in {SUFFIX}")
    if not beside.is_file():
        return _none(f"there is no '{beside}'", "tests stand beside their rules")
    return [str(beside)]


def _none(message: str, hint: str) -> list[str]:
    raise UsageError(Problem("SQ805", message, hint=hint))


def _below(folder: Path) -> Iterator[str]:
    """Yield the test files of a folder and those below it, hidden ones left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield str(Path(here, name))
