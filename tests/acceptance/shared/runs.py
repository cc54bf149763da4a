"""How sqeval is run on an export: in this process for its figures, or as a command on a host."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqeval.api import score
from tests.acceptance.shared.exports import ROOT, Export

#: A scorecard of the JSON report: the entries of its indicators, by id.
Figures = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Host:
    """What of a machine must not show in a report."""

    threads: int
    zone: str
    lang: str = "C"
    seed: int = 0

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("LC_")}
        return kept | {
            "POLARS_MAX_THREADS": str(self.threads),
            "TZ": self.zone,
            "LANG": self.lang,
            "PYTHONHASHSEED": str(self.seed),
            "PYTHONPATH": str(ROOT / "src"),
        }


PLAIN = Host(2, "UTC")


def start(export: Export, *options: str, host: Host = PLAIN) -> subprocess.Popen[bytes]:
    """Start the command, so that several can run side by side."""
    return subprocess.Popen(  # noqa: S603 - the project's own command
        export.command(*options),
        env=host.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    exit: int
    out: bytes
    err: str


def finish(running: subprocess.Popen[bytes]) -> Finished:
    """Wait for a command."""
    out, err = running.communicate(timeout=60)
    return Finished(running.returncode, out, err.decode())


@cache
def report_text(export: Export, period: str = "all") -> str:
    """Return the JSON report, made in this process; the command prints the same bytes."""
    files = {export.table: export.path}
    return score(export.rule_file, files, period=period, by=export.by).to_json()


def report(export: Export, period: str = "all") -> dict[str, Any]:
    """Return the report as its JSON is read back."""
    found: dict[str, Any] = json.loads(report_text(export, period))
    return found


def whole(export: Export, period: str = "all") -> Figures:
    """Return the figures of everything in the period, by indicator."""
    return _by_id(report(export, period)["groups"][0])


def grouped(export: Export, column: str) -> dict[str, Figures]:
    """Return the figures of each group of one grouping."""
    groups = report(export)["groups"]
    return {g["by"][column]: _by_id(g) for g in groups if list(g["by"]) == [column]}


def _by_id(group: dict[str, Any]) -> Figures:
    return {figure["id"]: figure for figure in group["indicators"]}
