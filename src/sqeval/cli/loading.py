"""Loading a module when it is needed: the one place that imports by name.

What only looks at rule files must not pay for polars, nor for what other options need. So a
command, and what only some options of one need, is named by a literal and loaded when it is called.
"""

from __future__ import annotations

import importlib
from types import ModuleType

#: What only some options of a command need: polars, and a library that takes 15 ms to load.
PARTS: dict[str, str] = {
    "check --data": "sqeval.cli.fitting",
    "an output file": "filelock",
}


def load(module: str) -> ModuleType:
    """Return a module by its name, loaded."""
    return importlib.import_module(module)
