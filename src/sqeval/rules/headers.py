"""How headers are compared, from one export to the next and from a profile to an export.

Headers differ by case, spaces and invisible characters, never in meaning.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """Normalise a header: full-width forms, case, any white space, invisible characters."""
    text = unicodedata.normalize("NFKC", header)
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
    return " ".join(visible.split()).casefold()
