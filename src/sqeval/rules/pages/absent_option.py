"""What is measured by the column will have no data, and the report says why.

That is right where this help desk does not record it. Where it does, under another header, add that
header to `from`.

Rules::

    due_at: {from: [Due date], type: datetime, required: false}

Export::

    Deadline
    2026-01-05 09:00

How to silence: ``# sqeval: ignore[SQ552]`` on the line of the column.
"""
