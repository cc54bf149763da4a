"""A formula in words."""

from __future__ import annotations

from sqeval.explain.kinds.kind import Kind
from sqeval.explain.topic import Topic
from sqeval.explain.words import Catalogues
from sqeval.measures.formula import Formula

_SAID: Catalogues = {
    "en": {
        "name": "formula",
        "value": "$value.",
        "same-group": "Each name stands for that indicator's value in the same group.",
        "null": "Where one of them has no value, or a division is by 0, there is no value.",
        "n": "n is the largest n among them; it has no rows of its own, so none is left out.",
    },
    "zh": {
        "name": "公式",
        "value": "$value。",
        "same-group": "各名称指同一分组中该指标的数值。",
        "null": "其中任一指标没有数值，或除数为 0 时，没有数值。",
        "n": "n 取各指标中最大的 n；公式没有自己的记录，因此没有不计入的记录。",
    },
}


def _counted(topic: Topic[Formula]) -> list[str]:
    words = topic.other(_SAID)
    value = words("value", value=topic.in_words("value"))
    return [value, topic.written("value"), words("same-group"), words("null"), words("n")]


FORMULA = Kind(_SAID, _counted)
