"""A score of this export would be refused, since something is measured by the column.

Exports name their columns as they like: add the header to `from`, which lists all the spellings
that are taken. A column that some exports do not have says `required: false`.

Rules::

    replied_at: {from: [First reply], type: datetime}

Export::

    first answer
    2026-01-05 09:00

How to silence: it cannot be silenced, since an export that lacks what is needed scores nothing.
"""
