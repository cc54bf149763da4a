"""Rule files with one entry, so that a document is the entry it is about."""

from __future__ import annotations


def column(text: str) -> str:
    return f"version: 1\ntables: {{t: {{columns: {{a: {text}}}}}}}"


def table(text: str) -> str:
    return f"version: 1\ntables: {{t: {text}}}"


def indicator(text: str) -> str:
    return f"version: 1\nindicators: {{a: {text}}}"


def count(text: str) -> str:
    return indicator(f"{{type: count, {text}}}")


def calendar(text: str) -> str:
    return f"version: 1\ncalendars: {{office: {text}}}"


def within(limit: str) -> str:
    return indicator(f"{{type: within, from: x, to: y, limit: {limit}}}")


def scorecard(text: str) -> str:
    return f"version: 1\nscorecard: {text}"


def over(text: str) -> str:
    return f"version: 1\nextends: base.yaml\n{text}"
