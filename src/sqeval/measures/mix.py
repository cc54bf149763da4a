"""The case mix: which column sets groups apart in what they have to do.

A team that is given the hard cases looks slow beside one that is given the easy ones. Where a
target or a limit goes by a category, the rules themselves say which cases are hard.
"""

from __future__ import annotations

from sqeval.measures.duration import Duration
from sqeval.measures.formula import Formula
from sqeval.measures.limits import LimitTable
from sqeval.measures.registry import RowMeasure
from sqeval.measures.statistic import Statistic
from sqeval.measures.within import Within

#: The measures whose value is a share; a share is a mean of zeros and ones.
_SHARES = frozenset({"ratio", "within", "repeat"})


def mixed_by(measure: RowMeasure | Formula) -> str | None:
    """Return the column by which an indicator is standardised, or None where it is not.

    It is the one that the target goes by, else the one that the limits go by; of shares and means
    alone, since only they are weighted sums of what they are in each category.
    """
    averaged = isinstance(measure, Duration | Statistic) and measure.aggregate == "mean"
    if measure.type not in _SHARES and not averaged:
        return None
    if measure.target is not None and measure.target.by is not None:
        return measure.target.by
    limit = measure.limit if isinstance(measure, Within) else None
    return limit.by[0] if isinstance(limit, LimitTable) and len(limit.by) == 1 else None
