"""What `sqeval explain` prints of each code by which a rule file is refused, one module per code.

A message says what is wrong in one file; a page says why that matters and how it looks when right,
with rule files that the tests load. A page is a module's docstring, so that it is reviewed like
code, travels with the package and needs no file to be opened.
"""
