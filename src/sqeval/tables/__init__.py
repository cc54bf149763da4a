"""Bytes to accounted tables: every record of an export used, or left out with a reason."""
