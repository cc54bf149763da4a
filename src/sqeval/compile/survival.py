"""Percentiles off the Kaplan-Meier curves of many groups at once, in columns, without a loop.

Left out, open cases make a team look the faster the more of them it has; counted with their age
they are taken for ended. On the curve each is at risk for as long as it was seen, and no longer.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sqeval.measures.intervals import Z
from sqeval.measures.reductions import Survival

#: A curve this little above a level has reached it: its factors are binary fractions.
_CLOSE = 1e-12

_GROUP = "#group"


def survival(
    rows: pl.DataFrame, keys: Sequence[str], value: pl.Expr, event: pl.Expr, reduction: Survival
) -> pl.DataFrame:
    """Return ``keys`` and the statistics of ``reduction``, one row per group that has a time.

    ``value`` are the times, whole numbers, null where a row is not counted; ``event`` tells which
    of them have ended. Without keys all rows are one group, even where there are none. The
    statistics are columns named ``#`` and the statistic, since a key may be named as any column of
    a table. The bounds are log-log, from Greenwood's variance. The same rows in any order give the
    same bits.

    Sources: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, J.
    Am. Stat. Assoc. 53 (1958); R. Brookmeyer and J. Crowley, A confidence interval for the median
    survival time, Biometrics 38 (1982).
    """
    # one number holds time and end, so that a single sort of numbers puts a group in order
    packed = rows.lazy().select(*keys, (value * 2 + event.cast(pl.Int64)).alias("#packed"))
    grouped = packed.drop_nulls("#packed").group_by(keys or [pl.lit(0).alias("#all")])
    groups = grouped.agg(pl.col("#packed").sort()).with_row_index(_GROUP).collect()
    reached = _first_times(_curves(_times(groups)), 1 - reduction.q)
    found = groups.lazy().join(reached, on=_GROUP, how="left")
    longest = pl.col("#packed").list.last() // 2
    beyond = pl.when(pl.col("#value").is_null()).then(longest).alias("#beyond")
    return found.select(*keys, "#value", "#low", "#high", beyond).collect()


def _times(groups: pl.DataFrame) -> pl.LazyFrame:
    """Return the distinct times of each group: rows at risk, those that end, those that go on.

    ``at_risk`` have that time or a longer one, ``ended`` end at it, ``later`` have a longer one.
    Groups stand one after the other, so counts over all rows differ by those of a time.
    """
    size = pl.col("#packed").list.len().cast(pl.Int64)
    sized = groups.lazy().select(
        _GROUP, size.alias("#size"), size.cum_sum().alias("#to"), "#packed"
    )
    rows = sized.explode("#packed").with_columns(
        (pl.col("#packed") // 2).alias("#time"),
        (pl.col("#to") - 1 - pl.int_range(pl.len())).alias("#later"),
        (pl.col("#packed") % 2).cum_sum().alias("#ended"),
    )
    last = (pl.col("#later") == 0) | (pl.col("#time") != pl.col("#time").shift(-1))
    before = pl.col("#later").shift(1, fill_value=0)  # 0 at the last time of the group before
    return rows.filter(last).select(
        _GROUP,
        "#size",
        "#time",
        "#later",
        pl.when(before > 0).then(before).otherwise("#size").alias("#at_risk"),
        (pl.col("#ended") - pl.col("#ended").shift(1, fill_value=0)).alias("#ended"),
    )


def _curves(times: pl.LazyFrame) -> pl.LazyFrame:
    """Return each group's curve S where a row ends, and the sum in Greenwood's variance.

    The product of the factors 1 - ended / at_risk telescopes: what is left of it is a factor per
    time at which rows are censored, so that without censored rows S is a quotient of two counts.
    """
    going_on = pl.col("#at_risk") - pl.col("#ended")
    kept = (going_on / pl.col("#later")).cum_prod().shift(1, fill_value=1.0).over(_GROUP)
    terms = pl.col("#ended") / (pl.col("#at_risk") * going_on)
    return times.with_columns(
        (going_on / pl.col("#size") * kept).alias("#S"),
        terms.cum_sum().over(_GROUP).alias("#greenwood"),
    ).filter(pl.col("#ended") > 0)


def _first_times(curves: pl.LazyFrame, level: float) -> pl.LazyFrame:
    """Return, by group, when the curve and its two bounds first come down to a level.

    Where nothing is left of the curve, its low bound is 0, and its high bound stays as it was.
    """
    curve = pl.col("#S")
    power = (Z * pl.col("#greenwood").sqrt() / -curve.log()).exp()
    down = {
        "#value": curve <= level + _CLOSE,
        "#low": (curve == 0) | (curve.pow(power) <= level + _CLOSE),
        "#high": (curve > 0) & (curve.pow(1 / power) <= level + _CLOSE),
    }
    return curves.group_by(_GROUP).agg(
        pl.col("#time").filter(there).min().alias(name) for name, there in down.items()
    )
