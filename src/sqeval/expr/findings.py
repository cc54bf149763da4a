"""What is wrong with an expression, as a value that points into its text.

A finding knows nothing of files: who read the expression out of a rule file turns it into a
Problem with a place.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMES = {
    "SQ201": "expression-syntax",
    "SQ203": "unknown-name",
    "SQ204": "type-mismatch",
    "SQ205": "unknown-function",
    "SQ206": "wrong-arguments",
    "SQ207": "unknown-value",
    "SQ208": "bad-regex",
    "SQ209": "too-large",
}
"""The codes of expressions and their names."""


@dataclass(frozen=True)
class Finding:
    """One mistake: its code, what is wrong, where (code points, end exclusive), and the fix."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""

    @property
    def name(self) -> str:
        """The code's stable name."""
        return NAMES[self.code]


class ExpressionError(ValueError):
    """Raised when a text is no expression; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
