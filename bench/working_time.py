"""Working time beside reading: `python bench/working_time.py [ROWS] [--rounds N]`.

Two working-time durations and one due time of working days over an export, the calendar with
China's holidays made anew each time, against polars' own read of the same export (all columns as
text). In one process, in turns.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from sqeval.calendars import spans as spans_module
from sqeval.calendars.calendar import Calendar
from sqeval.compile.working import WorkingClock

HERE = Path(__file__).parent
ZONE, FIRST, LAST = "Asia/Shanghai", date(2023, 12, 1), date(2027, 12, 31)
OFFICE = Calendar.model_validate(
    {"hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": "CN"}
)


def export(rows: int) -> Path:
    """Make the export of `make_tickets.py` where it is missing."""
    path = HERE / "data" / f"tickets-{rows}.csv"
    if not path.exists():
        subprocess.run([sys.executable, str(HERE / "make_tickets.py"), str(rows)], check=True)
    return path


def moments(path: Path) -> pl.DataFrame:
    """Return three time columns of the export, as instants."""
    names = ["Created at", "First reply at", "Solved at"]
    frame = pl.read_csv(path, infer_schema=False, columns=names)
    return frame.select(
        pl.col(name).str.slice(0, 19).str.to_datetime(strict=False, time_zone="UTC")
        for name in names
    )


def worked(frame: pl.DataFrame) -> pl.DataFrame:
    """Measure both durations and the due time, calendar included."""
    spans_module._spans.cache_clear()  # noqa: SLF001 - the cache would hide what a run pays
    clock = WorkingClock(spans_module.spans(OFFICE, ZONE, FIRST, LAST), ZONE, FIRST, LAST)
    created, replied, solved = (pl.col(name) for name in frame.columns)
    return (
        frame.lazy()
        .select(
            reply=clock.ask("time", created, replied),
            solve=clock.ask("time", created, solved),
            due=clock.ask("close", created, pl.lit(5)),
        )
        .collect()
    )


def main() -> None:
    """Print the medians of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    path = export(asked.rows)
    frame = moments(path)
    contenders: dict[str, Callable[[], pl.DataFrame]] = {
        "read": lambda: pl.read_csv(path, infer_schema=False),
        "working time": lambda: worked(frame),
    }
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(asked.rounds + 1):
        for name, run in contenders.items():
            began = time.perf_counter()
            run()
            if turn:
                taken[name].append(time.perf_counter() - began)
    read, working = (statistics.median(times) for times in taken.values())
    told = worked(frame).null_count().row(0)
    print(f"{asked.rows} rows, without an answer: {told}")
    print(f"read {read:.3f} s, working time {working:.3f} s: {working / read:.2f} of the read")


if __name__ == "__main__":
    main()
