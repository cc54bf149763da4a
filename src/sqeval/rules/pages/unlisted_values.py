"""Each of them is a category of its own, so a target or limit by category passes it over.

They are told with their number, the most frequent first. A spelling of a declared value is added to
it; a value of its own is declared.

Rules::

    priority: {type: category, values: {P1: [Urgent], P2: [Normal]}}

Export::

    priority
    Urgnt

How to silence: ``# sqeval: ignore[SQ553]`` on the line of the column, or of its ``values``.
"""
