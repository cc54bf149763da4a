"""Only the functions of the rule language can be called, and each only where it makes sense.

Names of functions are in small letters. `min`, `max`, `sum`, `count`, `first` and `last` work in
derived tables; `points`, `met`, `missed` and `at_risk` in gates.

Bad::

    version: 1
    tables:
      tickets: {columns: {agent: {}}}
    indicators:
      unassigned: {type: count, where: empty(agent)}

Good::

    version: 1
    tables:
      tickets: {columns: {agent: {}}}
    indicators:
      unassigned: {type: count, where: missing(agent)}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
