"""Why an indicator cannot count rows at all: tables and columns that are not there."""

from __future__ import annotations

from tests.oracle.computing import lacking
from tests.oracle.counting import columns_read, expressions
from tests.oracle.parsing import tables_asked
from tests.oracle.rows import Spec
from tests.oracle.run import Grouping, Run
from tests.oracle.tables import owner


def obstacle(run: Run, indicator: Spec, grouping: Grouping) -> str | None:
    """Return why an indicator cannot count rows at all; None where it can."""
    own = indicator.get("table", "tickets")
    if own not in run.tables:
        return f"no-table: {own}"
    read = read_by(run, indicator)
    asked = [name for tree in expressions(indicator) for name in tables_asked(tree)]
    lost = [name for name in [*(name for name, _ in read), *asked] if name not in run.tables]
    if lost:
        return f"no-table: {min(lost)}"
    absent = [lost for name, column in read for lost in lacking(column, run.tables[name])]
    absent = [lost for lost in absent if lost not in spare_limits(indicator, absent)]
    if absent:
        return f"missing-column: {min(absent)}"
    table = run.tables[own]
    if run.start is not None and table.clock() is None:
        return "no-clock"
    return None if run.sees(table, grouping) else "no-column"


def read_by(run: Run, indicator: Spec) -> list[tuple[str, str]]:
    """Return table and name of every column that an indicator reads."""
    specs = run.rules["tables"]
    table = run.tables[indicator.get("table", "tickets")]
    columns = columns_read(indicator, table.spec.get("clock"))
    found = [(owner(table, column, specs), column) for column in columns]
    pause = indicator.get("pause")
    if isinstance(pause, dict):
        history = specs[pause["table"]]
        names = (pause["status"], history["clock"], *history["lookup"].values())
        found += [(pause["table"], name) for name in names]
    return found


def spare_limits(indicator: Spec, absent: list[str]) -> list[str]:
    """Return the columns of a limit of several that nothing else reads, where it has another."""
    limit = indicator.get("limit")
    if not isinstance(limit, list) or set(limit) <= set(absent):
        return []
    without = {name: value for name, value in indicator.items() if name != "limit"}
    return [column for column in limit if column not in columns_read(without, None)]
