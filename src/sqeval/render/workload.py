"""What came in, what was done and what is open: one line for a manager, columns for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqeval.observe.workload import AgeBand, Workload
from sqeval.render.by_table import wholes
from sqeval.render.figures import exact_figure
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.words import Words
from sqeval.report.report import Report

#: What becomes of what is there; a void count is told where there is one.
_BECAME = ("resolved", "in_progress", "waiting", "void")
#: The columns of groups; the highest ``drop`` goes first on a narrow terminal.
_COLUMNS = {
    "opening": 2,
    "received": 0,
    "resolved": 0,
    "in_progress": 0,
    "waiting": 0,
    "void": 3,
    "overdue": 1,
    "unknown": 4,
}


def workload_line(one: Workload, words: Words) -> list[str]:
    """Return ``Opening 2 + received 8 = resolved 7 + in progress 3``, then what is beside the sum.

    Beside it stand the overdue ones, and the rows of which nobody knows what became of them.
    """
    became = [name for name in _BECAME if name != "void" or one.void]
    text = words(
        "workload.sum",
        opening=_count(one, "opening", words),
        received=_count(one, "received", words),
        became=words("workload.plus").join(_count(one, name, words) for name in became),
    )
    beside = ["overdue"] if one.overdue is not None else []
    beside += ["unknown"] if one.unknown else []
    return [text[:1].upper() + text[1:], *(_count(one, name, words) for name in beside)]


def _count(one: Workload, name: str, words: Words) -> str:
    count = f"{getattr(one, name):,}"
    return words("workload.count", name=words(f"workload.{name}"), count=count)


def ages_grid(one: Workload, words: Words) -> Grid:
    """Return how many open rows are how old."""
    columns = [Column(words("column.age")), Column(words("column.cases"), right=True)]
    return Grid(columns, [[Cell(_band(band, words)), Cell(f"{band.count:,}")] for band in one.ages])


def _band(band: AgeBand, words: Words) -> str:
    low = exact_figure(band.from_, "s", words)
    if band.to is None:
        return words("ages.last", low=low)
    high = exact_figure(band.to, "s", words)
    return words("ages.band", low=low, high=high) if band.from_ else words("ages.first", high=high)


def workload_groups(report: Report, words: Words) -> Iterator[tuple[str, Grid]]:
    """Yield a heading and the columns of each grouping of each table."""
    found: dict[tuple[str, tuple[str, ...]], list[Workload]] = {}
    for one in report.workload:
        if one.by:
            found.setdefault((one.table, tuple(one.by)), []).append(one)
    several = len(wholes(report.workload)) > 1
    for (table, keys), group in found.items():
        columns = words("list").join(words.key(key) for key in keys)
        text = words("block.workload.by", columns=columns)
        yield (f"{text}: {words.key(table)}" if several else text), _groups(group, words)


def _groups(group: Sequence[Workload], words: Words) -> Grid:
    """Return the counts of groups; a count that is nothing in all of them takes no column."""
    optional = ("void", "overdue", "unknown")
    names = [n for n in _COLUMNS if n not in optional or any(getattr(g, n) for g in group)]
    keys = [Column(words.key(key), wraps=True) for key in group[0].by]
    heads = [Column(words(f"workload.{n}"), drop=_COLUMNS[n], right=True) for n in names]
    rows = [
        [
            *(
                Cell(words.key(value), "" if value is not None else "dim")
                for value in one.by.values()
            ),
            *(Cell(f"{getattr(one, name) or 0:,}") for name in names),
        ]
        for one in group
    ]
    return Grid([*keys, *heads], rows)
