"""What a case reaches of working time, open cases, repeats, groups and the workload."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]

#: Each must be reached so often in the cases of the tally, lest a few lucky ones stand for it.
FLOOR = 5
LIMITS = ("hours", "working days", "category", "two categories", "due time", "duration", "several")
COUNTS = ("opening", "received", "resolved", "in_progress", "waiting", "void", "unknown", "overdue")

OFTEN = frozenset(
    [f"calendar {name}" for name in ("office", "nights", "always", "by category")]
    + [f"office with {key}" for key in ("holidays", "closed", "open", "versions", "timezone")]
    + [f"holidays {name}" for name in ("CN", "US", "US-CA")]
    + [f"{kind} without a calendar" for kind in ("pause by columns", "pause by history", "limit")]
    + [f"{kind} with a calendar" for kind in ("pause by columns", "pause by history", "survival")]
    + [f"limit {kind} with a calendar" for kind in LIMITS]
    + [f"limit {kind} with pauses" for kind in LIMITS]
    + [f"undecided {kind}" for kind in ("within", "repeat")]
    + [f"unknown {kind}" for kind in ("calendar", "pause")]
    + [f"survival {what}" for what in ("value", "low", "high", "missed beyond", "no_data")]
    + [f"survival by category {what}" for what in ("value", "not reached", "met", "missed")]
    + [f"repeat {what}" for what in ("some", "all", "no-value", "invalid-cell")]
    + ["rank 1 at_least", "rank 1 at_most", "rank below"]
    + [f"standardised {what}" for what in ("share", "mean", "null", "rank")]
    + [f"workload {name}" for name in COUNTS]
    + [f"workload {what}" for what in ("age 0", "age 1", "age last", "group", "no overdue")]
    + [f"overdue by {what}" for what in ("column", "indicator")]
    + ["approximate"]
)


def of_time(rules: Spec, spec: Spec, one: Spec) -> Iterator[str]:
    """What one indicator in one group came to, of all that has to do with time and groups."""
    yield from ["approximate"] if one["approximate"] else []
    yield from of_comparison(spec, one)
    if spec.get("open") == "survival":
        yield from of_survival(spec, one)
    if "undecided" in one["excluded"]:
        yield f"undecided {spec['type']}"
    if spec["type"] == "repeat":
        yield from of_repeat(one)
    if "unknown" in one["excluded"] and "where" not in spec:
        yield from ["unknown calendar"] if isinstance(spec.get("calendar"), dict) else []
        yield from ["unknown pause"] if isinstance(spec.get("pause"), dict) else []
    if one["n"]:
        yield from of_clock(rules, spec)


def of_clock(rules: Spec, spec: Spec) -> Iterator[str]:
    """By what the time of a counted row is told."""
    calendar = spec.get("calendar")
    with_calendar = f"with{'' if calendar else 'out'} a calendar"
    if calendar:
        yield f"calendar {calendar if isinstance(calendar, str) else 'by category'}"
    if calendar == "office":
        yield from (f"office with {key}" for key in rules["calendars"]["office"])
        named = rules["calendars"]["office"].get("holidays", [])
        yield from (f"holidays {n}" for n in ([named] if isinstance(named, str) else named))
    if "pause" in spec:
        kind = "history" if isinstance(spec["pause"], dict) else "columns"
        yield f"pause by {kind} {with_calendar}"
    if spec.get("open") == "survival":
        yield f"survival {with_calendar}"
    if spec["type"] == "within":
        yield f"limit {with_calendar}"
        yield f"limit {kind_of(spec['limit'])} {with_calendar}"
        yield from [f"limit {kind_of(spec['limit'])} with pauses"] if "pause" in spec else []


def kind_of(limit: Any) -> str:  # noqa: ANN401 - as YAML has it
    """Return what kind of limit it is."""
    if isinstance(limit, dict):
        return "category" if isinstance(limit["by"], str) else "two categories"
    if isinstance(limit, list):
        return "several"
    if limit.endswith("wd"):
        return "working days"
    named = {"due_at": "due time", "on_hold": "duration", "age": "duration"}
    return named.get(limit, "hours")


def of_survival(spec: Spec, one: Spec) -> Iterator[str]:
    """What a survival percentile came to."""
    yield from (f"survival {key}" for key in ("value", "low", "high") if one[key] is not None)
    if one["beyond"] is not None and not one["strata"]:
        missed = one["status"] == "missed" and "at_most" in spec["target"]
        yield "survival missed beyond" if missed else f"survival {one['status']}"
    for stratum in one["strata"]:
        if stratum["n"] and stratum["value"] is None:
            yield "survival by category not reached"
        yield from ["survival by category value"] if stratum["value"] is not None else []
        yield f"survival by category {stratum['status']}"


def of_repeat(one: Spec) -> Iterator[str]:
    """What a share of cases that do not come back came to."""
    if one["value"] is not None:
        yield "repeat all" if one["value"] == 1 else "repeat some"
    yield from (f"repeat {code}" for code in one["excluded"])


def of_comparison(spec: Spec, one: Spec) -> Iterator[str]:
    """What is said of a group beside the others."""
    kind = next(iter({"at_least", "at_most"} & set(spec.get("target", {}))), None)
    if one["rank"] is not None:
        # few rows leave intervals wide: groups that are surely apart are rare either way
        yield f"rank 1 {kind}" if one["rank"] == 1 else "rank below"
    told = one["standardised"]
    if told is not None:
        is_share = spec["type"] in ("ratio", "within", "repeat")
        yield f"standardised {'null' if told['value'] is None else ['mean', 'share'][is_share]}"
        yield from ["standardised rank"] if told["rank"] is not None else []


def of_workload(rules: Spec, workload: list[Spec]) -> Iterator[str]:
    """What the workload came to."""
    told = rules["tables"]["tickets"].get("states", {}).get("overdue")
    for entry in workload:
        yield from (f"workload {name}" for name in COUNTS if entry[name])
        yield from [] if entry["overdue"] is not None else ["workload no overdue"]
        if entry["overdue"]:
            yield f"overdue by {'column' if told == 'due_at' else 'indicator'}"
        yield from ["workload group"] if entry["by"] else []
        places = [*range(len(entry["ages"]) - 1), "last"]
        pairs = zip(places, entry["ages"], strict=True)
        yield from (f"workload age {place}" for place, age in pairs if age["count"])
