"""The id that was meant would stay in force, and its scores would stay in the report.

Write the id as the extended file writes it. A column that has nothing to say is written `{}`, not
`null`.

Bad::

    version: 1
    extends: builtin:service-desk
    indicators:
      first_response_on_time: {point: null}

Good::

    version: 1
    extends: builtin:service-desk
    indicators:
      first_response_on_time: {points: null}

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
