"""Time whole processes side by side, so that a noisy machine cannot favour one of them.

The contenders run in turns (A B C, A B C, ...) after one round that warms the caches and does not
count. What a process used comes from `os.wait4`: its own CPU time and its own peak, no one else's.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: `ru_maxrss` counts KiB on Linux and bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Usage:
    """What one process took: seconds of wall and CPU time, MiB at its peak."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str]) -> Usage:
    """Run a command to its end; raises SystemExit where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {' '.join(command)}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * RSS_UNIT / 2**20)


def compare(commands: Mapping[str, Sequence[str]], *, base: str, rounds: int) -> None:
    """Time the commands in turns and print medians, and ratios to the one called ``base``."""
    taken: dict[str, list[Usage]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            usage = run(command)
            if turn:
                taken[name].append(usage)
    medians = {name: _median(usages) for name, usages in taken.items()}
    print(f"| medians of {rounds} | wall s | x | CPU s | x | peak MiB | x |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, own in medians.items():
        of = medians[base]
        print(
            f"| {name} | {own.wall:.2f} | {own.wall / of.wall:.2f} "
            f"| {own.cpu:.2f} | {own.cpu / of.cpu:.2f} "
            f"| {own.peak:.0f} | {own.peak / of.peak:.2f} |"
        )


def _median(usages: Sequence[Usage]) -> Usage:
    return Usage(
        statistics.median(u.wall for u in usages),
        statistics.median(u.cpu for u in usages),
        statistics.median(u.peak for u in usages),
    )
