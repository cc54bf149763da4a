"""A statistic in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.aggregates import aggregate_said
from sqeval.explain.kinds.kind import Kind
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.statistic import Statistic

_SAID: Catalogues = {
    "en": {"name": "statistic", "value": "Over all counted rows, $aggregate of $of."},
    "zh": {"name": "统计量", "value": "计入的全部记录$of的$aggregate。"},
}


def _counted(topic: Topic[Statistic]) -> list[str]:
    aggregate = aggregate_said(topic.measure.aggregate, topic.words)
    value = topic.other(_SAID)("value", aggregate=aggregate, of=topic.in_words("of"))
    return [value, topic.written("of")]


def _left_out(topic: Topic[Statistic]) -> Mapping[str, str]:
    return {"no-value": topic.words("left.no-value", of=topic.in_words("of"))}


STATISTIC = Kind(_SAID, _counted, _left_out)
