"""What the acceptance tests share: a desk to score, and asserts of shared modules that explain."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.acceptance.shared.expected", "tests.acceptance.desk")

from tests.acceptance import desk as desks  # noqa: E402 - after its asserts are registered


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> desks.Desk:
    """Return a folder with the small desk's rules and exports, and work in it."""
    monkeypatch.chdir(tmp_path)
    made = desks.Desk(tmp_path)
    made.write("sqeval.yaml", desks.RULES)
    made.write("tickets.csv", desks.TICKETS)
    made.write("surveys.csv", desks.SURVEYS)
    made.write("reviews.csv", desks.REVIEWS)
    made.write("calls.csv", desks.CALLS)
    return made
