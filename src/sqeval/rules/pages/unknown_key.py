"""A misspelt key would be passed over, and the rule would count something else than you think.

The hint names the key that is meant, or those that can stand here.

Bad::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      open: {type: count, were: status == "open"}

Good::

    version: 1
    tables:
      tickets: {columns: {status: {}}}
    indicators:
      open: {type: count, where: status == "open"}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
