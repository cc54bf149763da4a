"""What follows the place where the YAML breaks off cannot be read.

The usual cause is an expression inside {} or [] without quotes: YAML splits it at its commas,
colons and brackets. Put it in single quotes.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      closed: {type: ratio, good: status in ["solved", "closed"]}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      closed: {type: ratio, good: 'status in ["solved", "closed"]'}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
