"""Every function documents itself, and its own example is right."""

from __future__ import annotations

import pytest

from sqeval.expr.check import analyse
from sqeval.expr.functions import FUNCTIONS
from sqeval.expr.scope import Family, Scope
from sqeval.expr.types import DATETIME, DURATION, NUMBER, TEXT

SCOPE = Scope(
    "column",
    {
        "resolved_at": DATETIME,
        "created_at": DATETIME,
        "at": DATETIME,
        "agent": TEXT,
        "team": TEXT,
        "subject": TEXT,
        "ticket_id": TEXT,
        "status": TEXT,
        "effort": DURATION,
        "on_time": NUMBER,
    },
    frozenset({"surveys"}),
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_registered_with_a_sentence_and_a_right_example(name: str) -> None:
    function = FUNCTIONS[name]
    assert function.name == name
    assert function.about.endswith(".")
    assert function.signature.startswith(f"{name}(")
    assert f"{name}(" in function.example
    scope = Scope(SCOPE.what, SCOPE.names, SCOPE.tables, frozenset({function.family}))
    assert analyse(function.example, scope).findings == ()


def test_the_functions_are_those_of_the_language() -> None:
    by_family = {
        family: {f.name for f in FUNCTIONS.values() if f.family is family} for family in Family
    }
    assert by_family == {
        Family.ANY: {"present", "missing"},
        Family.ROW: {"exists", "contains", "matches", "lower", "weekday", "hour"},
        Family.AGGREGATE: {"min", "max", "sum", "count", "first", "last"},
        Family.INDICATOR: {"points", "met", "missed", "at_risk", "change"},
    }
