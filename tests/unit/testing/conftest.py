"""A small rule set beside which tests of rules are written."""

from __future__ import annotations

from pathlib import Path

import pytest

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {from: [Ticket ID]}
      created: {from: [Created at], type: datetime}
      replied: {type: datetime}
      priority: {type: category, values: {P1: [Urgent], P2: []}, required: false}
      team: {required: false}
      waited: {value: replied - created}
  surveys:
    clock: at
    columns: {at: {type: datetime}, mark: {type: integer}}
indicators:
  reply_time:
    type: duration
    from: created
    to: replied
    aggregate: mean
    target: {by: priority, at_most: {P1: 30m, default: 1h}}
  replied_share:
    type: within
    from: created
    to: replied
    limit: {by: priority, P1: 30m, default: 1h}
    target: {at_least: 90%}
  total: {type: count, target: {at_most: 100}}
  mark: {type: statistic, table: surveys, of: mark, aggregate: mean}
scorecard:
  parts: {speed: {indicators: {reply_time: 60, replied_share: 40}}}
  grades: {A: 90, B: 0}
  gates: [{when: replied_share < 50%, cap: B}]
  outcomes: {A: {en: well done, zh: 很好}}
"""

ROWS = """\
    tickets: |
      id | created          | replied          | priority
      1  | 2026-01-05 09:00 | 2026-01-05 09:10 | P1
      2  | 2026-01-05 09:00 | 2026-01-05 11:00 |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the rules, and work in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.yaml").write_text(RULES)
    return tmp_path
