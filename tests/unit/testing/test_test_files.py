"""Reading test files: mistakes are told like those of rule files, all of them, where they stand."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sqeval.cli.picking import rule_files
from sqeval.problems import Problem, RulesError, UsageError
from sqeval.testing.find import find_tests
from sqeval.testing.session import run_tests
from tests.unit.testing.conftest import ROWS


def problems(folder: Path, text: str) -> list[Problem]:
    (folder / "desk.test.yaml").write_text(text)
    return run_tests(["desk.test.yaml"]).problems


def spans(found: list[Problem]) -> list[str]:
    return [f"{p.location.line}:{p.location.column} {p.code}" for p in found]


HEAD = "rules: desk.yaml\ntests:\n"

#: Stands before what is wrong.
MARK = "§"


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("  - {name: a, expect: {§reply_tim: 1h}}\n", "SQ203"),
        ("  - {name: a, expect: {reply_time: §5%}}\n", "SQ212"),
        ("  - {name: a, expect: {mark: §1h}}\n", "SQ212"),
        ("  - {name: a, expect: {mark: §1w2x}}\n", "SQ114"),
        ("  - {name: a, expect: {mark: {value: §}}}\n", "SQ112"),
        ("  - {name: a, expect: {mark: {§valeu: 1}}}\n", "SQ111"),
        ("  - {name: a, expect: {mark: {n: §1.5}}}\n", "SQ114"),
        ("  - {name: a, expect: {mark: {status: §good}}}\n", "SQ114"),
        ("  - {name: a, expect: {mark: {strata: {x: {points: §a}}}}}\n", "SQ114"),
        ("  - {name: a, expect: {total: {§value: 1}}}\n", "SQ111"),
        ("  - {name: a, expect: {parts: {§sped: {points: 1}}}}\n", "SQ203"),
        ("  - {name: a, expect: {parts: §1}}\n", "SQ114"),
        ("  - {name: a, expect: {gates: {§x: true}}}\n", "SQ203"),
        ("  - {name: a, expect: {gates: {replied_share < 50%: §1}}}\n", "SQ114"),
        ("  - {name: a, expect: [§{mark: 1}]}\n", "SQ114"),
        ("  - {name: a, expect: [{§group: {team: [a]}, mark: 1}]}\n", "SQ114"),
        ("  - {name: a, expect: §1}\n", "SQ114"),
        ("  - {name: §a}\n", "SQ804"),
        ("  - {name: a, §expect: {}}\n", "SQ804"),
        ("  - {name: a, expect: {§mark: {}}}\n", "SQ804"),
        ("  - {name: a, §expect: {parts: {speed: {}}, gates: {}}}\n", "SQ804"),
        ("  - {name: a, §expect: {mark: {strata: {}}}}\n", "SQ804"),
        ("  - {name: a, §expect: {reply_time: {strata: {P9: {}}}}}\n", "SQ804"),
        ("  - {name: a, expect: [§{group: {team: A}}]}\n", "SQ804"),
        ("  - {name: a, expect: [{group: {team: A}, mark: 1}, §{group: {team: B}}]}\n", "SQ804"),
        ("  - §{expect: {mark: 1}}\n", "SQ112"),
        ("  - {name: §'', expect: {mark: 1}}\n", "SQ114"),
        ("  - {name: a, period: §2026-13, expect: {mark: 1}}\n", "SQ114"),
        ("  - {name: a, as_of: §soon, expect: {mark: 1}}\n", "SQ114"),
        ("  - {name: a, timezone: §Mars, expect: {mark: 1}}\n", "SQ213"),
        ("  - {name: a, period: §last-month, expect: {mark: 1}}\n", "SQ803"),
        ("  - {name: a, tolerance: §-1, expect: {mark: 1}}\n", "SQ114"),
        ("  - {name: a, tolerance: §1.1, expect: {mark: 1}}\n", "SQ114"),
        ('  - {name: §"a\\n::error::pwn", expect: {mark: 1}}\n', "SQ114"),
        ('  - {name: §" ", expect: {mark: 1}}\n', "SQ114"),
        ('  - {name: §"\\ufeff", expect: {mark: 1}}\n', "SQ114"),
        ('  - {name: §"a\\u00ad", expect: {mark: 1}}\n', "SQ114"),
        ("  - {name: a, §survys: x, expect: {mark: 1}}\n", "SQ111"),
        ("  - {name: a, §surveys: x, expect: {mark: 1}}\n", "SQ801"),
        ("  - {name: a, tables: §x, expect: {mark: 1}}\n", "SQ114"),
        ("  - {name: a, tables: {§name: x}, expect: {mark: 1}}\n", "SQ111"),
        ("  - §a\n", "SQ114"),
        ("  - {name: a, expect: {mark: null}}\n  - {name: §a, expect: {mark: null}}\n", "SQ802"),
        ("  - {name: a, §name: b, expect: {mark: 1}}\n", "SQ110"),
        ("  - {name: §&a b, expect: {mark: 1}}\n", "SQ105"),
    ],
)
def test_a_mistake_is_told_where_it_stands(folder: Path, test: str, code: str) -> None:
    before = (HEAD + test).split(MARK)[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert spans(problems(folder, (HEAD + test).replace(MARK, ""))) == [f"{place} {code}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "0:0 SQ101"),
        ("rules: desk.yaml\n", "1:1 SQ112"),
        ("tests: [{name: a, expect: {mark: 1}}]\n", "1:1 SQ112"),
        ("rules: no.yaml\ntests: [{name: a}]\n", "1:8 SQ115"),
        ("rules: ../desk.yaml\ntests: [{name: a}]\n", "1:8 SQ117"),
        ("rules: desk.yaml\ntolerence: 1\ntests: [{name: a, expect: {mark: null}}]\n", "2:1 SQ111"),
    ],
)
def test_a_mistake_in_the_head_is_told_where_it_stands(folder: Path, text: str, said: str) -> None:
    assert spans(problems(folder, text)) == [said]


def test_mistakes_of_head_and_tests_are_told_together(folder: Path) -> None:
    text = "rules: desk.yaml\ntolerence: 1\ntests:\n  - {name: a, expect: {x: 1}}\n"
    assert spans(problems(folder, text)) == ["2:1 SQ111", "4:24 SQ203"]


def test_rules_that_are_refused_are_told_once_for_all_their_tests(folder: Path) -> None:
    rules = folder / "desk.yaml"
    rules.write_text(rules.read_text().replace("aggregate: mean", "agregate: mean", 1))
    for name in ("desk.test.yaml", "more.test.yaml"):
        (folder / name).write_text(HEAD + "  - {name: a, expect: {mark: null}}\n")
    session = run_tests(["."])
    assert [file.path for file in session.refused] == ["desk.test.yaml", "more.test.yaml"]
    assert session.problems == list(session.refused[0].problems)
    assert {p.location.file for p in session.problems} == {"desk.yaml"}


def test_what_the_reader_refuses_is_told_at_the_row(folder: Path) -> None:
    rows = ROWS.replace("2  | 2026-01-05 09:00", "1  | 2026-01-05 09:00")
    text = HEAD + "  - name: a\n" + rows + "    expect: {mark: null}\n"
    assert spans(problems(folder, text)) == ["6:7 SQ530"]


def test_a_row_that_would_not_be_used_stops_its_test(folder: Path) -> None:
    rows = ROWS.replace("      2  |", "         |")
    text = HEAD + "  - name: a\n" + rows + "    expect: {mark: null}\n"
    (found,) = problems(folder, text)
    assert (found.code, found.location.line) == ("SQ540", 3)
    assert found.hint == "all rows of a test are to be used: give each its key"


def test_a_derived_table_is_given_by_its_source(folder: Path) -> None:
    (folder / "desk.yaml").write_text(
        "version: 1\ntimezone: UTC\ntables:\n"
        "  events: {clock: at, columns: {case: {}, at: {type: datetime}}}\n"
        "  tickets:\n    derive: {from: events, per: case}\n    key: case\n    clock: begun\n"
        "    columns: {case: {}, begun: {value: min(at)}}\n"
        "indicators: {cases: {type: count}}\n"
    )
    text = HEAD + "  - name: a\n    {}: |\n      case | at\n      1 | 2026-01-05\n"
    text += "      1 | 2026-01-06\n    expect: {{cases: 1}}\n"
    assert problems(folder, text.format("events").replace("{{cases: 1}}", "{cases: 1}")) == []
    assert spans(problems(folder, text.format("tickets"))) == ["4:5 SQ801"]


def test_a_table_called_like_a_key_stands_beneath_tables(folder: Path) -> None:
    rules = "version: 1\ntables: {name: {columns: {at: {}}}}\n"
    (folder / "desk.yaml").write_text(rules + "indicators: {total: {type: count, table: name}}\n")
    text = HEAD + "  - name: a\n    tables:\n      name: |\n        at\n        x\n        y\n"
    text += "    expect: {indicators: {total: 2}}\n"
    assert problems(folder, text) == []
    assert run_tests(["desk.test.yaml"]).outcomes[0].passed


def test_shipped_rules_are_tested_by_their_name(folder: Path) -> None:
    (folder / "a.test.yaml").write_text(
        "rules: builtin:service-desk\ntests:\n  - {name: a, expect: {received: null}}\n"
    )
    assert run_tests(["a.test.yaml"]).outcomes[0].passed


def test_what_surrounds_a_name_is_no_part_of_it(folder: Path) -> None:
    text = HEAD + "  - name: >\n      a P1\n      in time\n    expect: {mark: null}\n"
    assert problems(folder, text) == []
    assert [o.case.name for o in run_tests(["desk.test.yaml"]).outcomes] == ["a P1 in time"]


# --- finding them ---------------------------------------------------------------------------------


def test_folders_are_searched_in_order_and_hidden_ones_left_out(folder: Path) -> None:
    for name in ("b/z.test.yaml", "b/a.test.yaml", "a.test.yaml", ".x/a.test.yaml", "b/c.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    assert find_tests(["."]) == ["a.test.yaml", "b/a.test.yaml", "b/z.test.yaml"]
    assert find_tests(["b/c.yaml".replace("c", "z"), "b", "a.test.yaml"]) == [
        "b/z.test.yaml",
        "b/a.test.yaml",
        "a.test.yaml",
    ]


def test_without_paths_the_local_rules_are_tested_else_the_folder_of_rules(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "a.test.yaml").touch()
    assert find_tests([]) == ["rules/a.test.yaml"]
    (folder / "sqeval.yaml").touch()
    (folder / "sqeval.test.yaml").touch()
    assert find_tests([]) == ["sqeval.test.yaml"]


@pytest.mark.parametrize("path", [[], ["empty"], ["desk.yaml"], ["no.test.yaml"], ["x.csv"]])
def test_where_there_are_no_tests_a_hint_says_how_to_name_them(
    folder: Path, path: list[str]
) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError) as refusal:
        find_tests(path)
    (found,) = refusal.value.problems
    assert found.code == "SQ805"
    assert found.hint


# --- paths that are no files to read --------------------------------------------------------------


def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.test.yaml")
    (folder / "fine.test.yaml").write_text(HEAD + "  - {name: a, expect: {mark: null}}\n")
    session = run_tests(["."])
    assert [p.message for p in session.problems] == [
        "test file 'pipe.test.yaml': not a regular file"
    ]
    assert [outcome.passed for outcome in session.outcomes] == [True]


@pytest.mark.parametrize("name", ["a" * 300, "a" * 300 + ".yaml"])
def test_rules_of_a_name_that_no_file_can_have_are_not_there(folder: Path, name: str) -> None:
    text = f"rules: {name}\ntests:\n  - {{name: a, expect: {{mark: 1}}}}\n"
    (told,) = problems(folder, text)
    assert (told.code, told.location.line) == ("SQ115", 1)


@pytest.mark.parametrize("suffix", [".yaml", ".test.yaml", ""])
def test_tests_of_a_name_that_no_file_can_have_are_not_there(folder: Path, suffix: str) -> None:
    with pytest.raises(UsageError) as refusal:
        find_tests([str(folder / ("a" * 300 + suffix))])
    assert refusal.value.problems[0].code == "SQ805"


def test_rules_that_are_not_shipped_are_told_where_they_are_named(folder: Path) -> None:
    text = "rules: builtin:servicedesk\ntests:\n  - {name: a, expect: {mark: 1}}\n"
    (told,) = problems(folder, text)
    assert (told.location.file, told.location.line, told.location.column) == (
        "desk.test.yaml",
        1,
        8,
    )
    assert told.hint == "did you mean 'builtin:service-desk'?"


def test_links_out_of_a_folder_are_left_out(folder: Path) -> None:
    (folder / "rules").mkdir()
    for name in ("own.yaml", "own.test.yaml"):
        (folder / "rules" / name).touch()
    for name in ("secret.yaml", "secret.test.yaml"):
        (folder / name).touch()
        (folder / "rules" / f"out-{name}").symlink_to(folder / name)
    (folder / "rules" / "in.yaml").symlink_to("own.yaml")
    assert find_tests(["rules"]) == ["rules/own.test.yaml"]
    assert rule_files(["rules"]) == ["rules/in.yaml", "rules/own.yaml"]
    # a link that is named itself is meant
    assert rule_files(["rules/out-secret.yaml"]) == ["rules/out-secret.yaml"]


def test_a_folder_reached_by_a_link_holds_what_lies_in_it(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "there" / "a.yaml").touch()
    (folder / "there" / "b.yaml").symlink_to("a.yaml")
    (folder / "here").symlink_to("there")
    assert rule_files(["here"]) == ["here/a.yaml", "here/b.yaml"]


@pytest.mark.parametrize("find", [find_tests, rule_files])
@pytest.mark.parametrize("named", ["rules", "rules/closed"])
def test_a_folder_that_cannot_be_read_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    find: Callable[[list[str]], list[str]],
    named: str,
) -> None:
    (folder / "rules" / "closed").mkdir(parents=True)
    (folder / "rules" / "desk.test.yaml").touch()
    looked = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return looked(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(RulesError) as refusal:
        find([named])
    (told,) = refusal.value.problems
    assert (told.code, told.location.file) == ("SQ115", "rules/closed")
