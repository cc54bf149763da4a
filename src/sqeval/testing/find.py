"""Finding test files: what is named, what stands beside the rules, what folders hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqeval.problems import Location, Problem, UsageError
from sqeval.rules.files import builtin
from sqeval.rules.folder import (
    LOCAL_RULES,
    RULES_FOLDER,
    SUFFIXES,
    TESTS,
    default_paths,
    is_folder,
    is_regular,
    is_test,
    tests_beside,
    yaml_files,
)
from sqeval.rules.shipped import PREFIX, place_of


def find_tests(paths: Sequence[str]) -> list[str]:
    """Return the test files of some paths, each once: files, folders, and rule files' own.

    Raises UsageError where a path has none, RulesError for a rule set that is not shipped.
    """
    named = list(paths) or default_paths()
    if not named:
        message = f"no rules are here to test: neither {LOCAL_RULES} nor a folder {RULES_FOLDER}"
        raise UsageError(Problem("SQ805", message, hint="name them: sqeval test FOLDER"))
    return list(dict.fromkeys(file for path in named for file in _at(path)))


def untested(paths: Sequence[str], read: Iterable[str]) -> list[str]:
    """Return the rule files of the folders among ``paths`` that are not among those ``read``."""
    known = {os.path.realpath(place_of(name)) for name in read}
    folders = [path for path in list(paths) or default_paths() if is_folder(path)]
    rules = (file for folder in folders for file in yaml_files(folder) if not is_test(file))
    return list(dict.fromkeys(file for file in rules if os.path.realpath(file) not in known))


def _at(path: str) -> list[str]:
    if is_test(path):
        return [path] if is_regular(place_of(path)) else _none(f"there is no file '{path}'")
    if path.startswith(PREFIX):
        beside = tests_beside(builtin(path, Location(path)))
        return [PREFIX + test.name for test in beside] or _none(f"'{path}' has no tests")
    if is_folder(path):
        hint = f"tests of desk.yaml stand in desk{TESTS[0]}"
        found = [file for file in yaml_files(path) if is_test(file)]
        return found or _none(f"no file in '{path}' ends in {' or '.join(TESTS)}", hint)
    if not path.endswith(SUFFIXES):
        return _none(f"'{path}' is no rule file and no folder", f"tests end in {TESTS[0]}")
    absent = f"there is no '{Path(path).with_suffix(TESTS[0])}'"
    return [str(test) for test in tests_beside(Path(path))] or _none(absent)


def _none(message: str, hint: str = "tests stand beside their rules") -> list[str]:
    raise UsageError(Problem("SQ805", message, hint=hint))
