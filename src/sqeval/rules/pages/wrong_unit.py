"""A bare `4` could be minutes, hours or days, and each gives other scores.

Write durations with their unit, such as `30m`, `4h` or `2d`, and shares with `%`. A count is a
plain number.

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
        target: {at_most: 4}

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
        target: {at_most: 4h}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
