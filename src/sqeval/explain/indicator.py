"""An indicator in words: what it is, over which rows, against which target, with which weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqeval.explain.kinds.registry import KINDS
from sqeval.explain.origins import origin
from sqeval.explain.page import Line, page, section
from sqeval.explain.place import gates_said, place_said, uses_said
from sqeval.explain.points import points_said
from sqeval.explain.quantities import number
from sqeval.explain.rows import left_out_said, rows_said
from sqeval.explain.target import target_said
from sqeval.explain.topic import Topic, topic_of
from sqeval.explain.words import Lang, words_in
from sqeval.measures.reductions import Percentile, Survival
from sqeval.rules.ruleset import RuleSet


def explain_indicator(rules: RuleSet, indicator: str, lang: Lang, width: int | None = None) -> str:
    """Return the page of an indicator; lines are wrapped at ``width`` cells (None: not at all)."""
    topic = topic_of(rules, indicator, words_in(lang))
    lines = [*_head(topic)]
    for head, texts in _SECTIONS.items():
        lines += section(topic.words(f"head.{head}"), texts(topic))
    return page(lines, width)


def kind_said(topic: Topic[Any]) -> str:
    """Return the name of the measure's kind."""
    return topic.words.of(KINDS[topic.measure.type].catalogues)("name")


def _head(topic: Topic[Any]) -> list[Line]:
    words, measure = topic.words, topic.measure
    place = origin(topic.rules.files, ("indicators", topic.id), words)
    lines = [
        Line(topic.title),
        Line(words("indicator.head", id=topic.id, type=kind_said(topic), place=place)),
    ]
    if measure.owner is not None:
        lines.append(Line(words("owner", owner=measure.owner)))
    return [*lines, Line("")]


def _about(topic: Topic[Any]) -> list[str]:
    about = topic.words.title(topic.measure.about, "")
    return [about] if about else []


def _counted(topic: Topic[Any]) -> list[str]:
    return KINDS[topic.measure.type].counted(topic)


def _open_cases(topic: Topic[Any]) -> list[str]:
    return KINDS[topic.measure.type].open_cases(topic)


def _method(topic: Topic[Any]) -> list[str]:
    reading = topic.reading()
    if reading is None:
        return [topic.words("method.none")]
    values = {}
    if isinstance(reading.reduction, Percentile | Survival):
        values["q"] = number(reading.reduction.q, scale=2)
    return [topic.words(f"method.{type(reading.reduction).__name__}", **values)]


def _sample(topic: Topic[Any]) -> list[str]:
    words, measure = topic.words, topic.measure
    if measure.counts_nothing:
        return [words("sample.count")]
    least = measure.min_n
    texts = [words("sample.least", n=number(least)) if least > 1 else words("sample.one")]
    texts.append(words("sample.none"))
    if measure.target is not None and measure.target.by is not None and least > 1:
        texts.append(words("sample.strata", by=measure.target.by))
    return texts


_SECTIONS: dict[str, Callable[[Topic[Any]], list[str]]] = {
    "about": _about,
    "counted": _counted,
    "rows": rows_said,
    "left": left_out_said,
    "open": _open_cases,
    "method": _method,
    "sample": _sample,
    "target": target_said,
    "points": points_said,
    "place": place_said,
    "gates-of": gates_said,
    "uses": uses_said,
}
