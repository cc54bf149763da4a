"""A line of `---` starts a second document, and nothing says which of the two counts.

Give each rule set its own file, or let one extend the other.

Bad::

    version: 1
    title: First line support
    ---
    version: 1
    title: Second line support

Good::

    version: 1
    title: First line support

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
