"""Where all weights are 0 there is nothing to divide the points by.

Give at least one of them a weight; what is only to be shown stands in no part at all.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
    scorecard:
      indicators: {solved_once: 0}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
    scorecard:
      indicators: {solved_once: 100}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
