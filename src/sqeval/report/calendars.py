"""What the reader must know of the calendars that a run has counted by."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.calendars.public import ICS, unpublished
from sqeval.plan.request import Run, days_of
from sqeval.problems import Location, Problem


def calendar_notices(run: Run) -> Iterator[Problem]:
    """Tell of years whose holidays are not published yet: their days off may still move.

    The years are those of the rows, up to ``as_of``; what lies after it decides nothing.
    """
    days = days_of(run.rules, run.tables, run.request.zone) if run.clocks else []
    if not days or run.request.as_of is None:
        return
    for name in run.clocks:
        for source in run.rules.calendars[name].sources():
            years = range(days[0].year, run.request.as_of.year + 1)
            open_years = (
                [] if source.endswith(ICS) else [y for y in years if unpublished(source, y)]
            )
            for year in open_years:
                message = (
                    f"the holidays of {source} in {year} are not published yet, as far as the "
                    f"installed 'holidays' knows; calendar '{name}' may count days off as worked"
                )
                hint = "update the package 'holidays', or name the days under 'closed' and 'open'"
                yield Problem("SQ547", message, Location(), hint)
