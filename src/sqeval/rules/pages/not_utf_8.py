"""In another encoding, titles and values would be read as other letters than you wrote.

The message names the line of the first byte that is wrong. Open the file in an editor and save it
as UTF-8, with or without a byte order mark.

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
