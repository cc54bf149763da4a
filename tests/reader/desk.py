"""One small rule set for every case of reading, and what a run over some bytes gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqeval.api import Options, Scored, scored
from sqeval.problems import Problem
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.parse import LINE
from sqeval.tables.source import source_of
from sqeval.tables.table import Table
from tests.reader.reference import Figure

COLUMNS: Mapping[str, str] = {
    "ticket_id": "{from: [Ticket ID, 工单编号]}",
    "created_at": "{from: [Created at, 创建时间], type: datetime}",
    "solved_at": "{from: [Solved at, 解决时间], type: datetime}",
    "updated_at": "{from: [Updated at, 更新时间], type: datetime, required: false}",
    "priority": (
        "{from: [Priority, 优先级], type: category, "
        "values: {P1: [Urgent, 紧急], P2: [High, 高], P3: [Normal, 普通]}}"
    ),
    "team": "{from: [Team, 受理组], required: false}",
    "reopens": "{from: [Reopens, 重开次数], type: integer}",
    "effort": "{from: [Effort, 工时], type: number}",
    "subject": "{from: [Subject, 标题], required: false}",
}

_RULES = """\
version: 1
timezone: {zone}
tables:
  tickets:
    key: ticket_id
    clock: created_at
{table}    columns:
{columns}
indicators:
  tickets: {{type: count}}
  urgent: {{type: count, where: 'priority == "P1"'}}
  solved_once: {{type: ratio, good: reopens == 0, total: present(solved_at)}}
  time_to_solve: {{type: duration, from: created_at, to: solved_at, aggregate: median}}
  on_time: {{type: within, from: created_at, to: solved_at, limit: 8h}}
  effort: {{type: statistic, of: effort, aggregate: sum}}
"""


@lru_cache(maxsize=64)
def rules(columns: tuple[tuple[str, str], ...] = (), table: str = "", zone: str = "UTC") -> RuleSet:
    """Return the rule set, with other declarations of some columns and more lines of the table."""
    declared = {**COLUMNS, **dict(columns)}
    text = _RULES.format(
        zone=zone,
        table="".join(f"    {line}\n" for line in table.splitlines()),
        columns="\n".join(f"      {name}: {said}" for name, said in declared.items()),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "desk.yaml")
        path.write_text(text, encoding="utf-8")
        return load_rules(str(path))


@dataclass(frozen=True)
class Outcome:
    """What a run made of the bytes: the ledger, row by row and cell by cell, and the figures."""

    ledger: tuple[int, int, int, int, int]
    used: tuple[tuple[int, str], ...]
    rejects: tuple[tuple[int, str], ...]
    invalid: Mapping[str, Mapping[str, int]]
    figures: Mapping[str, Figure]
    notices: tuple[Problem, ...]
    table: Table = field(repr=False)


def run(data: Sequence[bytes], rule_set: RuleSet, encoding: str | None = None) -> Outcome:
    """Score files of the one table ``tickets``; raises as `sqeval.api.scored` does."""
    sources = [source_of(f"{i}.csv", one) for i, one in enumerate(data, start=1)]
    done = scored(rule_set, {"tickets": sources}, Options(encoding=encoding, max_rejected=1.0))
    return outcome(done)


def outcome(done: Scored) -> Outcome:
    """Gather what is asserted about a run."""
    table = done.run.tables["tickets"]
    ledger = table.ledger
    figures = {
        one.id: Figure(one.value, one.n, dict(Counter(one.excluded)))
        for one in done.scorecards[0].indicators
    }
    return Outcome(
        (ledger.read, ledger.blank, len(ledger.rejects), ledger.duplicate, ledger.used),
        tuple(zip(table.frame[LINE], table.frame["ticket_id"], strict=True)),
        tuple((reject.line, reject.code) for reject in ledger.rejects),
        table.invalid_cells,
        figures,
        done.run.tables.notices,
        table,
    )
