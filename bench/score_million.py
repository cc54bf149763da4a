"""Score a large export and compare: `python bench/score_million.py [ROWS] [--rounds N]`.

sqeval does the job of `rules.yaml`; so do plain polars, DuckDB and pandas, written by hand. All
must agree on every figure before anything is timed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import figures
import timing

HERE = Path(__file__).parent
DATA = HERE / "data"
CONTENDERS = ("polars", "duckdb", "pandas")


def commands(tickets: Path, surveys: Path) -> dict[str, list[str]]:
    """Return the command of each contender; each writes `data/NAME.json`."""
    by = [f"--by={name}" for name in figures.GROUPINGS]
    files = [str(tickets), "--survey", str(surveys), "-r", str(HERE / "rules.yaml")]
    output = ["-f", "json", "-o", str(DATA / "sqeval.json")]
    ours = [sys.executable, "-m", "sqeval", "score", *files, *by, "-q", *output]
    theirs = {
        name: [
            *(sys.executable, str(HERE / f"by_{name}.py"), str(tickets), str(surveys)),
            str(DATA / f"{name}.json"),
        ]
        for name in CONTENDERS
    }
    return {"sqeval": ours} | theirs


def check() -> None:
    """Hold the figures of all contenders together; raises SystemExit where two differ."""
    ours = figures.read(DATA / "sqeval.json")
    for name in CONTENDERS:
        found = figures.differences(ours, figures.read(DATA / f"{name}.json"))
        if found:
            raise SystemExit(f"sqeval and {name} differ:\n" + "\n".join(found[:20]))
    print(f"all agree on {sum(map(len, ours.values())):,} figures of {len(ours):,} groups")


def main() -> None:
    """Make the exports where they are missing, check the figures, time the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    tickets, surveys = (DATA / f"{name}-{asked.rows}.csv" for name in ("tickets", "surveys"))
    if not (tickets.exists() and surveys.exists()):
        subprocess.run([sys.executable, str(HERE / "make_tickets.py"), str(asked.rows)], check=True)
    contenders = commands(tickets, surveys)
    for command in contenders.values():
        timing.run(command)
    check()
    timing.compare(contenders, base="polars", rounds=asked.rounds)


if __name__ == "__main__":
    main()
