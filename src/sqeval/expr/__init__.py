"""The expression language of rule files: grammar, typed tree, checker and evaluator.

Nothing here imports polars, so a rule file is checked without it; ``sqeval.compile`` turns a
checked tree into a polars expression.
"""
