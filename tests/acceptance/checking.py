"""A folder of rule files and `sqeval check` run in it, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sqeval.cli.main import main

ROOT = Path(__file__).resolve().parents[2]

#: Without a problem.
GOOD = "version: 1\ntitle: Good\n"

#: One warning: line 2 ends in a space.
SPACED = "version: 1\ntitle: Spaced \n"

#: One error: an unknown key in line 2.
WRONG = "version: 1\ntitel: Wrong\n"


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    exit: int
    out: str
    err: str

    @property
    def heads(self) -> list[str]:
        """Where each problem of the text format stands, and its code."""
        lines = [line for line in self.out.splitlines() if line[:1] not in ("", " ")]
        return [" ".join(line.split(": ")[:2]).rpartition(" ")[0] for line in lines]

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The problems of the JSON format."""
        found: list[dict[str, Any]] = json.loads(self.out)["problems"]
        return found

    def refused(self, code: int, problem: str) -> str:
        """Assert that nothing came out but this problem, and return what stderr says."""
        assert (self.exit, self.out) == (code, ""), self.out + self.err
        assert problem in self.err
        assert "Traceback" not in self.err
        return self.err


@dataclass(frozen=True)
class Folder:
    """A folder, which is also the working directory."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, content: str | bytes = GOOD) -> str:
        """Write a file, with the folders above it, and return its name."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def check(self, *arguments: str) -> Ran:
        """Run ``sqeval check`` in this process; an error of ours comes up as it is."""
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["check", *arguments])
        out, err = self.capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the problems that ``sqeval check -f json`` prints."""
        return self.check("-q", "-f", "json", *arguments).problems

    def start(
        self, *arguments: str, stdout: int = subprocess.PIPE, environment: Mapping[str, str] = {}
    ) -> subprocess.Popen[bytes]:
        """Start the command in a process of its own."""
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        return subprocess.Popen(  # noqa: S603 - the project's own command
            [sys.executable, "-m", "sqeval", "check", *arguments],
            cwd=self.path,
            env={**kept, "PYTHONPATH": str(ROOT / "src"), **environment},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
