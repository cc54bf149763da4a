"""The type decides how a column is read or an indicator is worked out, so it is never guessed.

The hint names the type that is meant, or all there are.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: timestamp}

Good::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
