"""Every measure kind, by the name that ``type:`` gives it."""

from __future__ import annotations

from sqeval.measures.count import Count
from sqeval.measures.duration import Duration
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Measure
from sqeval.measures.nps import Nps
from sqeval.measures.ratio import Ratio
from sqeval.measures.repeat import Repeat
from sqeval.measures.statistic import Statistic
from sqeval.measures.within import Within

MEASURES: dict[str, type[Measure]] = {
    "ratio": Ratio,
    "duration": Duration,
    "within": Within,
    "repeat": Repeat,
    "statistic": Statistic,
    "nps": Nps,
    "count": Count,
    "formula": Formula,
}


#: A measure that reads rows; a formula reads other indicators.
RowMeasure = Ratio | Duration | Within | Repeat | Statistic | Nps | Count
