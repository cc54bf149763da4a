"""A second sqeval, written from docs/definitions.md alone, slowly and plainly, to check the first.

It shares no line, no library and no idea of execution with the package: rows are dictionaries,
everything is a loop. Where the two disagree, one of them or the definitions are wrong.
"""

from __future__ import annotations

from tests.oracle.scoring import score
from tests.oracle.tables import Refused

__all__ = ["Refused", "score"]
