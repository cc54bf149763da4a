"""Which declared time formats are understood, so that a slip is found before an export is read.

strptime knows more than a reader of exports should: a zone's abbreviation tells no offset, and a
format without a day or with half a time of day would read every cell as the same wrong moment.
"""

from __future__ import annotations

import re

from sqeval.problems import close_match

#: What is no pattern, by the type of column that takes it.
NAMED = {"date": ("iso", "excel"), "datetime": ("iso", "excel", "epoch s", "epoch ms")}

_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
_KNOWN = frozenset("YymdbBaAjHIpMSfz%")

_SAMPLE = "such as %d/%m/%Y %H:%M"

#: What a format must hold, by the question it answers; each entry is a choice.
_YEAR, _MONTH, _DAY = "Yy", "mbB", "d"


def format_problem(pattern: str, kind: str) -> tuple[str, str] | None:
    """Return why a format of a ``date`` or ``datetime`` column is none, and a hint; else None."""
    if pattern in NAMED[kind]:
        return None
    directives = [found[1] for found in _DIRECTIVE.finditer(pattern)]
    if not directives:
        known = ", ".join(NAMED[kind])
        hint = close_match(pattern, NAMED[kind]) or f"a strptime pattern {_SAMPLE}, or {known}"
        return f"'{pattern}' is no format", hint
    unknown = next((d for d in directives if d not in _KNOWN), None)
    if unknown is not None:
        what = "an offset is %z; a zone is the table's 'timezone'" if unknown == "Z" else _SAMPLE
        return f"'%{unknown}' is not understood", what
    if re.search(r"(?<!\.)%f", pattern.replace("%%", "")):
        return "'%f' is not understood without a point before it", "such as %H:%M:%S.%f"
    said = _incomplete(set(directives))
    return None if said is None else (f"'{pattern}' {said}", _SAMPLE)


def _incomplete(given: set[str]) -> str | None:
    """Say what a format lacks to tell a moment."""
    day = "j" in given or (given & set(_MONTH) and given & set(_DAY))
    if not (given & set(_YEAR) and day):
        return "does not tell the year, the month and the day"
    if ("I" in given) != ("p" in given):
        return "needs both %I and %p, or %H alone"
    if {"H", "I"} <= given:
        return "has both %H and %I"
    if bool(given & {"H", "I"}) != ("M" in given):
        return "needs both the hour and the minute, or neither"
    if ("f" in given and "S" not in given) or ("S" in given and "M" not in given):
        return "has a part of the time without what stands above it"
    return None
