"""A vendor's profile that is not found, or says nothing of the table, would fill in nothing.

It fits a table of the same name. Categories that it spells must be declared, or their rows would be
groups of their own. A profile of your own is a file: `profile: ./our-desk.yaml`.

Bad::

    version: 1
    tables:
      tickets:
        profile: zendeks
        columns:
          created_at: {type: datetime}

Good::

    version: 1
    tables:
      tickets:
        profile: zendesk
        columns:
          created_at: {type: datetime}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
