"""What a command does not need is not loaded, so that `sqeval check` starts at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SEEN = (
    "import gc, sys\n"
    "from sqeval.cli.main import main\n"
    "try: main()\n"
    "finally: print(gc.isenabled(), *sys.modules, file=sys.stderr)\n"
)

#: What only other commands or options need.
IDLE = {"polars", "lark", "filelock", "sqeval.rules.pages.registry"}


def seen(*arguments: str) -> set[str]:
    """Return the modules that a run of the command line has loaded, and whether gc is on."""
    command = [sys.executable, "-c", SEEN, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    return set(done.stderr.split())


def test_a_check_loads_what_it_needs_and_no_more() -> None:
    loaded = seen("check", "-q", "builtin:service-desk")
    assert "sqeval.rules.lint.registry" in loaded
    assert not loaded & IDLE


def test_garbage_is_collected_again_once_the_command_is_loaded() -> None:
    assert "True" in seen("check", "-q", "builtin:service-desk")


def test_an_output_file_loads_its_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "filelock" in seen("check", "-q", "builtin:service-desk", "-o", "findings.txt")
