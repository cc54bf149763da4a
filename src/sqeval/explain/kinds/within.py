"""A share done in time, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.kinds.timed import time_said, unknown_said
from sqeval.explain.quantities import elapsed, number
from sqeval.explain.topic import Topic, later
from sqeval.explain.words import Catalogues
from sqeval.expr.types import Kind as TypeKind
from sqeval.measures.limits import LimitTable, WorkingDays
from sqeval.measures.within import Within

_SAID: Catalogues = {
    "en": {
        "name": "within",
        "value": "Counted rows $in_time, divided by all counted rows (n).",
        "in.limit": "where the time from $start to $end is at most $limit",
        "in.days": "where $end is not after the close of working day $n after the day of $start",
        "in.columns": "where the time from $start to $end is at most the longest of $limit that is "
        "there",
        "in.dues": "where $end is not after the latest of $limit that is there",
        "in.table.days": "where $end comes within the limit for their $by",
        "in.column": "where the time from $start to $end is at most the duration in $limit",
        "in.due": "where $end is not after $limit",
        "in.table": "where the time from $start to $end is at most the limit for their $by",
        "day": "$n working day",
        "days": "$n working days",
        "by-days": "A limit in working days ends at the close of the last of them; the day of "
        "$start is not counted.",
        "pause": "So the due time moves back by as much time that counts.",
        "level": "$category: $limit",
        "levels": "$category: by $by, $limits",
        "category": "$by $category",
        "rest": "any other $by, a missing one too",
        "late": "A row without $end whose limit has passed at as_of counts as not in time; one "
        "whose limit ends at as_of or later is left out (undecided).",
        "exclude": "A row without $end is left out (no-end), whether its limit has passed or not.",
        "undecided": "$end is missing, and the limit has not passed at as_of",
        "no-limit.column": "$limit is missing",
        "no-limit.columns": "none of $limit is there",
        "no-limit.table": "there is no limit for its $by",
        "no-limit.days": "its calendar has too few working days after $start",
    },
    "zh": {
        "name": "及时率",
        "value": "$in_time的记录数 ÷ 计入的全部记录数（n）。",
        "in.limit": "从$start到$end的时长不超过$limit",
        "in.days": "$end不晚于$start次日起第$n个工作日的下班时间",
        "in.columns": "从$start到$end的时长不超过$limit中最长的一个",
        "in.dues": "$end不晚于$limit中最晚的一个",
        "in.table.days": "$end不超出$by对应时限",
        "in.column": "从$start到$end的时长不超过该记录的$limit",
        "in.due": "$end不晚于$limit",
        "in.table": "从$start到$end的时长不超过$by对应时限",
        "day": "$n个工作日",
        "days": "$n个工作日",
        "by-days": "以工作日计的时限到最后一个工作日下班时为止，$start当天不计。",
        "pause": "即到期时间按此顺延。",
        "level": "$category：$limit",
        "levels": "$category：按$by，$limits",
        "category": "$by为$category",
        "rest": "其余$by（含缺失）",
        "late": "没有$end的记录，到数据截至时间（as_of）已过时限的计为不及时；"
        "时限到期时刻等于或晚于数据截至时间的为未到期，不计入（undecided）。",
        "exclude": "没有$end的记录无论是否超期，一律不计入（no-end）。",
        "undecided": "$end缺失，且到数据截至时间（as_of）时限未过，即未到期",
        "no-limit.column": "$limit缺失",
        "no-limit.columns": "$limit均缺失",
        "no-limit.table": "$by没有对应的时限",
        "no-limit.days": "其工作日历在$start之后的工作日不足",
    },
}


def _counted(topic: Topic[Within]) -> list[str]:
    words, measure = topic.other(_SAID), topic.measure
    texts = [words("value", in_time=_in_time(topic))]
    if isinstance(measure.limit, LimitTable):
        texts += _levels(topic, measure.limit)
        if _in_days(measure):
            texts.append(words("by-days", start=measure.from_))
    if not _is_due(topic) or measure.pause is not None:
        texts += time_said(topic)
    moved = _is_due(topic) or _in_days(measure)
    return [*texts, words("pause")] if moved and measure.pause is not None else texts


def _in_time(topic: Topic[Within]) -> str:
    words, measure, limit = topic.other(_SAID), topic.measure, topic.measure.limit
    ends = {"start": measure.from_, "end": measure.to}
    if isinstance(limit, LimitTable):
        name = "in.table.days" if _in_days(measure) else "in.table"
        return words(name, by=topic.words.list(limit.by, "and"), **ends)
    if isinstance(limit, list):
        name = "in.due" if _is_due(topic) else "in.column"
        every = topic.words.list(limit, "and")
        return words(f"{name}s" if len(limit) > 1 else name, limit=every, **ends)
    if isinstance(limit, WorkingDays):
        return words("in.days", n=number(limit.days), **ends)
    return words("in.limit", limit=elapsed(limit, topic.words), **ends)


def _in_days(measure: Within) -> bool:
    """Tell whether a limit is a number of working days."""
    return any(isinstance(time, WorkingDays) for time in measure.times().values())


def _is_due(topic: Topic[Within]) -> bool:
    """Tell whether the limit is a column with the due time, or several."""
    types, limit = topic.rules.types[topic.measure.table], topic.measure.limit
    return isinstance(limit, list) and types[limit[0]].kind is TypeKind.DATETIME


def _levels(topic: Topic[Within], table: LimitTable) -> list[str]:
    words = topic.other(_SAID)
    texts = []
    for name, level in table.limits.items():
        category = _category(topic, table.by[0], name)
        if not isinstance(level, dict):
            texts.append(words("level", category=category, limit=_amount(topic, level)))
            continue
        limits = topic.words.list(
            words(
                "level",
                category=words("rest", by=table.by[1]) if inner == "default" else inner,
                limit=_amount(topic, limit),
            )
            for inner, limit in level.items()
        )
        texts.append(words("levels", category=category, by=table.by[1], limits=limits))
    return texts


def _amount(topic: Topic[Within], limit: int | WorkingDays) -> str:
    if not isinstance(limit, WorkingDays):
        return elapsed(limit, topic.words)
    return topic.other(_SAID)("day" if limit.days == 1 else "days", n=number(limit.days))


def _category(topic: Topic[Within], by: str, name: str) -> str:
    words = topic.other(_SAID)
    return words("rest", by=by) if name == "default" else words("category", by=by, category=name)


def _left_out(topic: Topic[Within]) -> Mapping[str, str]:
    words, own, measure = topic.words, topic.other(_SAID), topic.measure
    start, end, limit = measure.from_, measure.to, measure.limit
    codes = {
        **unknown_said(topic),
        "no-start": words("left.no-start", column=start),
        "no-end": words("left.no-end", column=end),
        "undecided": own("undecided", end=end),
        "out-of-order": words("left.out-of-order", start=start, end=end),
    }
    if isinstance(limit, list):
        name = "no-limit.columns" if len(limit) > 1 else "no-limit.column"
        codes["no-limit"] = own(name, limit=words.list(limit, "and"))
        return codes
    texts = []
    if isinstance(limit, LimitTable) and not _has_defaults(limit):
        texts.append(own("no-limit.table", by=words.list(limit.by, "and")))
    if _in_days(measure):
        texts.append(own("no-limit.days", start=start))
    return codes | {"no-limit": words.list(texts, "or")}


def _has_defaults(limit: LimitTable) -> bool:
    """Tell whether every category has a limit."""
    below = [level for level in limit.limits.values() if isinstance(level, dict)]
    return "default" in limit.limits and all("default" in level for level in below)


def _open_cases(topic: Topic[Within]) -> list[str]:
    said = topic.other(_SAID)(topic.measure.open, end=topic.measure.to)
    return [said, later(topic)]


WITHIN = Kind(_SAID, _counted, _left_out, _open_cases)
