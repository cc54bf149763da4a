"""A ratio in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.ratio import Ratio

_SAID: Catalogues = {
    "en": {
        "name": "ratio",
        "value": "Counted rows where $good, divided by all counted rows (n).",
        "value.total": "Counted rows where $good, divided by all counted rows (n), which are those "
        "where $total.",
        "unsure": "A counted row for which 'good' has no answer (a value is missing, say) is not "
        "good, and stays in n.",
        "outside-total": "the condition of the total is false ($total)",
    },
    "zh": {
        "name": "比率",
        "value": "$good的记录数 ÷ 计入的全部记录数（n）。",
        "value.total": "$good的记录数 ÷ 计入的全部记录数（n，即$total的记录数）。",
        "unsure": "计入的记录无法判断是否符合分子的条件时，不算符合，但仍留在 n 中。",
        "outside-total": "分母的条件不成立（$total）",
    },
}


def _counted(topic: Topic[Ratio]) -> list[str]:
    words, good = topic.other(_SAID), topic.in_words("good")
    if topic.measure.total is None:
        return [words("value", good=good), topic.written("good"), words("unsure")]
    value = words("value.total", good=good, total=topic.in_words("total"))
    return [value, topic.written("good"), topic.written("total"), words("unsure")]


def _left_out(topic: Topic[Ratio]) -> Mapping[str, str]:
    if topic.measure.total is None:
        return {}
    return {"outside-total": topic.other(_SAID)("outside-total", total=topic.in_words("total"))}


RATIO = Kind(_SAID, _counted, _left_out)
