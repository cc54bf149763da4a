"""When a row of a history was, and what it says of its case.

A history says when a case was paused, events when it passed a stage; without their times and states
nobody can check either. Shown is what the rules compare and nothing else of the row.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sqeval.expr.tree import Compare, In, Literal, Name, Node, walk
from sqeval.plan.available import histories, paused_by
from sqeval.plan.request import Run
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.stages import StageEvents
from sqeval.tables.table import instant


def state(run: Run, name: str) -> list[pl.Expr]:
    """Return the columns ``at`` and ``status`` of a table; null where it is no history."""
    at, status = pl.lit(None, dtype=pl.Datetime("us", "UTC")), pl.lit(None, dtype=pl.String)
    if name in histories(run.rules):
        there, clock = run.tables[name].frame.columns, run.rules.tables[name].clock
        if clock in there:
            at = instant(run.tables[name], str(clock), run.tables.zone)
        said = [c for c in dict.fromkeys(_states(run.rules, name)) if c in there]
        texts = pl.concat_list(pl.col(column).cast(pl.String) for column in said) if said else None
        if texts is not None:
            known = texts.list.drop_nulls()
            status = pl.when(known.list.len() > 0).then(known.list.join(", "))
    return [at.alias("at"), status.alias("status")]


def _states(rules: RuleSet, name: str) -> Iterator[str]:
    """Yield the columns by which pauses and stages tell the rows of a history apart."""
    yield from (pause.status for pause in paused_by(rules) if pause.table == name)
    for table, declared in rules.tables.items():
        for i, stage in enumerate(declared.stages):
            if isinstance(stage.at_, StageEvents) and stage.at_.table == name:
                where = rules.trees.get(("stages", table, i, "where"))
                yield from () if where is None else _compared(where)


def _compared(where: Node) -> Iterator[str]:
    """Yield the columns that a condition compares with texts that the rules hold."""
    for node, _ in walk(where):
        match node:
            case Compare("==" | "!=", Name(column), Literal(str())) | In(Name(column)):
                yield column
            case Compare("==" | "!=", Literal(str()), Name(column)):
                yield column
            case _:
                pass
