"""An expression that no person can follow cannot be checked by one either.

The limits are 4,096 characters, 32 levels, 500 names, values and operators, and 200 values in a
list. Split a longer one into computed columns or into several indicators.

Bad::

    version: 1
    tables:
      tickets: {columns: {reopens: {type: integer}}}
    indicators:
      reopened:
        type: count
        where: (((((((((((((((((((((((((((((((((reopens > 0)))))))))))))))))))))))))))))))))

Good::

    version: 1
    tables:
      tickets: {columns: {reopens: {type: integer}}}
    indicators:
      reopened:
        type: count
        where: reopens > 0

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
