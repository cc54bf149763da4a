"""A share done in time, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.quantities import elapsed
from sqeval.explain.topic import Topic, later
from sqeval.explain.words import Catalogues
from sqeval.expr.types import Kind as TypeKind
from sqeval.measures.within import LimitTable, Within

_SAID: Catalogues = {
    "en": {
        "name": "within",
        "value": "Counted rows $in_time, divided by all counted rows (n).",
        "in.limit": "where the time from $start to $end is at most $limit",
        "in.column": "where the time from $start to $end is at most the duration in $limit",
        "in.due": "where $end is not after $limit",
        "in.table": "where the time from $start to $end is at most the limit for their $by",
        "level": "$category: $limit",
        "levels": "$category: by $by, $limits",
        "category": "$by $category",
        "rest": "any other $by, a missing one too",
        "elapsed": "The time is elapsed real time between the two instants, nights and weekends "
        "included.",
        "late": "A row without $end whose limit has passed at as_of counts as not in time; one "
        "whose limit ends at as_of or later is left out (undecided).",
        "exclude": "A row without $end is left out (no-end), whether its limit has passed or not.",
        "undecided": "$end is missing, and the limit has not passed at as_of",
        "no-limit.column": "$limit is missing",
        "no-limit.table": "there is no limit for its $by",
    },
    "zh": {
        "name": "及时率",
        "value": "$in_time的记录数 ÷ 计入的全部记录数（n）。",
        "in.limit": "从$start到$end的时长不超过$limit",
        "in.column": "从$start到$end的时长不超过该记录的$limit",
        "in.due": "$end不晚于$limit",
        "in.table": "从$start到$end的时长不超过$by对应时限",
        "level": "$category：$limit",
        "levels": "$category：按$by，$limits",
        "category": "$by为$category",
        "rest": "其余$by（含缺失）",
        "elapsed": "时长按自然时间计算，含夜间和休息日。",
        "late": "没有$end的记录，到数据截至时间（as_of）已过时限的计为不及时；"
        "时限到期时刻等于或晚于数据截至时间的为未到期，不计入（undecided）。",
        "exclude": "没有$end的记录无论是否超期，一律不计入（no-end）。",
        "undecided": "$end缺失，且到数据截至时间（as_of）时限未过，即未到期",
        "no-limit.column": "$limit缺失",
        "no-limit.table": "$by没有对应的时限",
    },
}


def _counted(topic: Topic[Within]) -> list[str]:
    words, measure = topic.other(_SAID), topic.measure
    texts = [words("value", in_time=_in_time(topic))]
    if isinstance(measure.limit, LimitTable):
        texts += _levels(topic, measure.limit)
    return texts if _is_due(topic) else [*texts, words("elapsed")]


def _in_time(topic: Topic[Within]) -> str:
    words, measure, limit = topic.other(_SAID), topic.measure, topic.measure.limit
    start, end = measure.from_, measure.to
    if isinstance(limit, int):
        return words("in.limit", start=start, end=end, limit=elapsed(limit, topic.words))
    if isinstance(limit, LimitTable):
        by = topic.words.list(limit.by, "and")
        return words("in.table", start=start, end=end, by=by)
    if _is_due(topic):
        return words("in.due", end=end, limit=limit)
    return words("in.column", start=start, end=end, limit=limit)


def _is_due(topic: Topic[Within]) -> bool:
    """Tell whether the limit is a column with the due time."""
    types, limit = topic.rules.types[topic.measure.table], topic.measure.limit
    return isinstance(limit, str) and types[limit].kind is TypeKind.DATETIME


def _levels(topic: Topic[Within], table: LimitTable) -> list[str]:
    words = topic.other(_SAID)
    texts = []
    for name, level in table.limits.items():
        category = _category(topic, table.by[0], name)
        if isinstance(level, int):
            texts.append(words("level", category=category, limit=elapsed(level, topic.words)))
            continue
        limits = topic.words.list(
            words(
                "level",
                category=words("rest", by=table.by[1]) if inner == "default" else inner,
                limit=elapsed(limit, topic.words),
            )
            for inner, limit in level.items()
        )
        texts.append(words("levels", category=category, by=table.by[1], limits=limits))
    return texts


def _category(topic: Topic[Within], by: str, name: str) -> str:
    words = topic.other(_SAID)
    return words("rest", by=by) if name == "default" else words("category", by=by, category=name)


def _left_out(topic: Topic[Within]) -> Mapping[str, str]:
    words, own, measure = topic.words, topic.other(_SAID), topic.measure
    start, end, limit = measure.from_, measure.to, measure.limit
    codes = {
        "no-start": words("left.no-start", column=start),
        "no-end": words("left.no-end", column=end),
        "undecided": own("undecided", end=end),
        "out-of-order": words("left.out-of-order", start=start, end=end),
    }
    if isinstance(limit, LimitTable):
        codes["no-limit"] = own("no-limit.table", by=words.list(limit.by, "and"))
    elif isinstance(limit, str):
        codes["no-limit"] = own("no-limit.column", limit=limit)
    return codes


def _open_cases(topic: Topic[Within]) -> list[str]:
    said = topic.other(_SAID)(topic.measure.open, end=topic.measure.to)
    return [said, later(topic)]


WITHIN = Kind(_SAID, _counted, _left_out, _open_cases)
