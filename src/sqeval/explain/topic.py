"""What an explanation is about: one indicator of a rule set, and the words to say it in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqeval.explain.expressions import Saying
from sqeval.explain.words import Catalogues, Words
from sqeval.expr.tree import Node
from sqeval.expr.types import BOOLEAN
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import Context, Reading
from sqeval.measures.timed import Timed
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import parts_of

M = TypeVar("M", bound=Measure)

#: Any moment does: a reading is explained, not run.
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Topic(Generic[M]):
    """An indicator of a rule set, to be said in some words."""

    rules: RuleSet
    id: str
    measure: M
    words: Words

    @cached_property
    def trees(self) -> dict[str, Node]:
        """The checked expressions by field."""
        return self.rules.fields(self.id)

    @cached_property
    def unit(self) -> Unit:
        """The base unit of the value."""
        return self.rules.unit(self.id)

    @property
    def title(self) -> str:
        """The indicator's title, or its id."""
        return self.words.title(self.measure.title, self.id)

    def other(self, catalogues: Catalogues) -> Words:
        """Return the words of another catalogue, in the same language."""
        return self.words.of(catalogues)

    def in_words(self, field: str) -> str:
        """Return one of the measure's expressions: a condition as a clause, a value as a noun."""
        tree = self.trees[field]
        titles = titles_of(self.rules, self.words) if isinstance(self.measure, Formula) else {}
        saying = Saying(self.words, getattr(self.measure, field), titles)
        return saying.condition(tree) if tree.type == BOOLEAN else saying.value(tree)

    def written(self, field: str) -> str:
        """Return an expression as its author wrote it."""
        return written(field, getattr(self.measure, field), self.words)

    def columns(self) -> list[str]:
        """Return the columns that the condition, the measure and the target's category read."""
        return sorted(self.rules.reads(self.id))

    def reading(self) -> Reading | None:
        """Return how the measure reads rows; a formula reads none."""
        measure = self.rules.indicators[self.id]
        if isinstance(measure, Formula):
            return None
        return measure.reading(Context(self.trees, self.rules.types[measure.table], _SOME_TIME))


def topic_of(rules: RuleSet, indicator: str, words: Words) -> Topic[Any]:
    """Return an indicator with its words; by a calendar a day is no 24 hours, so none is said."""
    measure = rules.indicators[indicator]
    if isinstance(measure, Timed) and measure.calendar is not None:
        words = replace(words, days=False)
    return Topic(rules, indicator, measure, words)


def later(topic: Topic[Any]) -> str:
    """Return what is said of times later than ``as_of`` in the columns a measure goes by."""
    columns = topic.words.list(topic.measure.time_columns(), "or")
    return topic.words("open.later", columns=columns)


def written(field: str, text: str, words: Words) -> str:
    """Return an expression as its author wrote it, on one line."""
    return words("written", field=field, text=" ".join(text.splitlines()).strip())


def titles_of(rules: RuleSet, words: Words) -> dict[str, str]:
    """Return the titles of all indicators and parts by their ids."""
    titles = {name: words.title(part.title, name) for name, part in parts_of(rules.scorecard)}
    return titles | {k: words.title(m.title, k) for k, m in rules.indicators.items()}
