"""The encoding decides which letters the bytes of an export stand for.

Common ones are `utf-8`, `utf-16`, `cp1252`, `gb18030` and `big5`. A byte order mark in the export
counts first; an export with neither is read as UTF-8.

Bad::

    version: 1
    tables:
      tickets:
        encoding: unicode
        columns: {status: {}}

Good::

    version: 1
    tables:
      tickets:
        encoding: utf-16
        columns: {status: {}}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
