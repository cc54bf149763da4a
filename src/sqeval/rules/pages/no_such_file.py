"""What a missing file says would be missing from every score.

Check the spelling. A path after `extends` counts from the folder of the file that it stands in.

Bad::

    version: 1
    extends: builtin:servicedesk

Good::

    version: 1
    extends: builtin:service-desk

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
