"""A category has the values that its column declares, so the condition can hold for no ticket.

Compare with the value, not with a spelling of it in the export, or add the value to the column.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          priority: {type: category, values: {P1: [Urgent], P2: [High]}}
    indicators:
      urgent: {type: count, where: priority == "Urgent"}

Good::

    version: 1
    tables:
      tickets:
        columns:
          priority: {type: category, values: {P1: [Urgent], P2: [High]}}
    indicators:
      urgent: {type: count, where: priority == "P1"}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
