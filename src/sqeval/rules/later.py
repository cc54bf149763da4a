"""What the rule language has but this version of sqeval does not read yet.

A rule file that uses one of these gets told so, instead of being scored without it.
"""

from __future__ import annotations

#: Keys, by where they may stand: the first part is the kind of entry.
KEYS: dict[str, frozenset[str]] = {
    "rules": frozenset({"diagnoses"}),
}

#: Values of ``type:`` and ``open:``.
VALUES: frozenset[str] = frozenset({"rating"})

CODE = "SQ290"


def section(kind: str) -> str:
    """Return the kind of entry in ``KEYS``: what is nothing else is an indicator, by its type."""
    entries = ("table", "column", "scorecard", "part", "gate")
    return kind if kind in KEYS or kind in entries else "indicator"


def message(what: str) -> str:
    """Return the sentence that says so."""
    return f"'{what}' is not read by this version of sqeval yet"
