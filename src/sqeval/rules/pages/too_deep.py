"""No rule file needs this many levels, so brackets were most likely opened by mistake.

Bad::

    version: 1
    tables:
      tickets:
        missing: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["-"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        columns: {status: {}}

Good::

    version: 1
    tables:
      tickets:
        missing: ["-"]
        columns: {status: {}}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
