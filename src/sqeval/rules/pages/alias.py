"""With anchors and aliases a file of a few lines can unfold to more than any machine can hold.

Write the value out where it is needed.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          agent: &optional {required: false}
          team: *optional

Good::

    version: 1
    tables:
      tickets:
        columns:
          agent: {required: false}
          team: {required: false}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
