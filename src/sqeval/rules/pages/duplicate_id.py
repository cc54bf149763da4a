"""Nothing says which of the two files should win, so the scores would depend on their order.

Extend one of the two, or rename the id in one of them.

Bad::

    version: 1
    extends: [builtin:service-desk, builtin:call-centre]

Good::

    version: 1
    extends: builtin:service-desk

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
