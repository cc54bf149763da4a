"""They are set apart as invalid, and what is measured by them leaves their rows out.

A few are slips in the export. Many of one kind are a format or a spelling that the rules do not
know yet.

Rules::

    mark: {type: integer, min: 1, max: 5}

Export::

    mark
    4
    9

How to silence: ``# sqeval: ignore[SQ555]`` on the line of the column, or of the key that is told.
"""
