"""The columns by which reports are commonly grouped, told by what people call them."""

from __future__ import annotations

import re

from sqeval.expr.types import UNKNOWN, Kind
from sqeval.rules.checking import Checking
from sqeval.rules.columns import Column
from sqeval.rules.scope import lookup_paths

#: Words for the one person whose work a row is. English ones, and phrases, are told whole, Chinese
#: ones wherever they stand: Chinese is written without spaces.
PERSONS = frozenset(
    [
        *("agent", "assignee", "engineer", "operator", "owner", "handler", "employee", "staff"),
        *("technician", "csr", "rep", "representative", "advisor", "adviser", "analyst"),
        *("specialist", "assigned to", "handled by", "case owner", "ticket owner"),
        *("处理人", "受理人", "经办人", "客服", "坐席", "座席", "话务员", "工程师"),
    ]
)

#: Words for those who work together.
TEAMS = frozenset(
    [
        *("team", "group", "department"),
        *("受理组", "客服组", "处理组", "坐席组", "技能组", "班组", "小组"),
        *("部门", "团队", "科室", "承办单位"),
    ]
)

#: Words for what work comes through or is done at.
PLACES = frozenset(
    [
        *("region", "district", "queue", "channel", "site", "branch", "store"),
        *("区县", "区域", "地区", "渠道"),
    ]
)

#: Words that say who it is where nothing else is said: a product's owner handles no ticket.
_ALONE = frozenset({"owner"})

#: What is said of a person's work, or by it, is not the person.
_OF_WORK = re.compile("备注|评价|评分|评语|满意|时长|时间|次数|数量|内容|意见|回复|响应|记录|态度")

#: Types of which no report is grouped: figures and times.
_MEASURED = frozenset({"number", "duration", "date", "datetime", "boolean"})

_WORD = re.compile(r"[^\W_]+")


def called(words: frozenset[str], name: str, column: Column) -> bool:
    """Tell whether one of the words stands in a column's name or headers, as one to group by."""
    return any(_says(words, text) for text in _texts(name, column))


def _texts(name: str, column: Column) -> list[str]:
    """Return a column's name and headers; none where its cells are no names."""
    if getattr(column, "type", "") in _MEASURED:
        return []
    return [name, *(part for header in column.headers(name) for part in header)]


def _says(words: frozenset[str], text: str) -> bool:
    if _OF_WORK.search(text):
        return False
    spoken = _WORD.findall(text.lower())
    phrase = f" {' '.join(spoken)} "
    alone = _ALONE if len(spoken) > 1 else frozenset()
    return any(f" {w} " in phrase if w.isascii() else w in phrase for w in words - alone)


def person(rules: Checking, table: str) -> str | None:
    """Return the column that tells whose work the rows of a table are, if one does."""
    for path in lookup_paths(table, rules.draft.tables):
        held, own = rules.draft.tables.get(path[-1]), rules.own.get(path[-1], {})
        for name, column in ({} if held is None else held.columns).items():
            kind = own.get(name, UNKNOWN).kind
            if kind in (Kind.TEXT, Kind.UNKNOWN) and _one(name, column):
                return name
    return None


def _one(name: str, column: Column) -> bool:
    """Tell whether a column names a person; the agents' team (客服组) is none."""
    return any(_says(PERSONS, t) and not _says(TEAMS, t) for t in _texts(name, column))
