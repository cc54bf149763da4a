"""With a format that is not understood, no time of the column could be read.

A format is a pattern such as `%d/%m/%Y %H:%M`, or one of `iso`, `excel`, `epoch s` and `epoch ms`.
It tells the year, the month and the day; an hour comes with its minute.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime, formats: [DD/MM/YYYY]}

Good::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime, formats: ["%d/%m/%Y"]}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
