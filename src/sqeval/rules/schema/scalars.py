"""What a scalar of a rule file may be, as JSON Schema: texts, quantities, durations, zones, keys.

The models read these with validators that JSON Schema knows nothing of, so each such validator has
its schema here, by the public type that carries it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from sqeval.calendars.calendar import Opened, Source
from sqeval.calendars.dates import Day, DayOrSpan
from sqeval.calendars.hours import DaysKey, Span
from sqeval.calendars.zones import Zone
from sqeval.measures.elapsed import Elapsed
from sqeval.measures.limits import Time
from sqeval.measures.measure import LANGUAGES, Aggregate, Language
from sqeval.measures.reductions import AGGREGATES
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
#: A limit: a duration, or working days.
LIMIT: Schema = {"type": "string", "pattern": f"^(?:{_DURATION}|(?!0+wd)[0-9]{{1,4}}wd)$"}
#: A duration, a share with its sign, or a plain number.
QUANTITY: Schema = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^(?:{_DURATION}|{_SHARE})$"}]
}
#: What stands at many keys, by the name of its definition.
NAMED: dict[str, Schema] = {
    "text": TEXT,
    "listed-text": LISTED_TEXT,
    "duration": DURATION,
    "limit": LIMIT,
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

_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_SOME_DAYS = f"{_WEEKDAY}(?:-{_WEEKDAY})?"
_DAYS_KEY: Schema = {"pattern": f"^(?:daily|{_SOME_DAYS}(?: *, *{_SOME_DAYS})*)$"}
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN: Schema = {"type": "string", "pattern": f"^{_TIME}-(?:{_TIME}|24:00)$"}
_DATE = "[1-8][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_DAY: Schema = {"type": "string", "pattern": f"^{_DATE}$"}
_DAYS: Schema = {"type": "string", "pattern": rf"^{_DATE}(?:\.\.{_DATE})?$"}
#: A country, a part of one, or a file; which countries have known holidays is for ``check``.
_SOURCE: Schema = {"type": "string", "pattern": r"^(?:[A-Z]{2}(?:-.+)?|.*\.ics)$"}
_OPENED: Schema = {"type": "array", "items": _SPAN, "minItems": 1}

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
    _reading(Time): LIMIT,
    _reading(Elapsed): DURATION,
    _reading(Aggregate): _AGGREGATE,
    _reading(Zone): _ZONE,
    _reading(Figure): _FIGURE,
    _reading(Language): {"enum": list(LANGUAGES)},
    _reading(Day): _DAY,
    _reading(DayOrSpan): _DAYS,
    _reading(Span): _SPAN,
    _reading(DaysKey): _DAYS_KEY,
    _reading(Source): _SOURCE,
    _reading(Opened): _OPENED,
}
