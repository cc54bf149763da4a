# ruff: noqa: INP001 - a folder of pages, no package
"""What README and docs show: real output of real commands, and the docstrings of the registries.

cog runs these functions while it writes a page, and `cog --check` runs them again in the tests, so
no page can show what sqeval no longer does.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: The same page on every machine: no colours, one width, no rule file or source path of the host.
_ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
_CODE = re.compile(r"``(.+?)``", re.DOTALL)
_EXAMPLE = re.compile(r"^Example: ", re.MULTILINE)


def console(line: str) -> str:
    """Return a command line, run from the root of the repository, and all that it prints."""
    return f"```console\n$ {line}\n{_run(line, ROOT)}```\n"


def console_on(name: str, text: str, line: str) -> str:
    """Return a command line over a file of the given text, and all that it prints."""
    return console_beside({name: text}, line)


def console_beside(files: dict[str, str], line: str) -> str:
    """Return a command line over files of the given texts, and all that it prints."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        return f"```console\n$ {line}\n{_run(line, Path(folder))}```\n"


def _run(line: str, folder: Path) -> str:
    program, *arguments = line.split()
    names = {"sqeval": ["-m", "sqeval"], "python": []}
    where = {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(  # noqa: S603 - the pages' own commands
        [sys.executable, *names[program], *arguments],
        cwd=folder,
        env={**os.environ, **_ENVIRONMENT, **where},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def listing(path: str, language: str) -> str:
    """Return a file of the repository as a code block."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return f"```{language}\n{text}```\n"


def script(source: str) -> str:
    """Return a Python snippet, and below it what it prints when run from the root."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "snippet.py")
        path.write_text(source, encoding="utf-8")
        printed = _run(f"python {path}", ROOT)
    return f"```python\n{source.strip()}\n```\n\n```text\n{printed}```\n"


def first_indicator() -> str:
    """Return the first indicator of the examples' report as its JSON has it."""
    exports = "examples/tickets.csv --survey examples/surveys.csv --period Q1"
    report = json.loads(_run(f"sqeval score {exports} -q -f json", ROOT))
    shown = json.dumps(report["groups"][0]["indicators"][0], indent=1, ensure_ascii=False)
    return f"```json\n{shown}\n```\n"


def prose(thing: object) -> str:
    """Return a docstring as Markdown, its example left out."""
    said = _EXAMPLE.split(_docstring(thing))[0].removeprefix("Return ").removeprefix("the ")
    return _markdown(said[:1].upper() + said[1:])


def example(thing: object) -> str:
    """Return the code of a docstring's ``Example:``, in one line; empty where there is none."""
    parts = _EXAMPLE.split(_docstring(thing))
    code = _CODE.search(parts[1]) if len(parts) > 1 else None
    return re.sub(r"\s+", " ", code[1]) if code else ""


def remark(thing: object) -> str:
    """Return the ``Example:`` of a docstring as Markdown, what it comes to included."""
    parts = _EXAMPLE.split(_docstring(thing))
    return _markdown(parts[1]) if len(parts) > 1 else ""


def _docstring(thing: object) -> str:
    return inspect.cleandoc(getattr(thing, "__doc__", None) or "")


def _markdown(text: str) -> str:
    return _CODE.sub(r"`\1`", text).strip()


def row(*cells: str) -> str:
    """Return a row of a Markdown table."""
    flat = (re.sub(r"\s+", " ", cell.replace("|", "\\|")) for cell in cells)
    return f"| {' | '.join(flat)} |\n"
