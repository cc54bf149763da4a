"""A cap at a grade that does not exist caps nothing, and its outcome reaches no one.

Write the grade as `grades` has it.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
    scorecard:
      indicators: {solved_once: 100}
      grades: {A: 90, B: 80, C: 0}
      outcomes: {D: Coach the team}

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
      grades: {A: 90, B: 80, C: 0}
      outcomes: {C: Coach the team}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
