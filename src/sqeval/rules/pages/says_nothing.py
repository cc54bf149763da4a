"""A key without an effect looks like a rule that is in force.

A derived table has no cells of its own: how they are read is said of the table it is made of.

Bad::

    version: 1
    tables:
      events:
        key: []
        columns:
          case: {}
          at: {type: datetime}
      tickets:
        derive: {from: events, per: case}
        key: case
        clock: created_at
        encoding: gb18030
        columns:
          case: {}
          created_at: {value: min(at)}

Good::

    version: 1
    tables:
      events:
        key: []
        encoding: gb18030
        columns:
          case: {}
          at: {type: datetime}
      tickets:
        derive: {from: events, per: case}
        key: case
        clock: created_at
        columns:
          case: {}
          created_at: {value: min(at)}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
