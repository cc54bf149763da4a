"""Whole runs: a rule set, two exports, a period, a moment to look from and groupings.

Everything follows from a seed and from lists of numbers, one per row and per indicator; to make
a failing case smaller, numbers are taken out of the lists.
"""

# ruff: noqa: S311 - seeded dice, not cryptography

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st

from sqeval.rules.lint.registry import SILENCED
from tests.properties import strategies_indicators as indicators
from tests.properties import strategies_rows as rows
from tests.properties import strategies_times as times
from tests.properties.strategies_columns import SURVEYS, TICKETS, Style, declared

PERIODS = (
    "all", "all", "all", "all", "2026-03", "2026-Q1", "2026", "2026-H1", "2026-W13", "2025-Q4",
    "2025", "2026-03-28..2026-03-29", "2026-03-29", "2026-09-28..2026-10-11", "2026-Q4",
    "2026-10", "2026-04", "rush",
)  # fmt: skip
AS_OF = (
    None,
    None,
    None,
    "2026-03-29T12:00:00+00:00",
    "2026-03-08T07:15:00Z",
    "2026-03-29T12:00",
    "2026-10-26T12:00",
)
GROUPINGS: tuple[list[list[str]], ...] = (
    [],
    [["team"]],
    [["team"], ["urgency"]],
    [["urgency"], ["team"]],
    [["urgency"], ["team"]],
    [["team", "priority"]],
    [["month"]],
    [["channel"]],
    [["priority"], ["week"]],
    [["team", "quarter"]],
    [["year"], ["heavy", "vip"]],
    [["day"]],
    [["reopens"], ["half_load"], ["opened_on"]],
)
#: Clocks change at 02:00, and at midnight: in Beirut it is skipped, in Havana it comes twice.
ZONES = ("Europe/Berlin", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Beirut",
         "America/Havana", None)  # fmt: skip


#: The line of a section; a comment there speaks of all below it.
_SECTION = re.compile(r"^(calendars|tables|indicators|scorecard):$", re.MULTILINE)


class _Plain(yaml.SafeDumper):
    """Writes values that occur twice twice: rule files have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's signature
        return True


@dataclass(frozen=True)
class Case:
    """One run, given by its seed and by which rows and indicators are in it."""

    seed: int
    tickets: list[int]
    surveys: list[int]
    changes: list[int]
    indicators: list[int]

    @cached_property
    def rules(self) -> dict[str, Any]:
        """Return the rule set as YAML would give it."""
        dice = Random(f"{self.seed}/rules")
        style = Style.of(self.seed)
        tables = {"tickets": tickets_table(dice, style), "surveys": surveys_table(dice, style)}
        lookup = "lookup" in tables["surveys"]
        histories = dice.random() < 0.8
        if histories:
            tables["changes"] = times.changes_table()
        elif not lookup and dice.random() < 0.5:
            tables["tickets"]["key"] = ["ticket_id", "updated_at"]
        found: dict[str, Any] = {}
        for number in self.indicators:
            own = Random(f"{self.seed}/indicator/{number}")
            if len(found) > 1 and own.random() < 0.15:
                found[f"i{number}"] = indicators.formula(own, found)
            else:
                found[f"i{number}"] = indicators.indicator(own, lookup=lookup, histories=histories)
        zone = dice.choice(ZONES)
        head = {"version": 1, "title": "generated"} | ({"timezone": zone} if zone else {})
        if dice.random() < 0.5:
            tables["tickets"]["states"] = times.states(dice, found)
        head["calendars"] = times.calendars(dice)
        card = scorecard(Random(f"{self.seed}/card"), found)
        for spec in found.values():
            spec.pop("unit", None)
        return head | months(dice) | {"tables": tables, "indicators": found} | card

    @cached_property
    def yaml(self) -> str:
        """Return the text of the rule file; what the lints say of rules by chance is silenced."""
        text = yaml.dump(self.rules, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        return _SECTION.sub(rf"\g<0>  # sqeval: ignore[{', '.join(sorted(SILENCED))}]", text)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the text of each export; now and then a table is not part of the run."""
        found = {"tickets": rows.tickets_text(self.seed, self.tickets)}
        found["surveys"] = rows.surveys_text(self.seed, self.surveys)
        if "changes" in self.rules["tables"]:
            found["changes"] = rows.changes_text(self.seed, self.changes)
        dice = Random(f"{self.seed}/bound")
        left_out = dice.choices((None, *found), (9, 1, 1, 1)[: len(found) + 1])[0]
        return {name: text for name, text in found.items() if name != left_out}

    @cached_property
    def question(self) -> tuple[str, str | None, list[list[str]]]:
        """Return period, as_of and groupings."""
        dice = Random(f"{self.seed}/question")
        return dice.choice(PERIODS), dice.choice(AS_OF), dice.choice(GROUPINGS)


def months(dice: Random) -> dict[str, Any]:
    """Return when months and years start, and a period with a name."""
    found: dict[str, Any] = {"periods": {"rush": "2026-03-26..2026-03-28"}}
    if dice.random() < 0.3:
        found["month_starts"] = dice.choice((10, 26, 28))
    if dice.random() < 0.3:
        found["fiscal_year_start"] = dice.choice((4, 10))
    return found


