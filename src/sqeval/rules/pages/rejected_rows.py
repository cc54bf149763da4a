"""They count in no figure; a score of more than 1% of them is refused.

Most often a text with a comma or a line end in it was not quoted, so the cells after it are in the
wrong columns. Export it again, or look at the rows with ``sqeval score --rejects``.

Rules::

    note: {}
    mark: {type: integer}

Export::

    note,mark
    slow, but solved,4
    all is well,5

How to silence: it stands in the export; leave it out of a run with ``--ignore SQ556``.
"""
