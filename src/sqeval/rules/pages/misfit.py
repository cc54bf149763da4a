"""The type or the format is not what the export has: every cell would count as missing.

The message tells how the cells are wrong and where the first one stands, the hint which key of the
column to look at.

Rules::

    replied_at: {type: datetime, formats: ["%d.%m.%Y %H:%M"]}

Export::

    replied_at
    2026-01-05 09:00

How to silence: it cannot be silenced, since an export that lacks what is needed scores nothing.
"""
