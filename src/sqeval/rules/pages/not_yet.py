"""To score the file without this part would give figures that nobody asked for.

Say it in another way, where there is one, or leave it out until a later version reads it.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}
    diagnoses: {open: {class: process, when: missed(solved)}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
