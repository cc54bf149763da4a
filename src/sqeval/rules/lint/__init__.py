"""The lints: what a rule file can be read with and still cannot mean, or should not look like.

One small module each. Its docstring is what ``sqeval explain CODE`` prints, ``CODE`` its code and
``find`` yields its problems. The loader runs them over a draft whose entries are checked.
"""
