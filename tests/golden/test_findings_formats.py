"""One golden file per format of findings, reviewed as plain text.

The findings hold all three severities, a place of every precision, Chinese before a caret, a hint
and none, and a file that was only extended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.problems import Location, Problem
from sqeval.render.findings.findings import Findings
from sqeval.render.findings.registry import FINDINGS_FORMATS
from sqeval.render.style import Style

GOLDEN = Path(__file__).parent / "findings"

FINDINGS = Findings(
    problems=(
        Problem(
            "SQ203",
            "no column, table or category value is called 'prioritty'",
            Location("rules/desk.yaml", 12, 14, 23, "    where: { prioritty == P1 }"),
            "did you mean 'priority'?",
        ),
        Problem(
            "SQ204",
            "a text is compared with a number",
            Location("rules/desk.yaml", 20, 18, 21, '    where: 状态 == "新" and team > 3'),
        ),
        Problem("SQ102", "the file is larger than 1 MiB", Location("rules/base set.yaml")),
        Problem(
            "SQ319",
            "nothing uses the column 'queue'",
            Location("rules/desk.yaml", 7, 3, 8, "  queue: text"),
            "remove it, or `# sqeval: ignore[SQ319]`",
            fix="",
        ),
        Problem("SQ403", "the file does not end in one line end", Location("rules/desk.yaml", 31)),
        Problem("SQ544", "no table 'survey' is given", hint="--table survey=FILE"),
    ),
    files=("rules/desk.yaml", "rules/clean.yaml"),
)

#: What each golden file is called, the format and the style that give it.
CASES = {
    "text.txt": ("text", Style()),
    "text-color.txt": ("text", Style(color=True)),
    "json.json": ("json", Style()),
    "github.txt": ("github", Style()),
    "sarif.sarif": ("sarif", Style()),
    "junit.xml": ("junit", Style()),
}


@pytest.mark.parametrize("name", CASES)
def test_format_is_as_reviewed(name: str) -> None:
    which, style = CASES[name]
    expected = (GOLDEN / name).read_text("utf-8")
    assert FINDINGS_FORMATS[which].render(FINDINGS, style) == expected


def test_every_format_has_a_golden_file_and_no_other_is_left() -> None:
    assert {which for which, _ in CASES.values()} == set(FINDINGS_FORMATS)
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)
