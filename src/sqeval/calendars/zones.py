"""Time zones by their IANA names.

Abbreviations such as ``EST`` or ``CET`` are refused although zone databases list them: they name
an offset for one half of the year and mislead in the other, or name different zones in different
countries.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sqeval.problems import close_match


def zone_problem(name: str) -> tuple[str, str] | None:
    """Return why ``name`` is no usable zone, and a hint; None where it is one."""
    if name != "UTC" and "/" not in name:
        return f"'{name}' is no IANA time zone", "name a place, such as Asia/Shanghai, or UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = close_match(name, available_timezones()) or "for example Asia/Shanghai"
        return f"'{name}' is no IANA time zone", hint
    return None
