"""A duration in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.aggregates import aggregate_said
from sqeval.explain.kinds.kind import Kind
from sqeval.explain.kinds.timed import time_said, unknown_said
from sqeval.explain.topic import Topic, later
from sqeval.explain.words import Catalogues
from sqeval.measures.duration import Duration

_SAID: Catalogues = {
    "en": {
        "name": "duration",
        "value": "Over all counted rows, $aggregate of the time from $start to $end.",
        "exclude": "A row without $end is left out (no-end).",
        "age": "A row without $end counts with its age: the time from $start to as_of.",
        "survival": "A row without $end is still open at as_of: of its time no more is known than "
        "that it is longer than its age, and the percentile allows for that.",
        "out-of-order": "$end, or as_of where it is missing, is before $start",
    },
    "zh": {
        "name": "时长",
        "value": "计入的全部记录从$start到$end的时长的$aggregate。",
        "exclude": "没有$end的记录不计入（no-end）。",
        "age": "没有$end的记录按已历时计入，即从$start到数据截至时间（as_of）的时长。",
        "survival": "没有$end的记录到数据截至时间（as_of）仍未结束：只知其时长超过已历时，"
        "分位数的计算已考虑这一点。",
        "out-of-order": "$end（缺失时为数据截至时间 as_of）早于$start",
    },
}


def _counted(topic: Topic[Duration]) -> list[str]:
    words, measure = topic.other(_SAID), topic.measure
    aggregate = aggregate_said(measure.aggregate, topic.words)
    value = words("value", aggregate=aggregate, start=measure.from_, end=measure.to)
    return [value, *time_said(topic)]


def _left_out(topic: Topic[Duration]) -> Mapping[str, str]:
    words, start, end = topic.words, topic.measure.from_, topic.measure.to
    late = words("left.out-of-order", start=start, end=end)
    if topic.measure.open != "exclude":
        late = topic.other(_SAID)("out-of-order", start=start, end=end)
    return {
        **unknown_said(topic),
        "no-start": words("left.no-start", column=start),
        "no-end": words("left.no-end", column=end),
        "out-of-order": late,
    }


def _open_cases(topic: Topic[Duration]) -> list[str]:
    start, end = topic.measure.from_, topic.measure.to
    said = topic.other(_SAID)(topic.measure.open, start=start, end=end)
    return [said, later(topic)]


DURATION = Kind(_SAID, _counted, _left_out, _open_cases)
