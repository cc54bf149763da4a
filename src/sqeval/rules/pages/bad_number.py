"""A report cannot be worked out with a number that has no end.

Leave a limit out where there is none, instead of writing a very large one.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received: {type: count, min_n: .inf}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received: {type: count, min_n: 30}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
