"""What the command line may say of how exports are read: their encoding, their zone.

Both are looked at before an export is, and where none is read: an option that is passed over
without a word looks as if it were in force.
"""

from __future__ import annotations

from sqeval.calendars.zones import zone_problem
from sqeval.problems import Problem, UsageError


def encoding_problem(name: str) -> tuple[str, str] | None:
    """Return why ``name`` is no encoding of texts, and a hint; None where it is one."""
    try:
        "a".encode(name)  # a look-up alone would find base64
    except (LookupError, ValueError):
        return f"'{name}' is no encoding", "for example utf-8, gb18030, big5, cp1252"
    return None


def check_reading(timezone: str | None, encoding: str | None) -> None:
    """Refuse a zone or an encoding that is none. Raises UsageError."""
    if timezone is not None and (wrong := zone_problem(timezone)):
        raise UsageError(Problem("SQ606", wrong[0], hint=wrong[1]))
    if encoding is not None and (wrong := encoding_problem(encoding)):
        raise UsageError(Problem("SQ607", wrong[0], hint=wrong[1]))
