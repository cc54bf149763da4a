"""A test can pass although the rows that it is about were never read.

A misspelt cell leaves its row out, as in a real export, and the figure of the others may be the one
that is expected. Mend the cell, or expect ``excluded: {invalid-cell: 1}`` where that is the point.
A misspelt category falls to ``default``: write it as the rules do, or expect something of it in
``strata``. A row later than ``as_of`` never counts: move ``as_of`` behind it.

Test::

    - name: a mark is a figure
      tickets: |
        id | mark
        1  | five
      expect: {received: 1}

How to silence: it cannot be silenced, since a test that cannot be read proves nothing.
"""
