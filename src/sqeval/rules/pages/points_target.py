"""Points that have no one target to go by would be none, and the indicator would drop out.

A curve and a deduction need a target, only `steps` do without. All points are written in the
indicator's unit, or all in shares of the target, each value once.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0, points: {deduct: 2, per: 1%}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once:
        type: ratio
        good: reopens == 0
        target: {at_least: 90%}
        points: {deduct: 2, per: 1%}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
