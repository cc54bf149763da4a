"""Every measure kind in words, by the name that ``type:`` gives it."""

from __future__ import annotations

from typing import Any

from sqeval.explain.kinds.count import COUNT
from sqeval.explain.kinds.duration import DURATION
from sqeval.explain.kinds.formula import FORMULA
from sqeval.explain.kinds.kind import Kind
from sqeval.explain.kinds.nps import NPS
from sqeval.explain.kinds.ratio import RATIO
from sqeval.explain.kinds.repeat import REPEAT
from sqeval.explain.kinds.statistic import STATISTIC
from sqeval.explain.kinds.within import WITHIN

KINDS: dict[str, Kind[Any]] = {
    "ratio": RATIO,
    "duration": DURATION,
    "within": WITHIN,
    "repeat": REPEAT,
    "statistic": STATISTIC,
    "nps": NPS,
    "count": COUNT,
    "formula": FORMULA,
}
