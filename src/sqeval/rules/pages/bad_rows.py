r"""A test is checked by hand, so its rows must be readable without a guess.

The first line of a block names the columns, each other line is a row with as many cells; ``\|`` is
a bar in a cell. Columns that are computed, and tables that are derived, are made from what a test
gives.

Test::

    - name: one ticket is received
      tickets: |
        id | priority
        1  | Urgent | yes
      expect: {received: 1}

How to silence: it cannot be silenced, since a test that cannot be read proves nothing.
"""
