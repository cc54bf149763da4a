"""The flow of cases through their stages: where they waited in one line, the steps as columns."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.measures.measure import Unit
from sqeval.render.figures import figure
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.words import Words
from sqeval.report.stages import StageFigure, StageFlow, StageStep

#: The columns after the step; the highest ``drop`` goes first on a narrow terminal.
_COLUMNS = {"passed": 0, "skipped": 3, "median": 0, "p90": 1, "share": 2, "on_time": 0}


def flow_lines(one: StageFlow, words: Words) -> Iterator[str]:
    """Yield the step that took the most time, and the longest gaps of cases."""
    longest = next((step for step in one.steps if step.id == one.bottleneck), None)
    if longest is not None:
        title = words.title(longest.title)
        share = figure(_share(longest, one), "share", words)
        yield words("stages.bottleneck", title=title, share=share, median=_median(longest, words))
    if one.gap is not None:
        median, p90 = (figure(value, "s", words) for value in (one.gap.median, one.gap.p90))
        yield words("stages.gap", median=median, p90=p90, max=figure(one.gap.max, "s", words))


def flow_grid(one: StageFlow, words: Words) -> Grid:
    """Return the steps: how many passed and skipped them, their time, and who was on time."""
    timed = any(step.on_time is not None for step in one.steps)
    names = [name for name in _COLUMNS if timed or name != "on_time"]
    heads = [Column(words(f"stages.{name}"), drop=_COLUMNS[name], right=True) for name in names]
    rows = [
        [Cell(words.title(s.title)), *(_cell(s, one, n, words) for n in names)] for s in one.steps
    ]
    return Grid([Column(words("stages.step"), wraps=True), *heads], rows)


def _cell(step: StageStep, one: StageFlow, name: str, words: Words) -> Cell:
    if name == "skipped":
        return Cell(f"{step.skipped:,}" if step.skipped else "")
    if name == "share":
        return Cell(figure(_share(step, one), "share", words) if step.total is not None else "")
    times = {} if step.time is None else {"median": step.time.median, "p90": step.time.p90}
    found: StageFigure | None = {"passed": step.passed, "on_time": step.on_time, **times}.get(name)
    unit: Unit = "s" if name in ("median", "p90") else "share"
    told = words.counting(step.calendars)
    return Cell("" if found is None else figure(found.value, unit, told))


def _share(step: StageStep, one: StageFlow) -> float | None:
    """Return a step's share of the time of all steps."""
    whole = sum(other.total or 0.0 for other in one.steps)
    return (step.total or 0.0) / whole if whole else None


def _median(step: StageStep, words: Words) -> str:
    told = words.counting(step.calendars)
    return figure(None if step.time is None else step.time.median.value, "s", told)
