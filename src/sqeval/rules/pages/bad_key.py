"""A key names something, and messages and reports must be able to show that name on one line.

The merge key `<<` is refused because it hides what an entry says. Write the keys out, or use
`extends`.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received:
        <<: {min_n: 30}
        type: count

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      received:
        min_n: 30
        type: count

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
