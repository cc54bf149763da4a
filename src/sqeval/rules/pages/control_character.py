r"""Such a character can colour, move or hide the text around it when a message shows the line.

This also goes for characters written as an escape in double quotes. Remove the character, and end
lines with LF or CRLF.

Bad::

    version: 1
    title: "\e[31mService desk"

Good::

    version: 1
    title: Service desk

How to silence: it cannot be silenced, since rules that cannot be read score nothing.
"""
