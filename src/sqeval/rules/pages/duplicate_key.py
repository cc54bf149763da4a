"""Only one of the two could count, and most readers of the file would expect the other.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received:
        type: count
        target: {at_most: 900}
        target: {at_most: 500}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received:
        type: count
        target: {at_most: 500}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
