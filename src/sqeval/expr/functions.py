"""The functions of the language: a literal registry, since what a rule may call is a contract.

Each entry is its own documentation. The compiler and the evaluator look names up here and carry
one implementation for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqeval.expr.scope import Family
from sqeval.expr.types import BOOLEAN, INTEGER, NUMBER, TEXT, Kind, Type


class Wants(StrEnum):
    """What an argument must be."""

    VALUE = "value"
    TABLE = "table"
    INDICATOR = "indicator"
    REGEX = "regex"


@dataclass(frozen=True)
class Parameter:
    """A function's argument: its name, what it must be, and for a value its kinds."""

    name: str
    kinds: frozenset[Kind] = frozenset(Kind)
    wants: Wants = Wants.VALUE


@dataclass(frozen=True)
class Function:
    """A function; ``returns`` is None where the result has the type of the argument."""

    name: str
    family: Family
    parameters: tuple[Parameter, ...]
    returns: Type | None
    about: str
    example: str

    @property
    def signature(self) -> str:
        """``contains(x, text)``."""
        return f"{self.name}({', '.join(p.name for p in self.parameters)})"


_TEXTS = frozenset({Kind.TEXT})
_ADDABLE = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DURATION})
_ORDERED = _ADDABLE | {Kind.TEXT, Kind.DATE, Kind.DATETIME}
_TIMES = frozenset({Kind.DATE, Kind.DATETIME})

_X = Parameter("x")
_TEXT = Parameter("x", _TEXTS)
_INDICATOR = Parameter("indicator", wants=Wants.INDICATOR)

_ALL = (
    Function(
        "present", Family.ANY, (_X,), BOOLEAN, "Whether x has a value.", "present(resolved_at)"
    ),
    Function("missing", Family.ANY, (_X,), BOOLEAN, "Whether x has no value.", "missing(agent)"),
    Function(
        "exists",
        Family.ROW,
        (Parameter("table", wants=Wants.TABLE),),
        BOOLEAN,
        "Whether another table holds a row that belongs to this one, whatever its period.",
        "exists(surveys)",
    ),
    Function(
        "contains",
        Family.ROW,
        (_TEXT, Parameter("text", _TEXTS)),
        BOOLEAN,
        "Whether the text occurs in x, letter case included.",
        'contains(subject, "refund")',
    ),
    Function(
        "matches",
        Family.ROW,
        (_TEXT, Parameter("regex", _TEXTS, Wants.REGEX)),
        BOOLEAN,
        "Whether the regular expression is found anywhere in x; anchor it with ^ and $.",
        'matches(ticket_id, "^INC[0-9]+$")',
    ),
    Function("lower", Family.ROW, (_TEXT,), TEXT, "x in lower case.", 'lower(status) == "open"'),
    Function(
        "weekday",
        Family.ROW,
        (Parameter("t", _TIMES),),
        INTEGER,
        "The local day of the week: Monday is 1, Sunday is 7.",
        "weekday(created_at) in [6, 7]",
    ),
    Function(
        "hour",
        Family.ROW,
        (Parameter("t", frozenset({Kind.DATETIME})),),
        INTEGER,
        "The local hour of the day, 0 to 23.",
        "hour(created_at) >= 18",
    ),
    Function(
        "min",
        Family.AGGREGATE,
        (Parameter("x", _ORDERED),),
        None,
        "The lowest value of the case's rows.",
        "min(at)",
    ),
    Function(
        "max",
        Family.AGGREGATE,
        (Parameter("x", _ORDERED),),
        None,
        "The highest value of the case's rows.",
        "max(at)",
    ),
    Function(
        "sum",
        Family.AGGREGATE,
        (Parameter("x", _ADDABLE),),
        None,
        "The sum over the case's rows; missing where no row has a value.",
        "sum(effort)",
    ),
    Function("count", Family.AGGREGATE, (), INTEGER, "How many rows the case has.", "count()"),
    Function(
        "first",
        Family.AGGREGATE,
        (_X,),
        None,
        "The first value of the case's rows in file order that is not missing.",
        "first(team)",
    ),
    Function(
        "last",
        Family.AGGREGATE,
        (_X,),
        None,
        "The last value of the case's rows in file order that is not missing.",
        "last(team)",
    ),
    Function(
        "points",
        Family.INDICATOR,
        (_INDICATOR,),
        NUMBER,
        "The indicator's points, 0 to 100.",
        "points(on_time) < 60",
    ),
    Function(
        "met",
        Family.INDICATOR,
        (_INDICATOR,),
        BOOLEAN,
        "Whether the indicator's status is met.",
        "met(on_time)",
    ),
    Function(
        "missed",
        Family.INDICATOR,
        (_INDICATOR,),
        BOOLEAN,
        "Whether the indicator's status is missed.",
        "missed(on_time)",
    ),
    Function(
        "at_risk",
        Family.INDICATOR,
        (_INDICATOR,),
        BOOLEAN,
        "Whether the indicator's status is at_risk.",
        "at_risk(on_time)",
    ),
    Function(
        "change",
        Family.INDICATOR,
        (_INDICATOR,),
        None,
        "How much the indicator's value has changed since the period compared with, in its unit.",
        "change(on_time) < -5%",
    ),
)

FUNCTIONS = {function.name: function for function in _ALL}
"""Every function by its name."""
