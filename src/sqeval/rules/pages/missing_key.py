"""Without this key the entry does not say enough to be scored, and nothing is guessed.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      closed: {good: status == "closed"}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      closed: {type: ratio, good: status == "closed"}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
