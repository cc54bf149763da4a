"""Without the column no row could be placed or counted, so nothing is scored.

The headers that were looked for are named, and the one that comes closest. Add that one to `from`,
or say `required: false` where the rules can do without. ``sqeval check --data`` tells all such
columns at once.

Rules::

    created_at: {from: [Created at], type: datetime}

Export::

    Create at
    2026-01-05 09:00

How to silence: it cannot be silenced, since an export that lacks what is needed scores nothing.
"""
