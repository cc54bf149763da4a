"""What a run asks for: the period, the groupings, the moment from which data is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqeval.compile.working import WorkingClock
from sqeval.expr.scalars import FIRST_YEAR, LAST_YEAR
from sqeval.periods.period import ALL, GRAINS, Period, candidates, last, parse_period
from sqeval.problems import Problem, UsageError
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scope import owner
from sqeval.tables.table import Tables, instant

#: A grouping: columns, or grains of the clock, whose values together make a group.
Grouping = tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """What is asked of a run, resolved: nothing in it depends on the wall clock."""

    period: Period
    as_of: datetime | None
    groupings: tuple[Grouping, ...]
    zone: str

    @property
    def bounds(self) -> tuple[datetime, datetime] | None:
        """The period's instants, half open; null for ``all``."""
        return self.period.instants(self.zone)


@dataclass(frozen=True)
class Run:
    """What a plan is made of: rules, tables, what is asked, and the calendars over their days."""

    rules: RuleSet
    tables: Tables
    request: Request
    clocks: Mapping[str, WorkingClock] = field(default_factory=dict)


def moments(rules: RuleSet) -> dict[str, set[str]]:
    """Return, by table, the columns that take part in ``as_of``.

    They are its clock, the end that its states name, what indicators measure from and to, and the
    times of stages. The clock of a single indicator does not: it may be a due time, which lies in
    the future.
    """
    found: dict[str, set[str]] = {name: set() for name in rules.tables}
    for name, table in rules.tables.items():
        if table.clock is not None:
            found[name].add(table.clock)
        if table.states is not None:
            found[name].add(table.states.end)
    named = [(m.table, c) for m in rules.indicators.values() for c in m.time_columns()]
    stages = ((name, stage.at_) for name, t in rules.tables.items() for stage in t.stages)
    named += [(name, at_) for name, at_ in stages if isinstance(at_, str)]
    for holding, column in named:
        holder = owner(holding, column, rules.tables)
        if holder is not None:
            found[holder].add(column)
    return found


def latest(rules: RuleSet, tables: Tables) -> datetime | None:
    """Return the latest moment that any used row of any table holds."""
    found = [
        tables[name].frame.select(instant(tables[name], column, tables.zone).max()).item()
        for name, columns in moments(rules).items()
        if name in tables
        for column in sorted(columns - tables[name].absent.keys())
    ]
    return max((moment for moment in found if moment is not None), default=None)


def resolve_period(label: str, rules: RuleSet, tables: Tables, zone: str, today: date) -> Period:
    """Return the period that a label names, ``Q1`` by the tickets that there are.

    Raises UsageError where it names none, or several.
    """
    if label in ("last-month", "last-quarter"):
        return last(label, today, rules.year)
    try:
        period = parse_period(label, rules.year)
    except ValueError as error:
        hint = "such as 2026-Q1, Q1, 2026, 2026-H1, 2026-03, 2026-W12, last-month, all"
        named = ", ".join(rules.year.named)
        hint += f"; named in the rules: {named}" if named else ""
        raise UsageError(Problem("SQ601", str(error), hint=hint)) from error
    return period if period is not None else _bare(label, rules, tables, zone)


def _bare(label: str, rules: RuleSet, tables: Tables, zone: str) -> Period:
    days = days_of(rules, tables, zone)
    found = candidates(label, days, rules.year)
    if len(found) == 1:
        return parse_period(found[0], rules.year) or ALL
    if found:
        message = f"'{label}' could be {', '.join(found[:-1])} or {found[-1]}"
        hint = f"name one: --period {found[-1]}"
    else:
        message = f"no row lies in any {label.upper()}"
        hint = f"the rows run from {min(days)} to {max(days)}" if days else "no row has a clock"
    raise UsageError(Problem("SQ602", message, hint=hint))


def days_of(rules: RuleSet, tables: Tables, zone: str) -> list[date]:
    """Return, sorted, the local days of the tickets; without tickets, of the rows of all tables."""
    clocks = {name: rules.tables[name].clock for name in tables.tables}
    clocked = [n for n, clock in clocks.items() if clock and clock not in tables[n].absent]
    names = ["tickets"] if "tickets" in clocked else clocked
    days: set[date] = set()
    for name in names:
        clock = tables[name].frame.select(
            instant(tables[name], str(rules.tables[name].clock), tables.zone)
        )
        local = clock.to_series().drop_nulls().dt.convert_time_zone(zone).dt.date()
        days.update(local.unique().to_list())
    return sorted(days)


def parse_as_of(text: str, zone: str) -> datetime:
    """Return the instant that ``--as-of`` names: ISO, local to ``zone`` without an offset.

    Raises UsageError.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        message = f"'{text}' is no time"
        hint = "such as 2026-04-01 or 2026-04-01T00:00+08:00"
        raise UsageError(Problem("SQ603", message, hint=hint))
    placed = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return placed.astimezone(UTC)


def parse_groupings(by: list[str]) -> tuple[Grouping, ...]:
    """Return the groupings of ``--by``: ``team,agent`` is one of pairs; repeated ones collapse.

    Raises UsageError for an empty name.
    """
    groupings = [tuple(name.strip() for name in item.split(",")) for item in by]
    for grouping in groupings:
        if not all(grouping) or len(set(grouping)) < len(grouping):
            message = f"'{','.join(grouping)}' is no grouping"
            hint = f"columns joined by commas, or {', '.join(GRAINS)}"
            raise UsageError(Problem("SQ604", message, hint=hint))
    return tuple(dict.fromkeys(groupings))
