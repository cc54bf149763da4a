"""A test that expects nothing passes whatever the rules become.

Write down by hand what its rows come to. Or let ``sqeval test --record`` fill it in, and check each
figure: it is what the rules say today, right or wrong.

Test::

    - name: one ticket is received
      tickets: |
        id
        1

How to silence: it cannot be silenced, since a test that cannot be read proves nothing.
"""
