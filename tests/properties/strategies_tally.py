"""What a case reaches of the definitions, so that generated cases cannot quietly get tame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.properties.strategies_cases import Case
from tests.properties.strategies_indicators import AGGREGATES
from tests.properties.strategies_tally_times import of_time, of_workload

STATUSES = ("met", "at_risk", "missed", "insufficient", "no_data", "None")
CODES = (
    "invalid-cell", "unknown", "outside-total", "no-start", "no-limit", "no-end", "undecided",
    "out-of-order", "no-value",
)  # fmt: skip
REASONS = (
    "no-table", "missing-column", "no-clock", "no-column", "no-rows", "all-excluded", "no-value",
    "division-by-zero", "min-n", "not-reached",
)  # fmt: skip
MEASURES = ("ratio", "duration", "within", "repeat", "statistic", "nps", "count", "formula")
KINDS = ("at_least", "at_most", "between")
FORMS = ("default", "curve", "steps", "deduct", "begun", "full")

EXPECTED = frozenset(
    [f"status {s}" for s in STATUSES]
    + [f"stratum {s}" for s in STATUSES]
    + [f"excluded {c}" for c in CODES]
    + [f"value of {m}" for m in MEASURES]
    + [f"aggregate {t} {a}" for t in ("duration", "statistic") for a in AGGREGATES]
    + [f"between 0 and 100 by {f}" for f in FORMS]
    + [f"points by {k} {f}" for k in KINDS[:2] for f in FORMS]
    + ["points by between default", "points by None steps", "interval open above"]
    + [f"gate {fired}" for fired in (True, False, None)]
    + [f"group {group}" for group in ("void", "nothing left", "capped", "graded", "no scorecard")]
    + [f"part {part}" for part in ("void", "nothing left", "with points")]
    + [f"missing {mode}" for mode in ("renormalise", "zero")]
    + [f"rows {kind}" for kind in ("blank", "rejected", "duplicate", "used", "unplaced")]
    + [f"invalid {reason}" for reason in ("dst-gap", "unparsable-time", "out-of-range")]
    + [f"invalid {reason}" for reason in ("no-time-of-day", "made-of-invalid", "unparsable-number")]
    + [f"reason {reason}" for reason in REASONS]
    + [f"unit {unit}" for unit in ("s", "share", "number", "count", "nps")]
    + ["exit 2", "exit 3", "null group", "as_of hides rows", "empty table", "other category"]
    + ["three levels of parts", "own months", "fiscal year"]
)


def tally(case: Case, report: dict[str, Any] | int) -> Iterator[str]:
    """Everything that a case reaches, by name."""
    if isinstance(report, int):
        yield f"exit {report}"
        return
    yield from of_tables(case, report)
    yield from ["own months"] if "month_starts" in case.rules else []
    yield from ["fiscal year"] if "fiscal_year_start" in case.rules else []
    yield from of_workload(case.rules, report["workload"])
    for group in report["groups"]:
        if None in group["by"].values():
            yield "null group"
        for one in group["indicators"]:
            spec = case.rules["indicators"][one["id"]]
            yield from of_indicator(spec, one)
            yield from of_time(case.rules, spec, one)
        yield from of_scorecard(case.rules.get("scorecard"), group)


def of_tables(case: Case, report: dict[str, Any]) -> Iterator[str]:
    """What happened to the rows."""
    for table in report["tables"]:
        counts = table["rows"] | {"unplaced": table["unplaced"]}
        yield from (f"rows {kind}" for kind, count in counts.items() if count)
        for reasons in table["invalid_cells"].values():
            yield from (f"invalid {reason}" for reason in reasons)
        if not table["rows"]["read"]:
            yield "empty table"
    period, as_of, _ = case.question
    used = sum(t["rows"]["used"] for t in report["tables"] if t["name"] == "tickets")
    for one in report["groups"][0]["indicators"]:
        spec = case.rules["indicators"][one["id"]]
        counts_all = spec["type"] == "count" and not {"where", "table"} & set(spec)
        if counts_all and period == "all" and as_of and one["considered"] < used:
            yield "as_of hides rows"


def of_indicator(spec: dict[str, Any], one: dict[str, Any]) -> Iterator[str]:
    """What one indicator came to."""
    yield f"status {one['status']}"
    yield from (f"excluded {code}" for code in one["excluded"])
    yield f"unit {one['unit']}"
    if one["reason"]:
        yield f"reason {one['reason'].split(':')[0]}"
    if one["value"] is not None:
        yield f"value of {spec['type']}"
        yield f"aggregate {spec['type']} {spec.get('aggregate')}"
        if one["high"] is None and one["low"] is not None:
            yield "interval open above"
    for stratum in one["strata"]:
        yield f"stratum {stratum['status']}"
        if str(*stratum["by"].values()).startswith("(other"):
            yield "other category"
    if one["points"] is not None:
        kind = next((k for k in KINDS if k in spec.get("target", {})), None)
        points = spec.get("points", {"default": True})
        form = points.get("steps") if "deduct" in points else None
        form = form or next(f for f in FORMS if f in points)
        yield f"points by {kind} {form}"
        if 0 < one["points"] < 100:
            yield f"between 0 and 100 by {form}"


def of_scorecard(spec: dict[str, Any] | None, group: dict[str, Any]) -> Iterator[str]:
    """What the scorecard of one group came to."""
    if spec is None:
        yield "group no scorecard"
        return
    lacking = any(one["points"] is None and one["weight"] == 0 for one in group["indicators"])
    yield from (["missing renormalise"] if lacking else [])
    void = any(one["weight"] is not None and one["lost"] is None for one in group["indicators"])
    if not void and any(one["points"] is None and one["weight"] for one in group["indicators"]):
        yield "missing zero"
    yield from (f"gate {gate['fired']}" for gate in group["gates"])
    if group["points"] is None:
        yield "group void" if void else "group nothing left"
    yield from ["three levels of parts"] if any(p["id"] == "in_c" for p in group["parts"]) else []
    for part in group["parts"]:
        left = "void" if void else "nothing left"
        yield f"part {'with points' if part['points'] is not None else left}"
    if group["grade"]:
        yield "group graded"
        reached = [g for g, bound in spec["grades"].items() if group["points"] >= bound]
        yield from (["group capped"] if reached[0] != group["grade"] else [])
