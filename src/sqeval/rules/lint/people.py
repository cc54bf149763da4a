"""The columns by which reports are commonly grouped, told by what people call them."""

from __future__ import annotations

import re

from sqeval.expr.types import UNKNOWN, Kind
from sqeval.rules.checking import Checking
from sqeval.rules.columns import Column
from sqeval.rules.scope import lookup_paths

#: Words for the one person whose work a row is.
PERSONS = frozenset(
    [
        *("agent", "assignee", "engineer", "operator", "owner", "handler", "employee", "staff"),
        *("受理客服", "处理人", "客服", "坐席", "工程师"),
    ]
)

#: Words for those who work together.
TEAMS = frozenset(
    [
        *("team", "group", "department"),
        *("受理组", "受理客服组", "客服组", "班组", "小组", "部门", "团队", "科室"),
    ]
)

_WORD = re.compile(r"[^\W_]+")


def called(words: frozenset[str], name: str, column: Column) -> bool:
    """Tell whether one of the words stands, whole, in a column's name or headers."""
    texts = [name, *(part for header in column.headers(name) for part in header)]
    return any(word.lower() in words for text in texts for word in _WORD.findall(text))


def person(rules: Checking, table: str) -> str | None:
    """Return the column that tells whose work the rows of a table are, if one does."""
    for path in lookup_paths(table, rules.draft.tables):
        held, own = rules.draft.tables.get(path[-1]), rules.own.get(path[-1], {})
        for name, column in ({} if held is None else held.columns).items():
            kind = own.get(name, UNKNOWN).kind
            if kind in (Kind.TEXT, Kind.UNKNOWN) and called(PERSONS, name, column):
                return name
    return None
