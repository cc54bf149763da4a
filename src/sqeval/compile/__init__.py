"""Expressions, readings and reductions become polars: the only place where they do."""
