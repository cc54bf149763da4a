"""The zone decides on which day a ticket falls, and with that in which month.

Name a place, such as `Asia/Shanghai`, or `UTC`. Short names such as EST say nothing about summer
time, and offsets such as +08:00 are no zones.

Bad::

    version: 1
    timezone: EST

Good::

    version: 1
    timezone: America/New_York

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
