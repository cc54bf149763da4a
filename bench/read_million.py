"""Read a large export strictly and compare: `python bench/read_million.py [ROWS] [--rounds N]`.

The other reader is polars' own, told to read all columns as text: it trusts what sqeval judges line
by line. Both read a file without line breaks in its texts, then one in which every twentieth row
has one. Times are of the read alone, in one process, in turns.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from sqeval.tables.header import Wanted
from sqeval.tables.records import read_records
from sqeval.tables.source import open_source

HERE = Path(__file__).parent
DATA = HERE / "data"
#: One row in so many gets a line break, which is 5 %.
EVERY = 20


def variants(rows: int) -> dict[str, Path]:
    """Make the two files out of the export of `make_tickets.py`, where they are missing."""
    source = DATA / f"tickets-{rows}.csv"
    files = {
        "no line breaks": DATA / f"flat-{rows}.csv",
        "5 % line breaks": DATA / f"broken-{rows}.csv",
    }
    if all(path.exists() for path in files.values()):
        return files
    if not source.exists():
        subprocess.run([sys.executable, str(HERE / "make_tickets.py"), str(rows)], check=True)
    flat = pl.col("Subject").str.replace_all("\n", " ", literal=True)
    chosen = pl.int_range(pl.len()) % EVERY == 0
    broken = pl.when(chosen).then(flat + pl.lit("\nsecond line, 第二行")).otherwise(flat)
    frame = pl.read_csv(source, infer_schema=False)
    for path, subject in zip(files.values(), (flat, broken), strict=True):
        frame.with_columns(subject.alias("Subject")).write_csv(path)
    return files


def strictly(path: Path) -> pl.DataFrame:
    """Read every column with sqeval, the hash of the bytes included."""
    header = path.open(encoding="utf-8").readline().rstrip("\n").split(",")
    source = open_source(str(path))
    records = read_records(
        source, [Wanted(h, ((h,),), required=True) for h in header], encoding=None
    )
    if not source.sha256 or records.rejects:
        raise SystemExit(f"{path}: {len(records.rejects)} records rejected")
    return records.frame


def trustingly(path: Path) -> pl.DataFrame:
    """Read every column with polars alone."""
    return pl.read_csv(path, infer_schema=False)


def compare(path: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the medians of wall and CPU seconds of both readers, timed in turns."""
    readers: tuple[Callable[[Path], pl.DataFrame], ...] = (strictly, trustingly)
    taken: dict[str, list[tuple[float, float]]] = {reader.__name__: [] for reader in readers}
    heights = set()
    for turn in range(rounds + 1):
        for reader in readers:
            wall, cpu = time.perf_counter(), time.process_time()
            heights.add(reader(path).height)
            if turn:
                used = time.perf_counter() - wall, time.process_time() - cpu
                taken[reader.__name__].append(used)
    if len(heights) != 1:
        raise SystemExit(f"{path}: the readers see {heights} rows")
    return {
        name: (statistics.median(w for w, _ in used), statistics.median(c for _, c in used))
        for name, used in taken.items()
    }


def main() -> None:
    """Print a row per file: both readers, and how many times longer the strict one takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    print("| file | strict wall s | polars wall s | x | strict CPU s | polars CPU s | x |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, path in variants(asked.rows).items():
        medians = compare(path, asked.rounds)
        (wall, cpu), (own_wall, own_cpu) = medians["strictly"], medians["trustingly"]
        print(
            f"| {name}, {path.stat().st_size / 1e6:.0f} MB "
            f"| {wall:.2f} | {own_wall:.2f} | {wall / own_wall:.2f} "
            f"| {cpu:.2f} | {own_cpu:.2f} | {cpu / own_cpu:.2f} |"
        )


if __name__ == "__main__":
    main()
