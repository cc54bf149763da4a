"""A count in words."""

from __future__ import annotations

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.count import Count

_SAID: Catalogues = {
    "en": {"name": "count", "value": "The number of counted rows (n)."},
    "zh": {"name": "计数", "value": "计入的记录数（n）。"},
}


def _counted(topic: Topic[Count]) -> list[str]:
    return [topic.other(_SAID)("value")]


COUNT = Kind(_SAID, _counted)
