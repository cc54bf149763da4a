"""A warning line beyond the target would warn of a target that is missed already.

Under `at_least` it lies above the target, under `at_most` below it; `N%` is that share of the
target where the indicator is no share itself.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          replied_at: {type: datetime}
    indicators:
      first_reply:
        type: duration
        from: created_at
        to: replied_at
        aggregate: median
        target: {at_most: 1h, warn: 2h}

Good::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          replied_at: {type: datetime}
    indicators:
      first_reply:
        type: duration
        from: created_at
        to: replied_at
        aggregate: median
        target: {at_most: 1h, warn: 50m}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
