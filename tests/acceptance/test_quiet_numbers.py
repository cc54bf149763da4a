"""Numbers that could be quietly wrong: each of these once was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import sqeval


def write(folder: Path, **texts: str) -> dict[str, str]:
    """Write each text to a file of its name; return the paths."""
    paths = {}
    for name, text in texts.items():
        path = folder / (f"{name}.yaml" if name == "rules" else f"{name}.csv")
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
        paths[name] = str(path)
    return paths


def values(report: sqeval.Report) -> dict[str, float | None]:
    return {one.id: one.value for one in report.whole.indicators}


def test_the_nearest_table_that_has_a_column_wins(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        rules="""
            version: 1
            tables:
              tickets: {key: id, lookup: {calls: call, agents: agent},
                columns: {id: {}, call: {}, agent: {}}}
              calls: {key: call, lookup: {teams: team}, columns: {call: {}, team: {}}}
              teams: {key: team, columns: {team: {}, region: {}}}
              agents: {key: agent, columns: {agent: {}, region: {}}}
            indicators:
              eu: {type: ratio, good: region == "EU"}
        """,
        tickets="id,call,agent\n1,c1,a1\n2,c2,a1\n",
        calls="call,team\nc1,X\nc2,Y\n",
        teams="team,region\nX,US\nY,ASIA\n",
        agents="agent,region\na1,EU\n",
    )
    rules = paths.pop("rules")
    report = sqeval.score(rules, paths, by=["region"])
    assert values(report) == {"eu": 1.0}
    counted = {group.by["region"]: group.indicators[0].n for group in report.groups[1:]}
    assert counted == {"ASIA": 0, "EU": 2, "US": 0}  # the teams themselves are in the others


EVENTS = """
    version: 1
    timezone: UTC
    tables:
      events: {key: [], clock: at, columns: {case: {}, act: {}, at: {type: datetime}}}
      tickets:
        derive: {from: events, per: case}
        key: case
        clock: created
        columns:
          case: {}
          created: {value: min(at)}
          done: {value: max(at), where: act == "done"}
          steps: {value: count()}
    indicators:
      done: {type: duration, from: created, to: done, aggregate: mean}
      steps: {type: statistic, of: steps, aggregate: max}
"""
LOG = """
    case,act,at
    1,open,2026-01-01 00:00
    1,done,2026-01-02 00:00
    1,reopen,2026-02-01 00:00
    1,done,2026-02-03 00:00
"""


def test_an_event_after_as_of_has_not_happened(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=EVENTS, events=LOG)
    report = sqeval.score(paths["rules"], {"events": paths["events"]}, as_of="2026-01-31")
    assert values(report) == {"done": 86400.0, "steps": 2.0}
    assert "SQ542" in {problem.code for problem in report.problems}
    whole = sqeval.score(paths["rules"], {"events": paths["events"]})
    assert values(whole) == {"done": 33 * 86400.0, "steps": 4.0}


def test_a_computed_column_speaks_in_the_zone_of_every_expression(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        rules="""
            version: 1
            timezone: UTC
            tables:
              tickets:
                timezone: Asia/Shanghai
                key: id
                columns: {id: {}, at: {type: datetime}, h: {value: hour(at)}}
            indicators:
              direct: {type: statistic, of: hour(at), aggregate: mean}
              computed: {type: statistic, of: h, aggregate: mean}
        """,
        tickets="id,at\n1,2026-01-02 01:00\n",
    )
    report = sqeval.score(paths["rules"], {"tickets": paths["tickets"]})
    assert values(report) == {"direct": 17.0, "computed": 17.0}


NUMBERS = """
    version: 1
    tables:
      tickets: {key: [], columns: {v: {type: number}, w: {required: false}}}
    indicators:
      mean: {type: statistic, of: v, aggregate: mean}
      sum: {type: statistic, of: v, aggregate: sum}
      max: {type: statistic, of: v, aggregate: max}
