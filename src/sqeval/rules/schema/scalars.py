"""What a scalar of a rule file may be, as JSON Schema: texts, quantities, durations, zones, keys.

The models read these with validators that JSON Schema knows nothing of, so each such validator has
its schema here, by the public type that carries it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from sqeval.calendars.zones import Zone
from sqeval.measures.measure import LANGUAGES, Aggregate, Language
from sqeval.measures.reductions import AGGREGATES
from sqeval.measures.within import Elapsed
from sqeval.rules.columns import Figure
from sqeval.rules.version import Version
from sqeval.targets.quantity import Quantity

Schema = dict[str, Any]

#: A text by its source: a plain number or boolean is taken as it is written.
TEXT: Schema = {"type": ["string", "number", "boolean"]}

#: A text in a list, where the word null is a text as well; a value forgotten is rare there.
LISTED_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_UNITS = "".join(f"(?:{_NUMBER}{unit})?" for unit in "wdhms")
_DURATION = rf"(?=[0-9]){_UNITS}"
_SHARE = rf"-?{_NUMBER}%"
_PLAIN = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"

#: An elapsed time; a bare number has no unit.
DURATION: Schema = {"type": "string", "pattern": f"^(?:{_DURATION})$"}
#: A duration, a share with its sign, or a plain number.
QUANTITY: Schema = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^(?:{_DURATION}|{_SHARE})$"}]
}
#: What stands at many keys, by the name of its definition.
NAMED: dict[str, Schema] = {
    "text": TEXT,
    "listed-text": LISTED_TEXT,
    "duration": DURATION,
    "quantity": QUANTITY,
}
#: A quantity that stands as a key, where a number is a text to JSON.
QUANTITY_KEY: Schema = {"pattern": f"^(?:{_DURATION}|{_SHARE}|{_PLAIN})$"}

_AGGREGATE: Schema = {
    "anyOf": [
        {"enum": list(AGGREGATES)},
        {
            "type": "string",
            "pattern": r"^p(?!0{1,2}(?:\.0{1,6})?$)[0-9]{1,2}(?:\.[0-9]{1,6})?$",
        },
    ]
}
_ZONE: Schema = {
    "type": "string",
    "pattern": r"^(?:UTC|(?!posix/|right/)[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)+)$",
}
_FIGURE: Schema = {"type": "string", "pattern": r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"}

#: A limit that is no mapping: what begins with a digit is a duration, all else names a column.
LIMIT_COLUMN: Schema = {"type": ["string", "boolean"], "pattern": "^(?![0-9])"}


def _reading(kind: object) -> Callable[..., object]:
    """Return the last function that reads values of an annotated type."""
    functions = [m.func for m in get_args(kind)[1:] if hasattr(m, "func")]
    return functions[-1]  # type: ignore[no-any-return]


#: The schema of what each function reads, whatever stands below it.
READ_BY: dict[Callable[..., object], Schema] = {
    _reading(Version): {"const": 1},
    _reading(Quantity): QUANTITY,
    _reading(Elapsed): DURATION,
    _reading(Aggregate): _AGGREGATE,
    _reading(Zone): _ZONE,
    _reading(Figure): _FIGURE,
    _reading(Language): {"enum": list(LANGUAGES)},
}
