"""Where an indicator stands: in the scorecard, in gates, in formulas."""

from __future__ import annotations

from typing import Any

from sqeval.explain.expressions import Saying
from sqeval.explain.quantities import number, said
from sqeval.explain.topic import Topic, titles_of, written
from sqeval.explain.weights import can_score, members, total_is_void
from sqeval.explain.words import Words
from sqeval.expr.tree import names_used
from sqeval.measures.formula import Formula
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import Gate


def place_said(topic: Topic[Any]) -> list[str]:
    """Return the parts that hold the indicator, its weights on the way up and its share."""
    words, every = topic.words, list(members(topic.rules))
    own = next((m for m in every if m.part is None and m.id == topic.id), None)
    if own is None:
        return [words("place.none")]
    titles = titles_of(topic.rules, words) | {"": words("place.whole")}
    above = ("", *own.above)
    figures = {"weight": number(own.weight), "sum": number(own.sum)}
    texts = [words("path").join(titles[name] for name in own.above)] if own.above else []
    texts.append(words("place.weight", part=titles[above[-1]], **figures))
    for name, parent in zip(reversed(own.above), reversed(above[:-1]), strict=True):
        part = next(m for m in every if m.part is not None and m.id == name)
        figures = {"weight": number(part.weight), "sum": number(part.sum)}
        texts.append(words("place.above", part=titles[name], parent=titles[parent], **figures))
    if not can_score(topic.rules, topic.id):
        texts.append(words("place.never"))
    if total_is_void(topic.rules):
        texts.append(words("place.lost"))
    else:
        texts.append(words("place.share", share=said(own.share, "share", words)))
    return [*texts, words(f"place.{own.missing}")]


def gates_said(topic: Topic[Any]) -> list[str]:
    """Return the gates whose condition reads the indicator."""
    texts = []
    for i, gate in enumerate(topic.rules.scorecard.gates):
        if topic.id in names_used(topic.rules.trees["gates", i]):
            texts += gate_said(topic.rules, gate, i, topic.words)
    return texts


def gate_said(rules: RuleSet, gate: Gate, index: int, words: Words) -> list[str]:
    """Return a gate in words: its condition, its cap, why, and as written."""
    saying = Saying(words, gate.when, titles_of(rules, words))
    condition = saying.condition(rules.trees["gates", index])
    texts = [words("gate", condition=condition, cap=gate.cap)]
    if gate.why is not None:
        texts.append(words("gate.why", why=words.title(gate.why, "")))
    return [*texts, written("when", gate.when, words)]


def uses_said(topic: Topic[Any]) -> list[str]:
    """Return the formulas that are made of the indicator."""
    texts = []
    for name, measure in topic.rules.indicators.items():
        if isinstance(measure, Formula):
            formula = Topic(topic.rules, name, measure, topic.words)
            if topic.id in names_used(formula.trees["value"]):
                value = formula.in_words("value")
                texts.append(topic.words("uses", title=formula.title, id=name, value=value))
    return texts
