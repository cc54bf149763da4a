"""Which rows an indicator speaks of, and which of them it leaves out under which code."""

from __future__ import annotations

from typing import Any

from sqeval.explain.kinds.registry import KINDS
from sqeval.explain.topic import Topic
from sqeval.expr.tree import Call, Choose, Literal, Logic, Node
from sqeval.rules.scope import owner


def rows_said(topic: Topic[Any]) -> list[str]:
    """Return the table, the condition, what is looked up, and the clock."""
    words, measure = topic.words, topic.measure
    if topic.reading() is None:
        return []
    texts = [words("rows.all", table=measure.table)]
    if measure.where is not None:
        condition = topic.in_words("where")
        texts = [words("rows.where", table=measure.table, condition=condition)]
        texts.append(topic.written("where"))
    return [*texts, *_looked_up(topic), *_clock(topic), *_rewound(topic)]


def _looked_up(topic: Topic[Any]) -> list[str]:
    """Say which of the columns are those of another table."""
    found: dict[str, list[str]] = {}
    for column in topic.columns():
        holder = owner(topic.measure.table, column, topic.rules.tables)
        if holder is not None and holder != topic.measure.table:
            found.setdefault(holder, []).append(column)
    return [
        topic.words("rows.lookup", columns=topic.words.list(columns), table=table)
        for table, columns in found.items()
    ]


def _rewound(topic: Topic[Any]) -> list[str]:
    """Say which other columns are looked at as of a moment, since some indicator measures them."""
    rules, own = topic.rules, topic.measure
    measured = {
        (owner(measure.table, column, rules.tables), column)
        for measure in rules.indicators.values()
        for column in measure.time_columns()
    }
    others = [c for c in topic.columns() if c not in own.time_columns()]
    found = [c for c in others if (owner(own.table, c, rules.tables), c) in measured]
    return [topic.words("open.later", columns=topic.words.list(found, "or"))] if found else []


def _clock(topic: Topic[Any]) -> list[str]:
    words, own = topic.words, topic.measure.clock
    clock = own or topic.rules.tables[topic.measure.table].clock
    if clock is None:
        return [words("rows.no-clock")]
    whose = "rows.clock.own" if own else "rows.clock.table"
    return [words(whose, clock=clock), words("rows.later", clock=clock)]


def left_out_said(topic: Topic[Any]) -> list[str]:
    """Return the exclusion codes that can occur, in their order, each with when it does."""
    words = topic.words
    if topic.reading() is None:
        return []
    what = codes_of(topic)
    if not what:
        return [words("left.none")]
    items = [words("left.item", code=code, what=text) for code, text in what.items()]
    return items if len(items) == 1 else [*items, words("left.order")]


def codes_of(topic: Topic[Any]) -> dict[str, str]:
    """Return the exclusion codes of a measure over rows, in order, each in words."""
    words, what, reading = topic.words, dict[str, str](), topic.reading()
    columns = topic.columns()
    if columns:
        what["invalid-cell"] = words("left.invalid-cell", columns=words.list(columns, "or"))
    theirs = dict(KINDS[topic.measure.type].left_out(topic))
    unsure = [field for field in ("where", "total") if field in topic.trees]
    untold = [words(f"left.unknown.{unsure[0] if len(unsure) == 1 else 'both'}")] if unsure else []
    untold += [theirs["unknown"]] if "unknown" in theirs else []
    if untold:
        what["unknown"] = words.list(untold, "or")
    for code, condition in () if reading is None else reading.excluded:
        if code != "unknown" and _can_hold(condition):
            what[code] = theirs[code]
    return what


def _can_hold(condition: Node) -> bool:
    """Tell whether a condition can hold; ``missing`` of what is always there cannot."""
    if isinstance(condition, Logic) and condition.op == "and":
        return all(map(_can_hold, condition.items))
    if isinstance(condition, Call) and condition.function == "missing":
        return _can_be_null(condition.arguments[0])
    return True


def _can_be_null(node: Node) -> bool:
    if isinstance(node, Choose):
        values = [value for _, value in node.cases]
        return node.otherwise is None or any(map(_can_be_null, [*values, node.otherwise]))
    return not isinstance(node, Literal)
