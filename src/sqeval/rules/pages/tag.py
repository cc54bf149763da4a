"""Each key of a rule file says itself what it takes, and some tags make a YAML reader run code.

Leave the tag out. Where a text is needed, a plain number is taken as it is written.

Bad::

    version: 1
    title: !!str 2026

Good::

    version: 1
    title: 2026

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
