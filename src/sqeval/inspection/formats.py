"""The time formats that are tried on a column, beside those that need no declaration.

A format is tried on all cells only where it fits the first ones, which a regular expression tells
at once; what it reads is up to the casts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

_DATES = (
    *(
        f"%{a}{sep}%{b}{sep}%{y}"
        for y, sep, (a, b) in product("Yy", "/.-", (("d", "m"), ("m", "d")))
    ),
    *("%y-%m-%d", "%y/%m/%d", "%y.%m.%d", "%Y.%m.%d", "%Y年%m月%d日"),
    *(f"%d{sep}%b{sep}%{y}" for y, sep in product("Yy", " /-")),
    *("%d. %b %Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%d. %B %Y", "%B %d, %Y", "%a, %d %b %Y"),
)
_CLOCKS = ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%I:%M:%S%p")
_TIMES = (
    *_DATES,
    *(f"{date}{gap}{clock}" for date, gap, clock in product(_DATES, (" ", ", ", "T"), _CLOCKS)),
    *("%Y年%m月%d日 %H时%M分", "%Y年%m月%d日 %H时%M分%S秒", "%Y年%m月%d日%H时%M分"),
    *("%Y年%m月%d日%H:%M", "%Y年%m月%d日%H:%M:%S"),
    *("%a %b %d %H:%M:%S %Y",),
)

#: Patterns that are tried anywhere; with an offset they are tried, too.
PATTERNS = (*_TIMES, *(f"{p}{gap}%z" for p, gap in product(_TIMES, (" ", "")) if "%M" in p))

#: Plain digits are only a time under a header of times: 20260131 is an id as well.
COMPACT = ("%Y%m%d", "%Y%m%d%H%M", "%Y%m%d%H%M%S")

#: Numbers that are times under such a header, each with the range of those from 1990 to 2070.
COUNTS: dict[str, tuple[float, float]] = {
    "epoch s": (631_152_000, 3_155_760_000),
    "epoch ms": (631_152_000_000, 3_155_760_000_000),
    "excel": (32_874, 62_094),
}

_PARTS = {
    "Y": "[0-9]{4}",
    "y": "[0-9]{2}",
    "m": "[0-9]{1,2}",
    "d": "[0-9]{1,2}",
    "H": "[0-9]{1,2}",
    "I": "[0-9]{1,2}",
    "M": "[0-9]{2}",
    "S": "[0-9]{2}",
    "f": "[0-9]{1,9}",
    "p": "[AaPp][Mm]",
    "b": "[A-Za-z]{3}",
    "B": "[A-Za-z]{3,9}",
    "a": "[A-Za-z]{3}",
    "z": "(?:Z|[+-][0-9]{2}:?[0-9]{2})",
}


#: How texts of each kind of part look when digits and letters are drawn together.
_OFFSETS = ("+9:9", "-9:9", "+9", "-9", "a")


def fitting(cells: Sequence[str], *, compact: bool) -> list[str]:
    """Return the patterns whose shape all of some cells have, in order; ``compact`` ones too."""
    if not cells:
        return []
    alike = _by_outline().get(_outline(cells[0]), [])
    some = [p for p in alike if compact or p not in COMPACT]
    return [p for p in some if all(_shape(p).fullmatch(cell) for cell in cells)]


@lru_cache(maxsize=1)
def _by_outline() -> Mapping[str, list[str]]:
    """Return the patterns by what cells of them look like."""
    found: dict[str, list[str]] = {}
    for pattern in (*PATTERNS, *COMPACT):
        drawn = re.sub("%[abBp]", "a", re.sub("%[^abBpz]", "9", pattern))
        for offset in _OFFSETS if "%z" in pattern else ("",):
            found.setdefault(_outline(drawn.replace("%z", offset)), []).append(pattern)
    return found


def _outline(text: str) -> str:
    return re.sub("[A-Za-z]+", "a", re.sub("[0-9]+", "9", text))


@lru_cache(maxsize=256)
def _shape(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"%(.)", pattern)
    return re.compile(
        "".join(_PARTS[part] if i % 2 else re.escape(part) for i, part in enumerate(parts))
    )
