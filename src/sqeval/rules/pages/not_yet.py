"""To score the file without this part would give figures that nobody asked for.

Say it in another way, where there is one, or leave it out until a later version reads it.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          resolved_at: {type: datetime}
    indicators:
      on_time: {type: within, from: created_at, to: resolved_at, limit: 5wd}

Good::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          resolved_at: {type: datetime}
    indicators:
      on_time: {type: within, from: created_at, to: resolved_at, limit: 7d}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
