"""One golden file per format and width: what people and scripts see, reviewed as plain text.

``report.json`` holds every status, unit and kind of target, gates in all three states, categories,
Chinese and hostile names, groups by one column, by two and by more than a terminal shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from sqeval.render.registry import FORMATS
from sqeval.render.style import Style
from sqeval.report.report import Report, from_json

REPORT = Path(__file__).parent / "report.json"

CASES = {
    "table-80": ("table", Style(width=80)),
    "table-120": ("table", Style(width=120)),
    "table-60": ("table", Style(width=60)),
    "table-piped": ("table", Style()),
    "table-verbose-120": ("table", Style(width=120, verbose=True)),
    "table-color-80": ("table", Style(width=80, color=True)),
    "table-zh-titles-80": ("table", Style(width=80, lang="zh")),
    "csv": ("csv", Style()),
    "md": ("md", Style()),
}


class _Plain(SingleFileSnapshotExtension):
    """Golden files as they would be written, not quoted."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def report() -> Report:
    return from_json(REPORT.read_bytes())


@pytest.mark.parametrize("case", CASES)
def test_format_is_as_reviewed(case: str, report: Report, snapshot: SnapshotAssertion) -> None:
    name, style = CASES[case]
    text = FORMATS[name].render(report, style)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == snapshot(extension_class=_Plain)


@pytest.mark.parametrize("style", [Style(), Style(lang="zh", verbose=True, color=True, width=80)])
def test_json_is_the_archive_to_the_byte_whatever_the_style(report: Report, style: Style) -> None:
    assert FORMATS["json"].render(report, style).encode() == REPORT.read_bytes()


def test_every_format_has_a_golden_file() -> None:
    assert {name for name, _ in CASES.values()} | {"json"} == set(FORMATS)
