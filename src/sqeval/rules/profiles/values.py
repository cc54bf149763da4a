"""Values that a profile makes of a table's columns, where the export lacks the column itself.

Some vendors write how long a reply took and not when it came. A profile says then how the time
follows, and the expression is checked against the table that it fills in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqeval.expr.check import Checked, analyse
from sqeval.expr.tree import Node, names_used
from sqeval.expr.types import UNKNOWN
from sqeval.problems import Location, Problem
from sqeval.rules.profiles.model import Profile, ProfileColumn
from sqeval.rules.scope import column_type, table_scope
from sqeval.rules.tables import Table


@dataclass(frozen=True)
class Given:
    """The expression that a profile gives a declared column."""

    column: str
    known: ProfileColumn
    checked: Checked

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the expression, at its place in the profile."""
        scalar = self.known.scalar("value")
        for finding in self.checked.findings:
            place = Location() if scalar is None else scalar.location(finding.start, finding.end)
            yield Problem(finding.code, finding.message, place, finding.hint)


def given(name: str, table: Table, profile: Profile) -> Iterator[Given]:
    """Yield the expressions that a profile gives optional columns of the table ``name``.

    They may use columns that are read, and those that the profile alone has.
    """
    known = profile.tables.get(name)
    if known is None or table.derive is not None:
        return
    read = {c: column_type(m) for c, m in table.columns.items() if m.value is None}
    scope = table_scope(name, dict.fromkeys(known.columns, UNKNOWN) | read, frozenset())
    for column, model in table.columns.items():
        words = known.columns.get(column)
        if words is None or words.value is None or model.required or model.value is not None:
            continue
        checked = analyse(words.value, scope, {column_type(model).kind})
        yield Given(column, words, checked)


def trees(name: str, table: Table, profile: Profile) -> dict[str, Node]:
    """Return the checked expressions by column; those that use an undeclared column are left."""
    found = ((one.column, one.checked) for one in given(name, table, profile))
    return {
        column: checked.tree
        for column, checked in found
        if checked.tree is not None
        and not checked.findings
        and names_used(checked.tree) <= table.columns.keys()
    }
