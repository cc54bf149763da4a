"""A required column that nothing reads still makes an export without it unusable.

Often the indicator that was to read it names another one. Columns of people, teams
and places (a queue, a region) are there to group reports by; of any other column that ``--by``
names only you can know.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
          reopens: {type: integer}
    indicators:
      solved: {type: ratio, good: solved}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
          reopens: {type: integer}
    indicators:
      solved: {type: ratio, good: solved and reopens == 0}

How to silence: ``# sqeval: ignore[SQ319]`` on the line of the column, or of ``columns``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import names_used
from sqeval.measures.formula import Formula
from sqeval.measures.timed import History
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.declared import declared_here
from sqeval.rules.lint.people import PERSONS, PLACES, TEAMS, called
from sqeval.rules.lint.timed import timed
from sqeval.rules.profiles.shipped import profiles
from sqeval.rules.profiles.values import trees
from sqeval.rules.scope import owner
from sqeval.rules.stages import END, START, StageEvents, stage_times
from sqeval.rules.tables import AUTO

CODE = "SQ319"

_HINT = "remove it, or silence this where --by names it"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield columns that nothing reads, in a rule set that has indicators."""
    if not rules.sound or not rules.draft.indicators:
        return
    named = {*_by_tables(rules), *_by_values(rules), *_by_profiles(rules)}
    used = {*named, *_by_indicators(rules), *_by_stages(rules), *_by_histories(rules)}
    for table, entry in rules.draft.tables.items():
        for name, column in entry.columns.items():
            if (table, name) in used or called(PERSONS | TEAMS | PLACES, name, column):
                continue
            if declared_here(rules, "tables", table, "columns", name):
                yield Problem(CODE, f"nothing uses '{name}'", column.at(), _HINT)


def _by_tables(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns that tables name, each with its table."""
    for name, table in rules.draft.tables.items():
        named = [*table.key, *(c for columns in table.lookup.values() for c in columns)]
        states = table.states
        named += [states.by, states.end] if states is not None else []
        for column in (*named, table.clock, table.keep_by):
            if column is not None:
                yield name, column
        if states is not None and states.overdue is not None:
            yield owner(name, states.overdue, rules.draft.tables) or name, states.overdue
        if table.derive is not None:
            yield table.derive.from_, table.derive.per


def _by_values(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns that others are computed of: their table's own, or its source's."""
    for (section, name, *_), tree in rules.trees.items():
        if section == "tables":
            derive = rules.draft.tables[str(name)].derive
            source = str(name) if derive is None else derive.from_
            yield from ((source, column) for column in names_used(tree))


def _by_profiles(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns that a profile of their table, named or recognised, makes others of."""
    for name, table in rules.draft.tables.items():
        auto = table.profile == AUTO
        known = profiles().values() if auto else [rules.profiles[name]] if table.profile else ()
        for profile in known:
            for tree in trees(name, table, profile).values():
                yield from ((name, column) for column in names_used(tree))


def _by_indicators(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns that indicators read, each with the table that has it."""
    for name, measure in rules.draft.indicators.items():
        if isinstance(measure, Formula):
            continue
        read = {c for tree in rules.fields(name).values() for c in names_used(tree)}
        for column in (*read, *measure.columns(), measure.clock):
            if column is not None:
                seen = owner(measure.table, column, rules.draft.tables)
                yield seen or measure.table, column


def _by_stages(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns of stages and of their limits, each with the table that has it."""
    for name, table in rules.draft.tables.items():
        for i, stage in enumerate(table.stages):
            read = {stage.at_} if isinstance(stage.at_, str) else set()
            for measure in stage_times(name, [stage]):
                read |= measure.columns().keys() - {START, END}
            for column in read:
                yield owner(name, column, rules.draft.tables) or name, column
            if isinstance(stage.at_, StageEvents):
                where = rules.trees.get(("stages", name, i, "where"))
                used = names_used(where) if where is not None else ()
                yield from ((stage.at_.table, column) for column in used)


def _by_histories(rules: Checking) -> Iterator[tuple[str, str]]:
    """Yield the columns whose states pause the cases of indicators and stages."""
    for entry in timed(rules):
        if isinstance(entry.pause, History):
            yield entry.pause.table, entry.pause.status
