"""Which entries the main file declares by itself.

What a file declares for those that extend it need not be used by each of them, and a set that is
shipped cannot be changed by who extends it. It is told where that file is checked itself.
"""

from __future__ import annotations

from sqeval.nodes import Map
from sqeval.rules.checking import Checking


def declared_here(rules: Checking, *path: str) -> bool:
    """Tell whether the main file has the entry at ``path`` and no file that it extends has."""
    main, *others = [_has(file.document, path) for file in rules.files]
    return main and not any(others)


def _has(document: Map, path: tuple[str, ...]) -> bool:
    here: object = document
    for step in path:
        if not isinstance(here, Map) or step not in here:
            return False
        here = here[step]
    return True
