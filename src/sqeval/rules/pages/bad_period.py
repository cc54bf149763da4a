"""A named period always means the same days, or last year's report could not be made again.

So it has its year, its end is not before its start, and its name is not one that is a period
already, such as `Q1`.

Bad::

    version: 1
    periods: {peak: Q4}

Good::

    version: 1
    periods: {peak: 2026-Q4}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
