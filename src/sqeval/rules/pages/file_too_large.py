"""A rule set that no person could have written would only keep the machine busy.

The limits are 1 MiB and 20,000 values in one file, 10,000 characters in one text, 32 files and 100
tables in one rule set. Split a larger one by team or by channel.

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
