"""What one lint says of a rule file that a test writes out."""

from __future__ import annotations

from pathlib import Path

from sqeval.problems import Problem, RulesError
from sqeval.rules.loader import load_rules


def problems(folder: Path, text: str) -> list[Problem]:
    """Return all that is said of a rule file."""
    path = folder / "desk.yaml"
    path.write_text(text, "utf-8")
    try:
        return list(load_rules(path).problems)
    except RulesError as refused:
        return list(refused.problems)


def told(folder: Path, code: str, text: str) -> list[str]:
    """Return what is said with one code, as ``line:column message``."""
    found = [p for p in problems(folder, text) if p.code == code]
    return [f"{p.location.line}:{p.location.column} {p.message}" for p in found]


#: Stands before what a test expects to be pointed at.
MARK = "§"


def marked(text: str) -> tuple[str, list[str]]:
    """Return a text without its marks, and ``line:column`` of what follows each of them."""
    first, *others = text.split(MARK)
    places = []
    for other in others:
        places.append(f"{first.count(chr(10)) + 1}:{len(first) - first.rfind(chr(10))}")
        first += other
    return first, places
