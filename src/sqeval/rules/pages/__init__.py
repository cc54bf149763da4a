"""What `sqeval explain` prints of a code that no lint finds, one module per code.

A message says what is wrong in one file; a page says why that matters and how it looks when right,
with rule files that the tests load; of what is found in an export or a test, with the lines that do
not go together. A page is a module's docstring, so that it is reviewed like
code, travels with the package and needs no file to be opened.
"""
