"""Turning what was typed after ``check`` into rule files and into the codes that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqeval.codes import CODES, FAMILIES, code_named
from sqeval.problems import Problem, UsageError, close_match
from sqeval.rules.folder import (
    LOCAL_RULES,
    RULES_FOLDER,
    default_paths,
    is_folder,
    is_test,
    yaml_files,
)


def rule_files(paths: Sequence[str]) -> list[str]:
    """Return the rule files that paths name, each once; files of tests are left out.

    Raises UsageError where there is none.
    """
    named = list(paths) or default_paths()
    if not named:
        message = f"there is no {LOCAL_RULES} and no folder {RULES_FOLDER} here"
        hint = "name a rule file, a folder or builtin:NAME"
        raise UsageError(Problem("SQ616", message, hint=hint))
    found = [file for path in named for file in _below(path)]
    files = [file for file in found if not is_test(file)]
    if not files:
        message = f"no rule file is in {', '.join(named)}"
        hint = "rule files end in .yaml or .yml"
        hint = f"it holds tests: sqeval test {found[0]}" if found == named else hint
        raise UsageError(Problem("SQ616", message, hint=hint))
    return list(dict.fromkeys(files))


def _below(path: str) -> Iterable[str]:
    return yaml_files(path) if is_folder(path) else [path]


@dataclass(frozen=True)
class Selection:
    """Which problems are shown.

    Those whose code begins with one of ``chosen`` and with none of ``ignored``.
    """

    chosen: tuple[str, ...] = ("SQ",)
    ignored: tuple[str, ...] = ()

    def shows(self, problem: Problem) -> bool:
        """Tell whether a problem is shown."""
        return problem.code.startswith(self.chosen) and not problem.code.startswith(self.ignored)


def selection(chosen: Sequence[str], ignored: Sequence[str]) -> Selection:
    """Return what ``--select`` and ``--ignore`` ask for: codes, families of them, or names.

    Raises UsageError for one that is none of these.
    """
    return Selection(_codes(chosen) or ("SQ",), _codes(ignored))


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(_code(word) for word in words if word)


def _code(word: str) -> str:
    code = code_named(word) or word.upper()
    if not code.startswith(tuple(FAMILIES)) or not any(known.startswith(code) for known in CODES):
        names = [entry.name for entry in CODES.values()]
        hint = close_match(word.upper(), CODES) or close_match(word.lower(), names)
        hint = hint or "a code such as SQ319, its name, or a family such as SQ3"
        raise UsageError(Problem("SQ615", f"no problem has the code '{word}'", hint=hint))
    return code
