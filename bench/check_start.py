"""Times the start of `sqeval check` beside the bare imports that it cannot do without.

Whole processes, one of each in turn, so that a machine that slows down slows all of them. Bytecode
is written first, as an installer does.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import sqeval

IMPORTS = "import typer, pydantic, rich, yaml"
RUN = "from sqeval.cli.main import main; main()"
CHECK = ["check", "-q", "builtin:service-desk"]
LOADED = (
    "import sys; from sqeval.cli.main import main\n"
    "try: main()\n"
    "finally: print('polars' in sys.modules)"
)

COMMANDS = {
    "bare imports": [sys.executable, "-c", IMPORTS],
    "sqeval check": [sys.executable, "-c", RUN, *CHECK],
    "sqeval --help": [sys.executable, "-c", RUN, "--help"],
}

#: The wall time of the check as a multiple of that of the imports: what is wanted.
WANTED = 1.5
FEWEST = 15


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command; return its wall and its processor time in seconds."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--runs", type=int, default=25, help=f"at least {FEWEST}")
    runs = max(FEWEST, parser.parse_args().runs)
    compileall.compile_dir(Path(sqeval.__path__[0]), quiet=1)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():  # once to warm up
        timed(command)
    for _ in range(runs):
        for name, command in COMMANDS.items():
            taken[name].append(timed(command))
    base_wall, base_cpu = (median(figures) for figures in zip(*taken["bare imports"], strict=True))
    print(f"medians of {runs} runs, in turn")
    for name, figures in taken.items():
        wall, cpu = (median(each) for each in zip(*figures, strict=True))
        print(
            f"{name:14} wall {wall * 1000:6.1f} ms  processor {cpu * 1000:6.1f} ms  "
            f"ratio {wall / base_wall:.2f} (processor {cpu / base_cpu:.2f})"
        )
    print(f"wanted: sqeval check at {WANTED} or less")
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED, *CHECK], stdout=subprocess.PIPE, text=True, check=True
    )
    print(f"polars imported by the check: {loaded.stdout.strip() == 'True'}")


if __name__ == "__main__":
    main()
