"""What is wrong with an expression, as a value that points into its text.

A finding knows nothing of files: who read the expression out of a rule file turns it into a
Problem with a place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One mistake: its code, what is wrong, where (code points, end exclusive), and the fix."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""


class ExpressionError(ValueError):
    """Raised when a text is no expression; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
