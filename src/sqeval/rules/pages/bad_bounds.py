"""No value lies in a band that ends before it begins, and no points tell two equal grades apart.

A band is written with its low bound first, and each grade starts at points of its own.

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
        target: {between: [1h, 30m]}

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
        target: {between: [30m, 1h]}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
