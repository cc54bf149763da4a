"""Loading a module when it is needed: the one place that imports by name.

What only looks at rule files must not pay for polars, nor for what other options need. So a
command, and what only some options or rule files need, is named by a literal and loaded when it is
called.
"""

from __future__ import annotations

import importlib
from types import ModuleType

#: What only some runs need: polars, and libraries that take from 15 to 60 ms to load.
PARTS: dict[str, str] = {
    "check --data": "sqeval.cli.fitting",
    "an output file": "filelock",
    "public holidays": "holidays",
    "a calendar file": "icalendar",
    "its repeated events": "recurring_ical_events",
}


def load(module: str) -> ModuleType:
    """Return a module by its name, loaded."""
    return importlib.import_module(module)
