"""A file that rests on itself has no first version to start from.

The message shows the way round; take one step out of it. The bad file here is called `desk.yaml`.

Bad::

    version: 1
    extends: desk.yaml

Good::

    version: 1
    extends: builtin:service-desk

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
