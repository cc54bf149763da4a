"""What ``sqeval inspect`` shows, reviewed as plain text: one golden file per format and width.

``desk.csv`` is made: a known vendor's headers, Chinese ones, dates in doubt, a decimal comma, a
record that repeats and one that is too short. Which indicators the shipped rule set could compute
is left out, since that set grows by itself.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from sqeval.inspection.document import document
from sqeval.inspection.look import STANDARD, FileLook, look_at
from sqeval.inspection.mask import masked
from sqeval.inspection.show import show
from sqeval.render.style import Style
from sqeval.rules.loader import load_rules
from sqeval.tables.source import source_of

DESK = Path(__file__).parent / "desk.csv"
RULES = load_rules(STANDARD)

STYLES = {
    "80": Style(width=80),
    "120": Style(width=120),
    "piped": Style(),
    "color-80": Style(width=80, color=True),
}


class _Plain(SingleFileSnapshotExtension):
    """Golden files as they would be written, not quoted."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def look() -> FileLook:
    found = look_at(source_of("desk.csv", DESK.read_bytes()), RULES)
    kept = [one for one in found.possible if one.indicator in {"resolved_on_time", "nps"}]
    return replace(found, possible=tuple(kept))


@pytest.mark.parametrize("name", STYLES)
def test_text_is_as_reviewed(name: str, look: FileLook, snapshot: SnapshotAssertion) -> None:
    text = show([look], STYLES[name])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == snapshot(extension_class=_Plain)


def test_masked_text_is_as_reviewed(look: FileLook, snapshot: SnapshotAssertion) -> None:
    assert show([masked(look, RULES)], Style(width=120)) == snapshot(extension_class=_Plain)


def test_json_is_as_reviewed(look: FileLook, snapshot: SnapshotAssertion) -> None:
    assert document([look]) == snapshot(extension_class=_Plain)
