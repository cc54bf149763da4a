"""A cell with this spelling could count as either value, and each gives other scores.

Keep the spelling under the value that is meant. A status in two states of the workload, too, would
count twice.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          priority: {type: category, values: {P1: [Urgent, High], P2: [High]}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          priority: {type: category, values: {P1: [Urgent], P2: [High]}}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
