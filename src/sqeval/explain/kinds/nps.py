"""A net promoter score in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.nps import Nps

_SAID: Catalogues = {
    "en": {
        "name": "nps",
        "value": "100 × (promoters − detractors) ÷ all counted rows (n), from -100 to 100.",
        "who": "Promoters answer 9 to 10 in $of, detractors 0 to 6; the others are in n alone.",
        "invalid-cell": "a cell of $columns cannot be read as what its column holds, or $of is "
        "outside "
        "0 to 10",
    },
    "zh": {
        "name": "净推荐值",
        "value": "100 ×（推荐者数 − 贬损者数）÷ 计入的全部记录数（n），范围 -100 至 100。",
        "who": "$of为 9 至 10 的是推荐者，0 至 6 的是贬损者；其余的只计入 n。",
        "invalid-cell": "$columns中有单元格无法按该列的类型识别，或$of不在 0 至 10 之内",
    },
}


def _counted(topic: Topic[Nps]) -> list[str]:
    words = topic.other(_SAID)
    return [words("value"), words("who", of=topic.in_words("of")), topic.written("of")]


def _left_out(topic: Topic[Nps]) -> Mapping[str, str]:
    of, columns = topic.in_words("of"), topic.words.list(topic.columns(), "or")
    return {
        "invalid-cell": topic.other(_SAID)("invalid-cell", columns=columns, of=of),
        "no-value": topic.words("left.no-value", of=of),
    }


NPS = Kind(_SAID, _counted, _left_out)
