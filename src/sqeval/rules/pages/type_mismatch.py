"""A text is never equal to a number, so the condition would hold for no ticket at all.

Give the column the type that fits, or write the value as that type: `0` is a number, `"0"` a text,
`4h` a duration, `@2026-01-31` a date.

Bad::

    version: 1
    tables:
      tickets: {columns: {reopens: {type: integer}}}
    indicators:
      solved_at_once: {type: ratio, good: reopens == "0"}

Good::

    version: 1
    tables:
      tickets: {columns: {reopens: {type: integer}}}
    indicators:
      solved_at_once: {type: ratio, good: reopens == 0}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