def tickets_table(dice: Random, style: Style) -> dict[str, Any]:
    """Return the tickets table."""
    columns = declared(TICKETS, style, dice)
    found: dict[str, Any] = {"key": "ticket_id", "clock": "created_at", "columns": columns}
    if dice.random() < 0.1 and "opened_on" not in style.absent:
        found["clock"] = "opened_on"
    if dice.random() < 0.9:
        found["duplicates"] = {"keep": "last", "by": dice.choice(("updated_at", "opened_on"))}
    if dice.random() < 0.7:
        found["missing"] = ["", "N/A"]
    if dice.random() < 0.3:
        found["timezone"] = "Asia/Tokyo"
    return found


def surveys_table(dice: Random, style: Style) -> dict[str, Any]:
    """Return the surveys table, with a key or without, seeing tickets or not."""
    found: dict[str, Any] = {"columns": declared(SURVEYS, style, dice)}
    if dice.random() < 0.85:
        found["clock"] = "submitted_at"
    keyed = {"key": "response_id", "duplicates": {"keep": "last", "by": "submitted_at"}}
    first = {"key": [], "duplicates": {"keep": "first"}}
    found |= dice.choice((keyed, keyed, first, {"key": [], "duplicates": {"keep": "all"}}))
    if dice.random() < 0.75:
        found["lookup"] = {"tickets": "ticket_id"}
    return found


def weights(dice: Random, names: list[str]) -> dict[str, int]:
    """Return weights that sum to 100."""
    cuts = sorted(dice.sample(range(1, 100), len(names) - 1))
    edges = zip([0, *cuts], [*cuts, 100], strict=True)
    return {name: high - low for name, (low, high) in zip(names, edges, strict=True)}


def scorecard(dice: Random, found: dict[str, Any]) -> dict[str, Any]:
    """Return the scorecard of the indicators that can have points; none where there are none."""
    names = [name for name, spec in found.items() if "target" in spec or "points" in spec]
    if not names or dice.random() < 0.05:
        return {}
    half = (len(names) + 1) // 2
    parts = {"one": leaf(dice, names[:half])}
    if names[half:]:
        deep = names[half:]
        third = (len(deep) + 1) // 2
        inner = {"in_a": leaf(dice, deep[:third])}
        last = deep[third:]
        if len(last) > 1:
            deepest = {"in_c": leaf(dice, last[:1]), "in_d": leaf(dice, last[1:])}
            inner["in_b"] = branch(dice, deepest)
        elif last:
            inner["in_b"] = leaf(dice, last)
        parts["two"] = branch(dice, inner)
    card = branch(dice, parts) | {
        "gates": [gate(dice, found, names, list(parts)) for _ in range(dice.randrange(3))],
        "grades": {"A": 90, "B": 75, "C": 50, "D": 0},
        "outcomes": {"A": "recognise", "C": "coach", "D": "train"},
    }
    return {"scorecard": card}


def missing(dice: Random) -> str:
    """Return what to do about what has no points."""
    return dice.choices(("renormalise", "zero", "void"), (6, 3, 1))[0]


def leaf(dice: Random, names: list[str]) -> dict[str, Any]:
    """Return a part of indicators."""
    return own_missing(dice) | {"indicators": weights(dice, names)}


def own_missing(dice: Random) -> dict[str, Any]:
    """Return a part's own ``missing``, or nothing: then it has its parent's."""
    return {"missing": missing(dice)} if dice.random() < 0.7 else {}


def branch(dice: Random, parts: dict[str, Any]) -> dict[str, Any]:
    """Return a part of parts."""
    shares = weights(dice, list(parts))
    inside = {name: {"weight": shares[name]} | part for name, part in parts.items()}
    return own_missing(dice) | {"parts": inside}


def gate(dice: Random, found: dict[str, Any], names: list[str], parts: list[str]) -> dict[str, Any]:
    """Return a gate on points, status or value."""
    one, other = dice.choice(names), dice.choice(names)
    units = {"s": "1h", "share": "50%"}
    high = units.get(indicators.unit_of(found[one]), "1")
    low = units.get(indicators.unit_of(found[other]), "0.5")
    texts = (
        f"points({one}) < 60",
        f"missed({one}) and {other} > {low}",
        f"met({one}) or at_risk({other})",
        f"points({dice.choice(parts)}) < 50",
        f"{one} >= {high} or points({other}) == 100",
        f"not met({one}) and points({other}) >= 10",
        f"missing({one}) or {dice.choice(parts)} < 60",
    )
    return {"when": dice.choice(texts), "cap": dice.choice(("B", "C")), "why": "generated"}


def numbers(least: int, most: int) -> st.SearchStrategy[list[int]]:
    """Return which of ``most`` rows or indicators are in; their count is drawn first, evenly."""

    def of_length(count: int) -> st.SearchStrategy[list[int]]:
        which = st.sampled_from(range(most))
        return st.lists(which, unique=True, min_size=count, max_size=count).map(sorted)

    return st.integers(least, most).flatmap(of_length)


def cases() -> st.SearchStrategy[Case]:
    """Return runs of up to 30 tickets, 30 surveys, 40 changes and 10 indicators."""
    sizes = numbers(0, 30), numbers(0, 30), numbers(0, 40), numbers(1, 10)
    return st.builds(Case, st.integers(0, 2**32), *sizes)


def dice_case(seed: int) -> Case:
    """Return one full case without hypothesis, for the tally of what is reached."""
    dice = Random(seed)
    most = 31, 31, 41, 10
    counts = [dice.randrange(count) + (count == 10) for count in most]
    return Case(seed, *(list(range(count)) for count in counts))
