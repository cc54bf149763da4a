"""A small service desk whose figures can be worked out by hand, and `sqeval score` run on it.

Most runs happen in this process, since starting Python anew takes longer than scoring ten rows; a
run that is about signals, pipes, terminals or the environment starts the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from sqeval.cli.score import app

ROOT = Path(__file__).resolve().parents[2]

#: Stands in cells of the exports, and must never come out on stderr.
MARKER = "Mrs-Private-Matter"

#: Seconds after which a command that ought to have ended is taken to hang.
PATIENCE = 300

RULES = """\
version: 1
title: {en: The small desk, zh: 小服务台}
timezone: Asia/Shanghai
periods: {spring-rush: 2026-01-15..2026-02-10}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {from: [Ticket ID, 工单编号]}
      created: {from: [Created at], type: datetime}
      replied: {type: datetime, required: false}
      solved: {type: datetime}
      priority: {type: category, values: {P1: [Urgent], P2: []}}
      team: {from: [Team, 受理组], required: false}
      agent: {required: false}
      subject: {required: false}
  surveys:
    key: answer
    clock: at
    lookup: {tickets: ticket}
    columns: {answer: {}, ticket: {}, at: {type: datetime}, mark: {type: integer, min: 1, max: 5}}
  reviews:
    clock: on
    columns: {on: {type: date}, agent: {}, points: {type: number}}
  calls:
    columns: {seconds: {type: duration, unit: s}}
indicators:
  received: {type: count}
  reply_time:
    type: duration
    from: created
    to: replied
    aggregate: mean
    target: {by: priority, at_most: {P1: 30m, default: 1h}}
  solve_time: {type: duration, from: created, to: solved, aggregate: mean, target: {at_most: 3h}}
  solved_share: {type: ratio, good: present(solved), target: {at_least: 50%, warn: 90%}}
  satisfied: {type: ratio, table: surveys, good: mark >= 4, target: {at_least: 80%}}
  review_mark: {type: statistic, table: reviews, of: points, aggregate: mean}
  talk_time: {type: statistic, table: calls, of: seconds, aggregate: max}
scorecard:
  parts:
    speed: {weight: 60, indicators: {reply_time: 50, solve_time: 50}}
    quality: {weight: 40, indicators: {solved_share: 50, satisfied: 50}}
  grades: {A: 95, B: 60, C: 0}
  gates: [{when: satisfied < 60%, cap: C, why: customers first}]
  outcomes: {A: praise, C: coach}
"""

#: T4 is received in the last minute of the first quarter in Shanghai, T5 in the first of the
#: second; T6 has no team, T7 no creation time.
TICKETS = f"""\
Ticket ID,Created at,replied,solved,priority,Team,agent,subject
T1,2026-01-05 09:00,2026-01-05 09:10,2026-01-05 11:00,Urgent,EMEA,ann,{MARKER}
T2,2026-01-20 09:00,2026-01-20 10:00,2026-01-20 13:00,P2,EMEA,bob,{MARKER}
T3,2026-02-10 23:00,2026-02-10 23:30,2026-02-11 02:00,P2,APAC,cid,{MARKER}
T4,2026-03-31 23:59,,,Urgent,APAC,cid,{MARKER}
T5,2026-04-01 00:00,2026-04-01 00:05,2026-04-01 04:00,P2,EMEA,ann,{MARKER}
T6,2026-05-02 09:00,2026-05-02 11:00,2026-05-02 12:00,P2,,ann,{MARKER}
T7,,2026-03-02 10:00,2026-03-02 11:00,P2,EMEA,ann,{MARKER}
"""

SURVEYS = """\
answer,ticket,at,mark
1,T1,2026-01-06 10:00,5
2,T2,2026-01-21 10:00,4
3,T3,2026-02-12 10:00,2
4,T5,2026-04-02 10:00,5
"""

REVIEWS = "on,agent,points\n2026-01-31,ann,4.5\n2026-02-01,bob,3\n2026-07-01,bob,1\n"
CALLS = "seconds\n20\n95\n"

#: One indicator: how many rows lie in the period.
COUNTING = """\
version: 1
timezone: UTC
{head}
tables:
  tickets: {{clock: at, columns: {{at: {{type: datetime}}, team: {{required: false}}}}}}
indicators: {{received: {{type: count}}}}
"""


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    exit: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on stdout."""
        assert self.exit in {0, 1}, self.err
        found: dict[str, Any] = json.loads(self.out)
        return found

    def refused(self, code: int, problem: str) -> str:
        """Assert that nothing came out but this problem, and return what stderr says."""
        assert (self.exit, self.out) == (code, ""), self.out + self.err
        assert problem in self.err
        assert "Traceback" not in self.err
        return self.err


def figures(report: Mapping[str, Any], **by: str | None) -> dict[str, dict[str, Any]]:
    """Return the indicators of one group, by id."""
    (group,) = [g for g in report["groups"] if g["by"] == by]
    return {indicator["id"]: indicator for indicator in group["indicators"]}


@dataclass(frozen=True)
class Desk:
    """A folder with rules and exports, which is also the working directory."""

    folder: Path

    def write(self, name: str, text: str | bytes) -> str:
        """Write a file and return its name as a command would have it."""
        content = text.encode() if isinstance(text, str) else text
        (self.folder / name).write_bytes(content)
        return name

    def score(self, *arguments: str, typed: str | bytes | None = None) -> Done:
        """Run ``sqeval score`` in this process; an error of ours comes up as it is."""
        runner = CliRunner(env={"NO_COLOR": None, "COLUMNS": None})
        done = runner.invoke(app, arguments, input=typed, catch_exceptions=False)
        return Done(done.exit_code, done.stdout, done.stderr)

    def json(self, *arguments: str, typed: str | bytes | None = None) -> dict[str, Any]:
        """Score with the rules of the folder and return the report."""
        return self.score(*arguments, "-q", "-f", "json", typed=typed).report

    def start(
        self,
        *arguments: str,
        stdin: int | None = subprocess.DEVNULL,
        stdout: int | Any = subprocess.PIPE,  # noqa: ANN401 - whatever Popen takes
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start the command in a process of its own."""
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TZ")}
        return subprocess.Popen(  # noqa: S603 - the project's own command
            [sys.executable, "-m", "sqeval", *arguments],
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )

    def received_on(self, moments: Iterable[str], *options: str, head: str = "") -> dict[str, Any]:
        """Count rows received at moments, under rules that begin with ``head``."""
        self.write("counting.yaml", COUNTING.format(head=head))
        self.write("moments.csv", "\n".join(["at,team", *(f"{m},x" for m in moments)]) + "\n")
        return self.json("moments.csv", "-r", "counting.yaml", *options)


def finish(process: subprocess.Popen[bytes], typed: bytes | None = None) -> Done:
    """Wait for a started command."""
    out, err = process.communicate(typed, PATIENCE)
    return Done(process.returncode, (out or b"").decode(), err.decode())
