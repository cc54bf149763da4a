"""Figures worked by hand: a rule file, tiny exports and what must come out, one folder per subject.

The working stands at the head of each ``rules.yaml``. Every measure kind, every way to give points,
every aggregate, column type and function has its place here (``tests/unit/test_parity.py`` asks).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sqeval

FIGURES = Path(__file__).parent / "figures"
SUBJECTS = sorted(folder.name for folder in FIGURES.iterdir())


def got(subject: str) -> dict[str, object]:
    """Score a subject's exports and return what its ``expected.json`` holds."""
    folder = FIGURES / subject
    exports = {path.stem: path for path in folder.glob("*.csv")}
    whole = sqeval.score(folder / "rules.yaml", exports).to_dict()["groups"][0]
    return {key: whole[key] for key in ("points", "grade", "gates", "indicators")}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_figures_are_those_worked_by_hand(subject: str) -> None:
    expected = json.loads((FIGURES / subject / "expected.json").read_text(encoding="utf-8"))
    assert got(subject) == expected
