"""README and docs say what is so: output up to date, snippets load, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sqeval.rules.loader import load_rules

ROOT = Path(__file__).parents[2]
DESK = Path(__file__).parent / "desk.yaml"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINKED = [*PAGES, ROOT / "examples" / "README.md", ROOT / "CHANGELOG.md"]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_COMMAND = re.compile(r"`(sqeval [^`]+)`")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text("utf-8")) if kind == language]


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the pages' own commands
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def sqeval(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    assert program == "sqeval"
    return run("-m", "sqeval", *arguments, folder=folder)


SNIPPETS = [
    pytest.param(text, id=f"{page.name}-{number}")
    for page in PAGES
    for number, text in enumerate(blocks(page, "yaml"))
]
SHELL = [line for page in PAGES for text in blocks(page, "sh") for line in text.splitlines()]
SETUP = [line for line in SHELL if line.startswith("python3 -m venv")]
EXAMPLES = _COMMAND.findall((ROOT / "examples" / "README.md").read_text("utf-8"))


def test_generated_output_is_up_to_date() -> None:
    pages = [str(page.relative_to(ROOT)) for page in PAGES]
    done = run("-m", "cogapp", "--check", "--diff", "-U", "-n", "utf-8", "-I", ".", *pages)
    assert done.returncode == 0, "run 'make docs'\n" + done.stdout + done.stderr


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_rule_snippet_loads(snippet: str, tmp_path: Path) -> None:
    whole = snippet.startswith(("version: 1\n", "# yaml-language-server"))
    shutil.copy(DESK, tmp_path)
    path = tmp_path / "snippet.yaml"
    path.write_text(snippet if whole else f"version: 1\nextends: [desk.yaml]\n{snippet}", "utf-8")
    rules = load_rules(str(path))
    assert rules.indicators or rules.tables or rules.calendars


def _slugs(page: Path) -> set[str]:
    text = _BLOCK.sub("", page.read_text("utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(text)
    }


@pytest.mark.parametrize("page", LINKED, ids=lambda page: page.parent.name + "-" + page.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for link in _LINK.findall(_BLOCK.sub("", page.read_text("utf-8"))):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {link}"
        assert not anchor or anchor in _slugs(target), f"{page.name}: {link}"


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    links = _LINK.findall((ROOT / "README.md").read_text("utf-8"))
    assert {f"docs/{page.name}" for page in PAGES[1:]} <= set(links)


def test_ci_runs_exactly_the_commands_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert len(SETUP) == 2
    assert [line for line in lines if line.startswith("python3")] == SETUP


@pytest.mark.parametrize("command", [line for line in SHELL if line.startswith("sqeval ")])
def test_shell_command_of_a_page_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = sqeval(command, tmp_path)
    assert done.returncode == 0, done.stderr
    named = re.findall(r"-o (\S+)", command)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(named)


def test_the_examples_have_commands() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("command", EXAMPLES)
def test_command_of_the_examples_runs(command: str) -> None:
    done = sqeval(command)
    assert done.returncode == 0, done.stderr
    assert "About the data" in done.stdout


def test_examples_are_made_again_to_the_byte(tmp_path: Path) -> None:
    committed = ROOT / "examples"
    shutil.copytree(committed, tmp_path / "examples", ignore=shutil.ignore_patterns("*.csv"))
    done = run("examples/make_examples.py", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (tmp_path / "examples").glob("*.csv"))
    assert made == sorted(path.name for path in committed.glob("*.csv"))
    differing = [
        name
        for name in made
        if (tmp_path / "examples" / name).read_bytes() != (committed / name).read_bytes()
    ]
    assert differing == []
