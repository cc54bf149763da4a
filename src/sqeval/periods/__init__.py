"""Periods: the spans of local days that a report is about, and how they are named."""
