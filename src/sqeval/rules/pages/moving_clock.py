"""A test that passes this month and fails in the next one says nothing of the rules.

Freeze the moment with `as_of`, in the test or for the whole file, or name a period.

Test::

    - name: one ticket is received
      period: last-month
      tickets: |
        id
        1
      expect: {received: 1}

How to silence: it cannot be silenced, since a test that cannot be read proves nothing.
"""
