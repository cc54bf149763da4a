from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.report.report import Report, from_json


@pytest.fixture(scope="session")
def report() -> Report:
    """The hand-made report that the golden files show."""
    return from_json((Path(__file__).parents[2] / "golden" / "report.json").read_bytes())
