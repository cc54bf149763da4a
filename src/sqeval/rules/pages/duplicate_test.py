"""A failure is known by the name of its test; with two of one name it could be either.

Name each after what it shows, not after what it holds.

Test::

    - name: one ticket is received
      tickets: |
        id
        1
      expect: {received: 1}
    - name: one ticket is received
      tickets: |
        id
        2
      expect: {received: 1}

How to silence: it cannot be silenced, since a test that cannot be read proves nothing.
"""
