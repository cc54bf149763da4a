"""Regular expressions run in an engine whose time grows with the length of the text only.

That engine has no look-around and no references back to a group, and a count such as `{2,5}` goes
up to 100. Often `not`, `and` or `contains` says the same.

Bad::

    version: 1
    tables:
      tickets: {columns: {subject: {}}}
    indicators:
      real: {type: count, where: 'matches(subject, "^(?!spam)")'}

Good::

    version: 1
    tables:
      tickets: {columns: {subject: {}}}
    indicators:
      real: {type: count, where: 'not matches(subject, "^spam")'}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
