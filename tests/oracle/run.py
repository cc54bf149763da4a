"""What every step of one run looks at: tables, as_of, the rows of the period, their groups."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from tests.oracle import times
from tests.oracle.calendars import Calendar
from tests.oracle.computing import lacking
from tests.oracle.rows import Row, Spec, Table, Value
from tests.oracle.showing import null_last
from tests.oracle.tables import Refused, join, owner, read_table

#: The columns of a grouping, and the values of one of its groups.
Grouping = list[str]
Key = tuple[Value, ...]


class Run:
    """What every step of one run looks at."""

    def __init__(self, rules: Spec, texts: dict[str, str], period: str, as_of: str | None) -> None:
        self.rules = rules
        self.zone = ZoneInfo(rules.get("timezone", "UTC"))
        self.period = period
        self.months = times.Months(
            rules.get("month_starts", 1),
            rules.get("fiscal_year_start", 1),
            rules.get("periods", {}),
        )
        self.start, self.end = times.bounds(period, self.zone, self.months)
        self.tables = {
            name: read_table(name, rules["tables"][name], text, self.zone)
            for name, text in texts.items()
        }
        self.calendars = {
            name: Calendar(spec, self.zone) for name, spec in rules.get("calendars", {}).items()
        }
        self.invalid_cells = {name: one.invalid_cells() for name, one in self.tables.items()}
        self.events = self.columns_of_events()
        self.as_of = times.instant(as_of, self.zone) if as_of else self.latest()
        self.unplaced = {name: self.count_unplaced(one) for name, one in self.tables.items()}
        self.forget_the_future()
        self.rows = {name: self.in_period(one) for name, one in self.tables.items()}

    def columns_seen(self, name: str) -> Spec:
        """Return the declared columns that a row of the table sees; own columns win."""
        specs = self.rules["tables"]
        columns: Spec = {}
        for parent in specs[name].get("lookup", {}):
            columns |= specs[parent]["columns"]
        columns |= specs[name]["columns"]
        return columns

    def columns_of_events(self) -> set[tuple[str, str]]:
        """Return table and name of the columns that indicators and states measure from and to."""
        found = {
            (name, one.spec["states"].get("to", "resolved_at"))
            for name, one in self.tables.items()
            if "states" in one.spec
        }
        for indicator in self.rules["indicators"].values():
            if indicator["type"] not in ("duration", "within"):
                continue
            own = indicator.get("table", "tickets")
            if own not in self.tables:
                continue
            for column in (indicator["from"], indicator["to"]):
                name = owner(self.tables[own], column, self.rules["tables"])
                found |= {(name, column)} if name in self.tables else set()
        return found

    def latest(self) -> float | None:
        """Return the latest value of clocks and event columns over all used rows."""
        latest: float | None = None
        clocks = {(name, one.clock()) for name, one in self.tables.items() if one.clock()}
        for name, column in self.events | clocks:
            for row in self.tables[name].rows:
                moment = self.instant_of(row.cells[str(column)])
                if moment is not None and (latest is None or moment > latest):
                    latest = moment
        return latest

    def moment_of(self, row: Row, table: Table) -> float | None:
        """Return the instant of a row's clock; of a day it is midnight."""
        return self.instant_of(clock_of(row, table))

    def instant_of(self, value: Value) -> float | None:
        """Return the instant of a time, or the midnight of a day."""
        if isinstance(value, date):
            return times.midnight(value, self.zone)
        return value  # type: ignore[return-value]

    def count_unplaced(self, table: Table) -> int:
        """Return how many used rows have no clock value and so lie in no period."""
        if self.period == "all":
            return 0
        return len([row for row in table.rows if self.moment_of(row, table) is None])

    def forget_the_future(self) -> None:
        """Put rows after as_of outside the run; later cells of event columns read as missing."""
        if self.as_of is None:
            return
        for table in self.tables.values():
            kept = []
            for row in table.rows:
                moment = self.moment_of(row, table)
                if moment is None or moment <= self.as_of:
                    kept.append(row)
            table.rows = kept
        for name, column in self.events:
            for row in self.tables[name].rows:
                event: float | None = row.cells[column]  # type: ignore[assignment]
                if event is not None and event > self.as_of:
                    row.cells[column], row.future[column] = None, event

    def in_period(self, table: Table) -> list[Row]:
        """Return the rows of the period, with the columns they look up."""
        if self.start is None or self.end is None:
            return join(table, self.tables)
        rows = []
        for row in join(table, self.tables):
            moment = self.moment_of(row, table)
            if moment is not None and self.start <= moment < self.end:
                rows.append(row)
        return rows

    def sees(self, table: Table, grouping: Grouping) -> bool:
        """Tell whether the table can see every column of a grouping."""
        for column in grouping:
            if column in times.GRAINS:
                if table.clock() is None:
                    return False
                continue
            if column not in self.columns_seen(table.name):
                return False
            name = owner(table, column, self.rules["tables"])
            if name not in self.tables or lacking(column, self.tables[name]):
                return False
        return True

    def key_of(self, row: Row, table: Table, grouping: Grouping) -> Key:
        """Return the group of a row."""
        return tuple(
            times.grain(clock_of(row, table), column, self.zone, self.months)
            if column in times.GRAINS
            else row.cells[column]
            for column in grouping
        )

    def groups_of(self, grouping: Grouping) -> list[Key]:
        """Return the union over tables of the groups of rows in the period.

        A history that no indicator reads makes no group.
        """
        indicators = self.rules.get("indicators", {}).values()
        read = {one.get("table", "tickets") for one in indicators if one["type"] != "formula"}
        pauses = [p for one in indicators if isinstance(p := one.get("pause"), dict)]
        aside = {pause["table"] for pause in pauses} - read
        if not any(self.sees(table, grouping) for table in self.tables.values()):
            raise Refused(f"no table sees {grouping}", code=2)
        found: set[Key] = set()
        for name, table in self.tables.items():
            if name not in aside and self.sees(table, grouping):
                found |= {self.key_of(row, table, grouping) for row in self.rows[name]}
        return sorted(found, key=lambda key: [null_last(value) for value in key])


def clock_of(row: Row, table: Table) -> float | date | None:
    """Return the clock of a row: an instant, or a day."""
    clock = table.clock()
    found: float | date | None = row.cells[clock] if clock else None  # type: ignore[assignment]
    return found
