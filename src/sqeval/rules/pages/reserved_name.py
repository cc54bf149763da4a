"""Names that begin with `#` are kept for sqeval's own columns, and `*` and `^...$` mean many names.

Choose another name, and name the header of the export with `from`.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          "#": {type: integer}

Good::

    version: 1
    tables:
      tickets:
        columns:
          number: {from: ["#"], type: integer}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