"""


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["10000000000000000000", "2", "4"], {"sum": 1e19, "max": 1e19, "mean": 1e19 / 3}),
        (["12345678901234.123456", "0.5"], {"sum": 12345678901234.623, "max": 12345678901234.123}),
        (["0.1"] * 10, {"sum": 1.0, "mean": 0.1}),
        (["1000000000.1", "-1000000000", "-0.1"], {"sum": 0.0}),
    ],
)
def test_no_number_is_lost_in_a_sum(
    tmp_path: Path, cells: list[str], expected: dict[str, float]
) -> None:
    paths = write(tmp_path, rules=NUMBERS, tickets="v\n" + "\n".join(cells) + "\n")
    found = values(sqeval.score(paths["rules"], {"tickets": paths["tickets"]}))
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-11)


def test_a_sum_beyond_all_numbers_is_no_number(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=NUMBERS, tickets="v\n1.7e308\n1.7e308\n")
    report = sqeval.score(paths["rules"], {"tickets": paths["tickets"]})
    by_name = {one.id: one for one in report.whole.indicators}
    assert (by_name["sum"].value, by_name["sum"].reason) == (None, "out-of-range")
    assert report.to_json()


def test_the_same_contents_twice_are_refused_where_no_key_tells(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=NUMBERS, one="v\n1\n", two="v\n1\n")
    with pytest.raises(sqeval.InputError, match="SQ534 same-contents"):
        sqeval.score(paths["rules"], {"tickets": [paths["one"], paths["two"]]})


def test_files_that_differ_in_their_columns_are_told(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=NUMBERS, one="v,w\n1,a\n", two="v\n2\n")
    report = sqeval.score(paths["rules"], {"tickets": [paths["one"], paths["two"]]})
    told = [(problem.name, problem.message) for problem in report.problems]
    assert ("drift", "other files have w, this one has not") in told


def test_surveys_alone_serve_rules_over_surveys_with_a_formula(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        rules="""
            version: 1
            tables: {surveys: {key: [], columns: {mark: {type: integer}}}}
            indicators:
              n: {type: count, table: surveys}
              half: {type: formula, value: n / 2}
        """,
        surveys="mark\n1\n2\n",
    )
    command = [sys.executable, "-m", "sqeval", "score", "-r", paths["rules"], "-q"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--survey", paths["surveys"], "-f", "json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"value": 1.0' in done.stdout
    over = subprocess.run(  # noqa: S603 - our own command
        [*command, "--survey", paths["surveys"], "-f", "json", "-o", paths["rules"]],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (over.returncode, "SQ614" in over.stderr) == (2, True)


CLOCKED = """
    version: 1
    timezone: UTC
    tables:
      tickets:
        key: id
        clock: at
        columns: {id: {}, at: {type: datetime}, ok: {type: boolean}}
    indicators:
      ok: {type: ratio, good: ok}
"""


def test_words_that_a_boolean_does_not_know_are_told(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=CLOCKED, tickets="id,at,ok\n1,2026-01-02 10:00,是\n")
    report = sqeval.score(paths["rules"], {"tickets": paths["tickets"]})
    told = {problem.code: problem.message for problem in report.problems}
    assert told == {"SQ535": "column 'ok': 1 cells cannot be read (unknown-word 1)"}


def test_a_period_without_a_row_is_told_with_where_the_rows_are(tmp_path: Path) -> None:
    paths = write(tmp_path, rules=CLOCKED, tickets="id,at,ok\n1,2026-01-02 10:00,true\n")
    report = sqeval.score(paths["rules"], {"tickets": paths["tickets"]}, period="2031-Q1")
    told = {problem.code: (problem.message, problem.hint) for problem in report.problems}
    where = "the rows run from 2026-01-02 to 2026-01-02"
    assert told == {"SQ543": ("no row lies in 2031-Q1", where)}
