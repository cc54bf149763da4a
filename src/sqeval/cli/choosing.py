"""Which rule set is meant where none is named, the same for every command."""

from __future__ import annotations

from pathlib import Path

from sqeval.rules.folder import LOCAL_RULES

#: The rule set that is used where the folder has none.
DEFAULT_RULES = "builtin:service-desk"


def choose_rules(given: str | None) -> str:
    """Return the rule set to use."""
    if given is not None:
        return given
    return LOCAL_RULES if Path(LOCAL_RULES).is_file() else DEFAULT_RULES
