"""Turning what was typed after ``check`` into rule files and into the codes that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqeval.cli.choosing import LOCAL_RULES
from sqeval.codes import CODES
from sqeval.problems import Problem, UsageError, close_match
from sqeval.rules.folder import is_test, yaml_files

#: The folder of rule files that is checked where no path is named.
RULES_FOLDER = "rules"


def rule_files(paths: Sequence[str]) -> list[str]:
    """Return the rule files that paths name, each once; files of tests are left out.

    Raises UsageError where there is none.
    """
    named = list(paths) or _default()
    files = [file for path in named for file in _below(path) if not is_test(file)]
    if not files:
        message = f"no rule file is in {', '.join(named)}"
        raise UsageError(Problem("SQ616", message, hint="rule files end in .yaml or .yml"))
    return list(dict.fromkeys(files))


def _default() -> list[str]:
    for path, is_there in ((LOCAL_RULES, Path.is_file), (RULES_FOLDER, Path.is_dir)):
        if is_there(Path(path)):
            return [path]
    message = f"there is no {LOCAL_RULES} and no folder {RULES_FOLDER} here"
    raise UsageError(Problem("SQ616", message, hint="name a rule file, a folder or builtin:NAME"))


def _below(path: str) -> Iterable[str]:
    return yaml_files(path) if Path(path).is_dir() else [path]


@dataclass(frozen=True)
class Selection:
    """Which problems are shown.

    Those whose code begins with one of ``chosen`` and with none of ``ignored``.
    """

    chosen: tuple[str, ...] = ("SQ",)
    ignored: tuple[str, ...] = ()

    def __contains__(self, problem: object) -> bool:
        """Tell whether a problem is shown."""
        if not isinstance(problem, Problem):
            return False
        return problem.code.startswith(self.chosen) and not problem.code.startswith(self.ignored)


def selection(chosen: Sequence[str], ignored: Sequence[str]) -> Selection:
    """Return what ``--select`` and ``--ignore`` ask for: codes, their beginnings, or names.

    Raises UsageError for one that is none of these.
    """
    return Selection(_codes(chosen) or ("SQ",), _codes(ignored))


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(_code(word) for word in words if word)


def _code(word: str) -> str:
    by_name = {entry.name: code for code, entry in CODES.items()}
    code = by_name.get(word.lower(), word.upper())
    if not any(known.startswith(code) for known in CODES):
        hint = close_match(word.upper(), CODES) or close_match(word.lower(), by_name)
        raise UsageError(Problem("SQ615", f"no problem has the code '{word}'", hint=hint))
    return code
