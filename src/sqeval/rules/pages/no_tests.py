"""Nothing was run, so nothing is known of the rules.

The tests of desk.yaml stand beside it, in desk.test.yaml; a folder is looked through with all below
it, but for what is hidden. With ``-k`` some test must have the text in its name.

How to silence: it cannot be silenced; name what there is to test.
"""
