"""A value that needs itself first can never be worked out.

A formula uses other indicators. A computed column uses columns that stand above it.

Bad::

    version: 1
    tables:
      tickets: {columns: {kind: {}}}
    indicators:
      received: {type: count}
      complaints: {type: formula, value: complaints / received}

Good::

    version: 1
    tables:
      tickets: {columns: {kind: {}}}
    indicators:
      received: {type: count}
      complaints: {type: count, where: kind == "complaint"}
      complaint_share: {type: formula, value: complaints / received}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
