"""What counts in two places weighs more than its weights say, and nobody sees how much.

An indicator stands in one part and a part in one place. To count it more, give it more weight.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
      often_reopened: {type: ratio, good: reopens > 2}
    scorecard:
      parts:
        quality: {weight: 50, indicators: {solved_once: 50, often_reopened: 50}}
        skill: {weight: 50, indicators: {solved_once: 100}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
      often_reopened: {type: ratio, good: reopens > 2}
    scorecard:
      parts:
        quality: {weight: 50, indicators: {often_reopened: 100}}
        skill: {weight: 50, indicators: {solved_once: 100}}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
