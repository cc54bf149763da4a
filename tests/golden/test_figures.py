"""Figures worked by hand: a rule file, tiny exports and what must come out, one folder per subject.

The working stands at the head of each ``rules.yaml``. Every measure kind, every way to give points,
every aggregate, column type and function has its place here (``tests/unit/test_parity.py`` asks).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import sqeval

FIGURES = Path(__file__).parent / "figures"
SUBJECTS = sorted(folder.name for folder in FIGURES.iterdir())


#: What is expected of an indicator in a group: the figures that groups are compared by.
COMPARED = ("id", "value", "low", "high", "n", "rank", "standardised")


def got(subject: str, by: Sequence[str] = ()) -> dict[str, Any]:
    """Score a subject's exports and return what its ``expected.json`` holds, ``by`` included."""
    folder = FIGURES / subject
    exports = {path.stem: path for path in folder.glob("*.csv")}
    groups = sqeval.score(folder / "rules.yaml", exports, by=by).to_dict()["groups"]
    if not by:
        return {key: groups[0][key] for key in ("points", "grade", "gates", "indicators")}
    compared = [
        {"by": card["by"], "indicators": [{k: i[k] for k in COMPARED} for i in card["indicators"]]}
        for card in groups
    ]
    return {"by": by, "groups": compared}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_figures_are_those_worked_by_hand(subject: str) -> None:
    expected = json.loads((FIGURES / subject / "expected.json").read_text(encoding="utf-8"))
    assert got(subject, expected.get("by", ())) == expected
