"""What the reader must know of the calendars that a run has counted by."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.calendars.public import unpublished
from sqeval.plan.request import Run, days_of
from sqeval.problems import Location, Problem


def calendar_notices(run: Run) -> Iterator[Problem]:
    """Tell of years whose holidays are not published yet: their days off may still move.

    The years are those of the rows, up to ``as_of``; what lies after it decides nothing.
    """
    days = days_of(run.rules, run.tables, run.request.zone) if run.clocks else []
    if not days or run.request.as_of is None:
        return
    years = range(days[0].year, run.request.as_of.year + 1)
    for name in run.clocks:
        for source in run.rules.calendars[name].sources():
            found = [year for year in years if unpublished(source, year)]
            if found:
                message = (
                    f"the holidays of {source} in {', '.join(_spans(found))} are not known to the "
                    f"installed 'holidays', or not published yet; calendar '{name}' may count "
                    "days off as worked"
                )
                hint = "update the package 'holidays', or name the days under 'closed' and 'open'"
                yield Problem("SQ547", message, Location(), hint)


def _spans(years: list[int]) -> list[str]:
    """Return years as ``1970-1990, 2027``."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found]
