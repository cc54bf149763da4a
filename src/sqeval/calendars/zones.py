"""Time zones by their IANA names.

Abbreviations such as ``EST`` or ``CET`` are refused although zone databases list them: they name
an offset for one half of the year and mislead in the other, or name different zones in different
countries.
"""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from sqeval.nodes import Text
from sqeval.problems import close_match

#: Copies of the database, with and without leap seconds, that some systems keep beside it.
_COPIES = ("posix/", "right/")


def zone_problem(name: str) -> tuple[str, str] | None:
    """Return why ``name`` is no usable zone, and a hint; None where it is one."""
    if name != "UTC" and ("/" not in name or name.startswith(_COPIES)):
        return f"'{name}' is no IANA time zone", "name a place, such as Asia/Shanghai, or UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = close_match(name, available_timezones()) or "for example Asia/Shanghai"
        return f"'{name}' is no IANA time zone", hint
    return None


def _zone(name: str) -> str:
    wrong = zone_problem(name)
    if wrong is not None:
        raise PydanticCustomError("zone", "{reason}", {"reason": wrong[0], "hint": wrong[1]})
    return name


#: The name of a time zone in a rule file.
Zone = Annotated[Text, AfterValidator(_zone)]
