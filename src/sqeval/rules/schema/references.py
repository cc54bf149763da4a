"""Which definitions a schema leads to: pydantic also defines what its functions read themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from sqeval.rules.schema.scalars import Schema

_REFERENCE = re.compile(r'"#/definitions/([^"]+)"')


def used(root: object, known: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the definitions that the root leads to, sorted by name."""
    found: dict[str, Schema] = {}
    waiting = [root]
    while waiting:
        for name in _REFERENCE.findall(json.dumps(waiting.pop())):
            if name not in found:
                found[name] = known[name]
                waiting.append(known[name])
    return dict(sorted(found.items()))
