"""The recipes for other people's CI do what they say, and our own rule files pass them.

What a recipe runs is taken out of its file and run in a folder as its reader would have it.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from sqeval.cli.main import main

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"


def loaded(path: Path) -> Any:  # noqa: ANN401 - what YAML holds
    return yaml.safe_load(path.read_text("utf-8"))


def commands() -> list[list[str]]:
    """Return the sqeval commands of the workflow, in its order."""
    steps = loaded(CI / ".github" / "workflows" / "rules.yml")["jobs"]["rules"]["steps"]
    lines = [shlex.split(step["run"]) for step in steps if "run" in step]
    return [line[1:] for line in lines if line[0] == "sqeval"]


def hooks() -> dict[str, list[str]]:
    """Return what each hook of the pre-commit example runs."""
    entries = {hook["id"]: hook for hook in loaded(ROOT / ".pre-commit-hooks.yaml")}
    (repo,) = loaded(CI / ".pre-commit-config.yaml")["repos"]
    return {
        hook["id"]: [*shlex.split(entries[hook["id"]]["entry"])[1:], *hook.get("args", [])]
        for hook in repo["hooks"]
    }


def ended(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose folder rules/ holds the rule files that sqeval ships."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_workflow_checks_and_tests() -> None:
    assert [line[0] for line in commands()] == ["check", "test"]
    assert [line[0] for line in hooks().values()] == ["check", "test"]


@pytest.mark.usefixtures("repository")
def test_the_shipped_rules_pass_the_workflow_and_the_hooks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in [*commands(), *hooks().values()]:
        assert ended(arguments) == 0, capsys.readouterr()
    assert Path("rules-junit.xml").read_text("utf-8").startswith("<?xml")


def test_a_bad_change_fails_each_of_them(repository: Path) -> None:
    rules = repository / "rules" / "service-desk.yaml"
    text = rules.read_text("utf-8")
    good = "good: reopens > 0"
    assert text.count(good) == 1
    check, test = commands()
    rules.write_text(text.replace(good, "good: reopns > 0"), "utf-8")
    assert ended(check) == ended(hooks()["sqeval-check"]) == 1
    rules.write_text(text.replace(good, "good: reopens > 1"), "utf-8")
    assert ended(check) == 0
    assert ended(test) == ended(hooks()["sqeval-test"]) == 1


def test_the_rule_files_of_the_examples_pass(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert ended(["check", "--fail-on", "warning", "examples"]) == 0, capsys.readouterr().out
    assert ended(["test", "examples"]) == 0, capsys.readouterr().out
