"""The only place where expressions and measures become polars."""
