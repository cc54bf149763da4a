"""The value cannot be taken as what the key needs, and a near guess would change the scores.

Quotes make a text of a number or of a yes or no; `true` and `false` stand without them.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          team: {required: "no"}

Good::

    version: 1
    tables:
      tickets:
        columns:
          team: {required: false}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
