"""An expression that cannot be read as a whole is not read in part.

Two values are compared with `==`, texts stand in quotes, dates begin with `@`, and `and`, `or` and
`not` are words.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      open: {type: count, where: status = "open"}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      open: {type: count, where: status == "open"}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
