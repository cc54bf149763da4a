"""A misspelt name would leave the rule without anything to work on.

Names are written as the rule file declares them, not as the header of the export. A word that is
meant as a text stands in quotes.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {from: [Reopen count], type: integer}
    indicators:
      solved_at_once: {type: ratio, good: reopns == 0}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {from: [Reopen count], type: integer}
    indicators:
      solved_at_once: {type: ratio, good: reopens == 0}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
