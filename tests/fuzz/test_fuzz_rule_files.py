"""Whatever a rule file holds, ``check`` answers with problems that lie inside it, and soon.

Thousands of good and bad files, each with seeded mistakes, are checked in this process. A few run
always; all of them where SQEVAL_FUZZ=1 asks for some minutes of work.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import random
import shutil
import signal
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from sqeval.problems import Problem
from sqeval.render.findings.findings import Findings
from sqeval.render.findings.registry import FINDINGS_FORMATS
from sqeval.render.style import Style
from sqeval.rules.loader import check_rules
from tests.fuzz.mutations import mutated

RULES = Path(__file__).parents[1] / "acceptance" / "rules"
SHIPPED = Path(__file__).parents[2] / "rules"

#: Seconds of processor time after which a check is taken to hang.
PATIENCE = 2

SAMPLE, ALL = 200, 24_000
ASKED = os.environ.get("SQEVAL_FUZZ") == "1"


def originals() -> list[tuple[str, str]]:
    """Return the folder and the text of every rule file, sorted."""
    paths = [*sorted(RULES.glob("*/*.yaml")), *sorted(RULES.glob("*/below/*.yaml"))]
    found = [(p.relative_to(RULES).parts[0], p.read_text("utf-8", "replace")) for p in paths]
    shipped = [("ok", p.read_text("utf-8")) for p in sorted(SHIPPED.glob("*.yaml"))]
    return [*found, *shipped]


@contextlib.contextmanager
def soon() -> Iterator[None]:
    """Raise TimeoutError where the block takes too much processor time."""

    def give_up(_signal: int, _frame: object) -> None:
        message = f"more than {PATIENCE} s"
        raise TimeoutError(message)

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def assert_inside(problem: Problem) -> None:
    """Assert that a problem's place exists in the file that it names."""
    place = problem.location
    if not place.line:
        assert (place.column, place.end_column) == (0, 0)
        return
    path = Path(place.file)
    content = (SHIPPED / f"{place.file[8:]}.yaml" if not path.exists() else path).read_bytes()
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    assert 1 <= place.line <= len(lines)
    line = lines[place.line - 1]
    assert place.source in ("", line)
    if place.column:
        assert 1 <= place.column <= len(line) + 1
    if place.end_column:
        least = place.column + (problem.code != "SQ403")  # a missing line end has no width
        assert least <= place.end_column <= max(len(line) + 1, place.column + 1)


def assert_rendered(problems: tuple[Problem, ...]) -> None:
    """Assert that every format can say the problems, each in its own syntax."""
    findings = Findings(problems, ("rules.yaml",))
    style = Style(color=False)
    said = {name: form.render(findings, style) for name, form in FINDINGS_FORMATS.items()}
    assert len(json.loads(said["json"])["problems"]) == len(problems)
    assert len(json.loads(said["sarif"])["runs"][0]["results"]) == len(problems)
    assert ET.fromstring(said["junit"]).tag == "testsuites"  # noqa: S314 - our own text
    assert sum(line.startswith("::") for line in said["github"].split("\n")) >= len(problems)
    assert not [c for text in said.values() for c in text if c < " " and c not in "\n\t"]
    inked = FINDINGS_FORMATS["text"].render(findings, Style(color=True))
    assert inked.count("\x1b[") == 2 * len(problems)


def check_many(folder: Path, seeds: range) -> None:
    """Check a mutated file for each seed; what fails says its seed and keeps its file."""
    for name in ("ok", "bad"):
        shutil.copytree(RULES / name / "below", folder / name / "below")
    files = originals()
    for seed in seeds:
        rng = random.Random(seed)  # noqa: S311 - nothing secret
        (where, text), (_, other) = rng.choice(files), rng.choice(files)
        path = folder / where / "rules.yaml"
        path.write_bytes(mutated(text, other, rng))
        try:
            with soon():
                problems = check_rules(str(path))
                assert_rendered(problems)
            for problem in problems:
                assert_inside(problem)
        except Exception as error:
            error.add_note(f"seed {seed}: {path}")
            raise


def test_a_sample_of_mutated_files_is_answered(tmp_path: Path) -> None:
    check_many(tmp_path, range(SAMPLE))


@pytest.mark.skipif(not ASKED, reason="SQEVAL_FUZZ=1 checks 24,000 mutated rule files")
def test_every_mutated_file_is_answered(tmp_path: Path) -> None:
    check_many(tmp_path, range(SAMPLE, SAMPLE + ALL))


def hang() -> None:
    with soon():
        while True:
            pass


def test_a_hang_would_be_seen() -> None:
    with pytest.raises(TimeoutError):
        hang()
