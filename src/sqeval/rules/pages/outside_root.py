"""A rule file may come from anyone, so it reaches only files that stand beside or below it.

Move the shared file below the folder of the rule file, or extend a rule set that is shipped.

Bad::

    version: 1
    extends: ../shared/desk.yaml

Good::

    version: 1
    extends: builtin:service-desk

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
