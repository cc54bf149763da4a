"""The first 100 problems are listed; the list may not be complete.

Many problems often have one cause, such as a table that is misspelt. Mend the first ones and check
again.

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
