"""What a table's stages say, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.explain.expressions import Saying
from sqeval.explain.quantities import elapsed
from sqeval.explain.words import Words
from sqeval.measures.limits import LimitTable, WorkingDays
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.stages import Stage, StageEvents


def stages_said(rules: RuleSet, name: str, words: Words) -> Iterator[str]:
    """Yield the steps of a table in their order, what is told by events, and the limits."""
    stages = rules.tables[name].stages
    steps = words.list((stage.name for stage in stages if stage.is_step), "and")
    yield words("table.stages", stages=steps)
    for i, stage in enumerate(stages):
        if isinstance(stage.at_, StageEvents):
            yield _events(rules, (name, i), stage.name, stage.at_, words)
        if stage.limit is not None:
            start = words("stage.before") if stage.from_ is None else stage.from_
            yield words("stage.limit", name=stage.name, limit=_limit(stage, words), start=start)


def _events(
    rules: RuleSet, where: tuple[str, int], name: str, events: StageEvents, words: Words
) -> str:
    tree = rules.trees.get(("stages", *where, "where"))
    if tree is None:
        return words(f"stage.{events.take}", name=name, table=events.table)
    condition = Saying(words, events.where or "").condition(tree)
    told = f"stage.{events.take}.where"
    return words(told, name=name, table=events.table, condition=condition)


def _limit(stage: Stage, words: Words) -> str:
    limit = stage.limit
    if isinstance(limit, int):
        return elapsed(limit, words)
    if isinstance(limit, WorkingDays):
        return words("stage.days", days=str(limit.days))
    if isinstance(limit, LimitTable):
        return words("stage.by", by=words.list(limit.by, "and"))
    return words.list(limit or (), "or")
