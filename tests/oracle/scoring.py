"""The whole run: tables, as_of, period, groups, indicators, scorecard."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tests.oracle import scorecard, times
from tests.oracle.expressions import Scope, evaluate, names, parse
from tests.oracle.indicators import blank, judge, null_last, observe, unit_of
from tests.oracle.points import target_of
from tests.oracle.rows import Row, Spec, Table, Value
from tests.oracle.tables import join, read_table, visible

#: The columns of a grouping, and the values of one of its groups.
Grouping = list[str]
Key = tuple[Value, ...]


class Run:
    """What every step of one run looks at."""

    def __init__(self, rules: Spec, texts: dict[str, str], period: str, as_of: str | None) -> None:
        self.rules = rules
        self.zone = ZoneInfo(rules.get("timezone", "UTC"))
        self.period = period
        self.start, self.end = times.bounds(period, self.zone)
        self.tables = {
            name: read_table(name, rules["tables"][name], text, self.zone)
            for name, text in texts.items()
        }
        self.events = self.columns_of_events()
        self.as_of = times.instant(as_of, self.zone) if as_of else self.latest()
        self.unplaced = {name: self.count_unplaced(one) for name, one in self.tables.items()}
        self.forget_the_future()
        self.rows = {name: self.in_period(one) for name, one in self.tables.items()}
        self.visible = {name: visible(one, self.tables) for name, one in self.tables.items()}

    def table_of(self, indicator: Spec) -> Table:
        """Return the table an indicator counts."""
        return self.tables[indicator.get("table", "tickets")]

    def columns_of_events(self) -> set[tuple[str, str]]:
        """Return table and name of the columns that indicators measure from and to."""
        found = set()
        for indicator in self.rules["indicators"].values():
            if indicator["type"] not in ("duration", "within"):
                continue
            own = self.table_of(indicator)
            for column in (indicator["from"], indicator["to"]):
                for name in [own.name, *own.spec.get("lookup", {})]:
                    if column in self.tables[name].spec["columns"]:
                        found.add((name, column))
                        break
        return found

    def latest(self) -> float | None:
        """Return the latest value of clocks and event columns over all used rows."""
        latest: float | None = None
        clocks = {(name, one.clock()) for name, one in self.tables.items() if one.clock()}
        for name, column in self.events | clocks:
            for row in self.tables[name].rows:
                moment: float | None = row.cells[str(column)]  # type: ignore[assignment]
                if moment is not None and (latest is None or moment > latest):
                    latest = moment
        return latest

    def count_unplaced(self, table: Table) -> int:
        """Return how many used rows have no clock value and so lie in no period."""
        if self.period == "all":
            return 0
        return len([row for row in table.rows if moment_of(row, table) is None])

    def forget_the_future(self) -> None:
        """Put rows after as_of outside the run; later cells of event columns read as missing."""
        if self.as_of is None:
            return
        for table in self.tables.values():
            kept = []
            for row in table.rows:
                moment = moment_of(row, table)
                if moment is None or moment <= self.as_of:
                    kept.append(row)
            table.rows = kept
        for name, column in self.events:
            for row in self.tables[name].rows:
                event: float | None = row.cells[column]  # type: ignore[assignment]
                if event is not None and event > self.as_of:
                    row.cells[column] = None

    def in_period(self, table: Table) -> list[Row]:
        """Return the rows of the period, with the columns they look up."""
        if self.start is None or self.end is None:
            return join(table, self.tables)
        rows = []
        for row in join(table, self.tables):
            moment = moment_of(row, table)
            if moment is not None and self.start <= moment < self.end:
                rows.append(row)
        return rows

    def sees(self, table: Table, grouping: Grouping) -> bool:
        """Tell whether the table can see every column of a grouping."""
        for column in grouping:
            is_grain = column in times.GRAINS and table.clock() is not None
            if column not in self.visible[table.name] and not is_grain:
                return False
        return True

    def key_of(self, row: Row, table: Table, grouping: Grouping) -> Key:
        """Return the group of a row."""
        return tuple(
            row.cells[column]
            if column in self.visible[table.name]
            else times.grain(moment_of(row, table), column, self.zone)
            for column in grouping
        )

    def groups_of(self, grouping: Grouping) -> list[Key]:
        """Return the union over tables of the groups of rows in the period."""
        found: set[Key] = set()
        for name, table in self.tables.items():
            if self.sees(table, grouping):
                found |= {self.key_of(row, table, grouping) for row in self.rows[name]}
        return sorted(found, key=lambda key: [null_last(value) for value in key])


def moment_of(row: Row, table: Table) -> float | None:
    """Return the clock of a row."""
    clock = table.clock()
    moment: float | None = row.cells[clock] if clock else None  # type: ignore[assignment]
    return moment


def score(
    rules: Spec, tables: dict[str, str], period: str, as_of: str | None, by: list[Grouping]
) -> Spec:
    """Return the parts of a report that the definitions define: tables, groups, as_of, period."""
    run = Run(rules, tables, period, as_of)
    groups = [group(run, [], ())]
    for grouping in by:
        groups += [group(run, grouping, key) for key in run.groups_of(grouping)]
    return {
        "period": {
            "label": period,
            "start": times.iso(run.start, run.zone),
            "end": times.iso(run.end, run.zone),
            "timezone": run.zone.key,
        },
        "as_of": times.iso(run.as_of, run.zone),
        "tables": [
            {
                "name": name,
                "rows": one.ledger,
                "unplaced": run.unplaced[name],
                "invalid_cells": one.invalid_cells,
            }
            for name, one in run.tables.items()
        ],
        "groups": groups,
    }


def group(run: Run, grouping: Grouping, key: Key) -> Spec:
    """Return one group with all indicators, in the order of the rule file."""
    found: Spec = {"by": dict(zip(grouping, key, strict=True))}
    indicators = run.rules["indicators"]
    done: dict[str, Spec] = {}
    for name, indicator in indicators.items():
        if indicator["type"] != "formula":
            done[name] = of_rows(run, name, grouping, key)
    for name, indicator in indicators.items():
        if indicator["type"] == "formula":
            of_formula(run, name, done)
    found["indicators"] = [done[name] for name in indicators]
    scorecard.close(run.rules.get("scorecard"), found, scorecard.unused_midnight)
    return found


def of_rows(run: Run, name: str, grouping: Grouping, key: Key) -> Spec:
    """Return an indicator that counts rows of a table."""
    indicator = run.rules["indicators"][name]
    table = run.table_of(indicator)
    columns: Spec = {}
    for parent in table.spec.get("lookup", {}):
        columns |= run.tables[parent].spec["columns"]
    columns |= table.spec["columns"]
    unit = unit_of(indicator, columns)
    if not run.sees(table, grouping):
        return blank(name, indicator, unit) | {"reason": "no-column"}
    rows = [row for row in run.rows[table.name] if run.key_of(row, table, grouping) == key]
    scoped = [(row, row_scope(run, row, table)) for row in rows]
    return observe(name, indicator, unit, scoped, run.as_of)


def row_scope(run: Run, row: Row, table: Table) -> Scope:
    """Return a scope in which names are the cells of a row."""

    def exists(_function: str, other: str) -> bool:
        column = run.tables[other].spec["lookup"][table.name]
        own = row.cells[table.spec["key"]]
        return any(one.cells[column] == own for one in run.tables[other].rows)

    return Scope(row.cells.__getitem__, exists, lambda day: times.midnight(day, run.zone))


def no_function(function: str, name: str) -> None:
    """Refuse: formulas read values only."""
    raise ValueError(f"{function}({name}) in a formula")


def of_formula(run: Run, name: str, done: dict[str, Spec]) -> None:
    """Add a formula, after the formulas it reads, to the indicators that are done."""
    if name in done:
        return
    indicator = run.rules["indicators"][name]
    tree = parse(indicator["value"])
    for other in sorted(names(tree)):
        of_formula(run, other, done)
    scope = Scope(lambda read: done[read]["value"], no_function, scorecard.unused_midnight)
    result = blank(name, indicator, "number")
    result["value"] = evaluate(tree, scope)
    result["n"] = max(done[other]["n"] for other in names(tree))
    result["considered"] = result["n"]
    target = target_of(indicator.get("target"))
    result["status"], result["points"] = judge(indicator, target, result["value"], result["n"])
    done[name] = result
