"""Comparison over time, causes and improvements, on scorecards and reports; nothing in it yet."""
