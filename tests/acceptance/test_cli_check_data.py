"""`sqeval check --data`: do rules and export fit? All that does not is told, nothing is scored."""

from __future__ import annotations

import csv
from collections import Counter
from typing import NamedTuple

import pytest

from tests.acceptance.checking import ROOT, Folder

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {from: [Ticket ID]}
      created: {from: [Created at, Opened], type: datetime}
      solved: {type: datetime, required: false}
      priority: {type: category, values: {P1: [Urgent], P2: [Normal]}}
      ok: {type: boolean, values: {"true": [Y], "false": [N]}}
      mark: {type: integer, min: 1, max: 5}
      mood: {type: scale, values: {3: [Good], 1: [Bad]}}
      wait: {type: duration, unit: s}
      cost: {type: number, decimal: ","}
      due: {type: date, formats: ["%d.%m.%Y"]}
  surveys:
    clock: at
    columns: {at: {type: datetime}, answer: {type: integer}}
"""

HEADER = "Ticket ID,Created at,solved,priority,ok,mark,mood,wait,cost,due"
ROWS = (
    '1,2026-01-05 09:00,2026-01-05 10:00,Urgent,Y,5,Good,20,"1,5",31.01.2026',
    '2,2026-01-06 09:00,,P2,N,1,Bad,0,"0",01.02.2026',
)

#: Stands in cells of the exports, and must never come out on stderr.
MARKER = "Mrs-Private-Matter"


@pytest.fixture
def folder(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Folder:
    place = tmp_path_factory.mktemp("fit")
    monkeypatch.chdir(place)
    made = Folder(place, capsys)
    made.write("r.yaml", RULES)
    return made


def export(*rows: str, header: str = HEADER) -> str:
    """Return an export of the rows."""
    return "\n".join([header, *rows, ""])


def with_cells(**cells: str) -> str:
    """Return the first row with other cells, by header."""
    names = HEADER.split(",")
    values = next(csv.reader([ROWS[0]]))
    values = [cells.get(name, value) for name, value in zip(names, values, strict=True)]
    return ",".join(f'"{value}"' for value in values)


def told(folder: Folder, text: str | bytes, *options: str) -> list[tuple[str, int, str]]:
    """Return place and code of what is told of an export of tickets."""
    folder.write("t.csv", text)
    found = folder.json("r.yaml", "--data", "t.csv", *options)
    return [(p["file"], p["line"], p["code"]) for p in found]


def test_an_export_that_fits_is_passed_without_a_word(folder: Folder) -> None:
    folder.write("t.csv", export(*ROWS))
    ran = folder.check("r.yaml", "--data", "t.csv", "--fail-on", "warning")
    assert (ran.exit, ran.out, ran.err) == (0, "", "sqeval: 1 file: no problems\n")


# --- columns --------------------------------------------------------------------------------------


def test_a_required_column_that_is_absent_is_an_error_with_the_closest_header(
    folder: Folder,
) -> None:
    folder.write("t.csv", export(*ROWS, header=HEADER.replace("Created at", "Create at")))
    ran = folder.check("-q", "r.yaml", "--data", "t.csv")
    assert ran.exit == 1
    assert ran.out == (
        "r.yaml:9:7: SQ551 absent-column: t.csv has no column for created "
        "(looked for 'Created at', 'Opened')\n"
        "    9 |       created: {from: [Created at, Opened], type: datetime}\n"
        "      |       ^^^^^^^\n"
        "      hint: did you mean 'Create at'? then add it to 'from'\n"
    )


def test_every_absent_column_is_told_at_once(folder: Folder) -> None:
    text = export("1,x", header="Ticket ID,unrelated")
    assert told(folder, text) == [
        *(("r.yaml", line, "SQ551") for line in (9, 11, 12, 13, 14, 15, 16, 17)),
        ("r.yaml", 10, "SQ552"),
    ]


def test_an_export_of_which_no_column_is_known_is_told_like_others(folder: Folder) -> None:
    assert [code for _, _, code in told(folder, "x,y\n1,2\n3,4\n")] == ["SQ551"] * 9 + ["SQ552"]


def test_an_optional_column_that_is_absent_is_a_notice(folder: Folder) -> None:
    row = next(csv.reader([ROWS[0]]))
    del row[2]
    text = export(",".join(f'"{v}"' for v in row), header=HEADER.replace("solved,", ""))
    folder.write("t.csv", text)
    ran = folder.check("r.yaml", "--data", "t.csv", "--fail-on", "warning")
    assert (ran.exit, ran.heads) == (0, ["r.yaml:10:7 SQ552"])
    assert ran.err == "sqeval: 1 file: 1 notice\n"
    assert "absent-option: t.csv has no column for solved" in ran.out


# --- cells ----------------------------------------------------------------------------------------


def test_values_outside_the_declared_ones_are_counted_the_most_frequent_first(
    folder: Folder,
) -> None:
    others = ["Urgnt"] * 3 + ["Low"] * 2 + ["a", "b", "c", "d"]
    text = export(
        ROWS[0],
        *(with_cells(**{"Ticket ID": v + str(i), "priority": v}) for i, v in enumerate(others)),
    )
    folder.write("t.csv", text)
    (found,) = folder.json("r.yaml", "--data", "t.csv")
    assert (found["code"], found["severity"], found["line"]) == ("SQ553", "warning", 11)
    assert found["message"] == (
        "priority in t.csv: 9 of 10 cells hold values outside the declared ones: "
        "'Urgnt' 3, 'Low' 2, 'd' 1, 'c' 1, 'b' 1 and 1 more"
    )
    assert found["hint"] == "'Urgnt' may be a spelling of 'Urgent'"


def test_an_unlisted_value_that_is_long_is_cut(folder: Folder) -> None:
    folder.write("t.csv", export(with_cells(priority="x" * 500)))
    (found,) = folder.json("r.yaml", "--data", "t.csv")
    assert f"'{'x' * 39}…' 1" in found["message"]


class Misfit(NamedTuple):
    """A cell that does not fit: what is told of it, and the line of the rules that is named."""

    header: str
    cell: str
    reason: str
    hint: str
    line: int


MISFITS = [
    Misfit("Created at", "5 January", "unparsable-time", "'formats'", 9),
    Misfit("ok", "maybe", "unknown-word", "'values'", 12),
    Misfit("mark", "three", "unparsable-integer", "these cells are no figures", 13),
    Misfit("mark", "SECRETINT1", "unparsable-integer", "these cells are no figures", 13),
    Misfit("mark", "1,000.5", "unparsable-integer", "'thousands'", 13),
    Misfit("cost", "dear", "unparsable-number", "these cells are no figures", 16),
    Misfit("mark", "9", "out-of-range", "'min' and 'max'", 13),
    Misfit("mood", "Fine", "unknown-word", "'values'", 14),
    Misfit("wait", "1:20", "unparsable-duration", "'unit'", 15),
    Misfit("cost", "1.5", "unparsable-number", "'decimal'", 16),
    Misfit("due", "2026-01-31", "unparsable-time", "'formats'", 17),
]


@pytest.mark.parametrize("cell", MISFITS, ids=lambda m: f"{m.header} {m.cell}")
def test_cells_that_do_not_fit_are_an_error_where_none_does(folder: Folder, cell: Misfit) -> None:
    rows = [with_cells(**{"Ticket ID": str(i), cell.header: cell.cell}) for i in range(2)]
    folder.write("t.csv", export(*rows))
    found = [p for p in folder.json("r.yaml", "--data", "t.csv") if p["code"] == "SQ554"]
    (misfit,) = found
    assert (misfit["severity"], misfit["line"]) == ("error", cell.line)
    assert (
        f": 2 of 2 cells cannot be read ({cell.reason} 2); the first stands in line 2"
        in misfit["message"]
    )
    assert folder.check("r.yaml", "--data", "t.csv").exit == 1


@pytest.mark.parametrize("cell", MISFITS, ids=lambda m: f"{m.header} {m.cell}")
def test_cells_that_do_not_fit_are_a_warning_where_others_do(folder: Folder, cell: Misfit) -> None:
    folder.write("t.csv", export(*ROWS, with_cells(**{"Ticket ID": "3", cell.header: cell.cell})))
    (found,) = folder.json("r.yaml", "--data", "t.csv")
    assert (found["code"], found["severity"], found["line"]) == ("SQ555", "warning", cell.line)
    assert f"cells cannot be read ({cell.reason} 1); the first stands in line 4" in found["message"]
    assert cell.hint in found["hint"]
    assert folder.check("r.yaml", "--data", "t.csv").exit == 0
    assert folder.check("r.yaml", "--data", "t.csv", "--fail-on", "warning").exit == 1


def test_lines_are_those_of_the_file(folder: Folder) -> None:
    """A preamble, and texts of several lines, stand before the cell that does not fit."""
    header = HEADER + ",note"
    rows = [
        with_cells(**{"Ticket ID": "1"}) + ',"two\nlines"',
        with_cells(**{"Ticket ID": "2"}) + ',"three\r\n\r\nlines"',
        with_cells(**{"Ticket ID": "3", "mark": "x"}) + ",last",
    ]
    folder.write("t.csv", "Report of January\nprinted\n\n" + export(*rows, header=header))
    (found,) = folder.json("r.yaml", "--data", "t.csv")
    assert found["code"] == "SQ555"
    # 1-3 before the header, 4 the header, 5-6 the first row, 7-9 the second
    assert found["message"].endswith("the first stands in line 10")


def test_missing_cells_fit_any_type(folder: Folder) -> None:
    empty = ",".join(["9", "2026-01-05 09:00", *[""] * 8])
    assert told(folder, export(*ROWS, empty)) == []


def test_rows_that_cannot_be_read_are_told_with_the_first(folder: Folder) -> None:
    folder.write("t.csv", export(*ROWS, "3,2026-01-07 09:00", "4"))
    (found,) = folder.json("r.yaml", "--data", "t.csv")
    assert (found["code"], found["file"], found["line"]) == ("SQ556", "t.csv", 4)
    assert found["message"].startswith("2 of 4 rows cannot be read; the first ")
    assert found["message"].endswith("(too-few-fields)")


def test_days_and_months_that_cannot_be_told_apart(folder: Folder) -> None:
    rows = [
        with_cells(**{"Ticket ID": str(i), "Created at": f"0{i}/02/2026 09:00"}) for i in (1, 2)
    ]
    folder.write("t.csv", export(*rows))
    ran = folder.check("-q", "r.yaml", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, ["t.csv:2 SQ525"])
    assert "hint: declare the format" in ran.out


# --- files ----------------------------------------------------------------------------------------


def test_a_wrong_encoding_names_one_that_fits(folder: Folder) -> None:
    content = export(with_cells(priority="紧急")).encode("gb18030")
    folder.write("t.csv", content)
    ran = folder.check("-q", "r.yaml", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, ["t.csv:2 SQ504"])
    assert "gb18030" in ran.out
    assert told(folder, content, "--encoding", "gb18030") == [("r.yaml", 11, "SQ553")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.7" + b"\0" * 30, "SQ502"), (b"", "SQ505"), (b"<!DOCTYPE html><html>", "SQ502")],
)
def test_what_is_no_export_is_told_as_such(folder: Folder, content: bytes, code: str) -> None:
    folder.write("t.csv", content)
    ran = folder.check("-q", "r.yaml", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, [f"t.csv {code}"])


@pytest.mark.parametrize("fmt", ["text", "json"])
def test_an_export_that_is_not_there_is_refused_and_hides_no_finding(
    folder: Folder, fmt: str
) -> None:
    folder.write("wrong.yaml", "version: 1\ntitel: x\n")
    for names in (["r.yaml"], ["r.yaml", "wrong.yaml"]):
        ran = folder.check("-q", *names, "--data", "nowhere.csv", "-f", fmt)
        assert (ran.exit, ran.out) == (3, folder.check("-q", *names, "-f", fmt).out)
        assert ran.err == "nowhere.csv: SQ501 unreadable-file: there is no such file\n"


def test_an_export_that_is_a_link_to_itself_is_refused(folder: Folder) -> None:
    (folder.path / "loop.csv").symlink_to("loop.csv")
    folder.check("-q", "r.yaml", "--data", "loop.csv").refused(3, "loop.csv: SQ501 unreadable-file")


def test_an_archive_that_cannot_be_unpacked_is_refused(folder: Folder) -> None:
    folder.write("t.csv", b"PK\x03\x04" + b"\0" * 30)
    folder.check("-q", "r.yaml", "--data", "t.csv").refused(3, "t.csv: SQ508 damaged-file")


def test_nothing_is_fixed_where_an_export_is_refused(folder: Folder) -> None:
    slip = "version: 1 \ntables: {calls: {columns: {id: {}}}}\n"
    folder.write("a.yaml", slip)
    ran = folder.check("--fix", "a.yaml", "--table", "calls=nowhere.csv")
    assert ran.exit == 3
    folder.check("--fix", "a.yaml", "--table", "cals=nowhere.csv").refused(2, "SQ608")
    folder.check("--fix", "a.yaml", "--table", "calls=t.csv", "--timezone", "Mars").refused(
        2, "SQ606"
    )
    assert (folder.path / "a.yaml").read_text() == slip


# --- several rule sets ----------------------------------------------------------------------------

CALLS = "version: 1\ntables: {calls: {columns: {caller: {}}}}\n"


def test_an_export_is_bound_to_the_rule_sets_that_have_its_table(folder: Folder) -> None:
    folder.write("calls.yaml", CALLS)
    folder.write("bare.yaml", "version: 1\ntitle: of nothing \n")
    folder.write("t.csv", export(*ROWS, header=HEADER.replace("mark", "Mark of agent")))
    folder.write("c.csv", "number\n1\n")
    ran = folder.check("-q", ".", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, ["r.yaml:13:7 SQ551", "bare.yaml:2:18 SQ402"])
    both = folder.check("-q", ".", "--data", "t.csv", "--table", "calls=c.csv")
    assert [head for head in both.heads if "SQ551" in head] == [
        "calls.yaml:2:28 SQ551",
        "r.yaml:13:7 SQ551",
    ]


def test_a_table_that_no_rule_set_has_is_wrong_usage(folder: Folder) -> None:
    folder.write("calls.yaml", CALLS)
    folder.write("t.csv", export(*ROWS))
    said = folder.check(".", "--table", "cals=t.csv").refused(2, "SQ608 unknown-table")
    assert "did you mean 'calls'?" in said
    folder.write("bare.yaml", "version: 1\n")
    said = folder.check("bare.yaml", "--data", "t.csv").refused(2, "SQ608 unknown-table")
    assert "hint" not in said


def test_a_table_may_be_that_of_a_rule_set_that_cannot_be_read(folder: Folder) -> None:
    folder.write("wrong.yaml", CALLS + "titel: x\n")
    folder.write("c.csv", "number\n1\n")
    ran = folder.check("-q", ".", "--table", "calls=c.csv")
    assert (ran.exit, ran.heads) == (1, ["wrong.yaml:3:1 SQ111"])


def test_standard_input_is_for_one_rule_set(folder: Folder) -> None:
    folder.write("calls.yaml", CALLS)
    folder.check(".", "--data", "-").refused(2, "SQ614 same-file")


# --- comments -------------------------------------------------------------------------------------

SILENCING = (
    RULES.replace("P2: [Normal]}}", "P2: [Normal]}}  # sqeval: ignore[SQ553] others are old")
    .replace("      mark:", "      # sqeval: ignore[SQ555]\n      mark:")
    .replace("required: false}", "required: false}  # sqeval: ignore[SQ552]")
)


def test_a_comment_silences_what_an_export_does_not_fit(folder: Folder) -> None:
    folder.write("quiet.yaml", SILENCING)
    header = HEADER.replace("solved", "unrelated")
    row = with_cells(priority="Low", mark="x", **{"Ticket ID": "3"})
    folder.write("t.csv", export(*ROWS, row, header=header))
    loud = {p["code"] for p in folder.json("r.yaml", "--data", "t.csv")}
    assert loud == {"SQ552", "SQ553", "SQ555"}
    ran = folder.check("quiet.yaml", "--data", "t.csv", "--fail-on", "warning")
    assert (ran.exit, ran.out) == (0, "")


def test_a_comment_for_an_export_is_never_idle(folder: Folder) -> None:
    folder.write("quiet.yaml", SILENCING)
    folder.write("t.csv", export(*ROWS))
    for options in ([], ["--data", "t.csv"]):
        ran = folder.check("quiet.yaml", *options, "--fail-on", "warning")
        assert (ran.exit, ran.out) == (0, "")


def test_a_comment_on_another_line_silences_nothing_here(folder: Folder) -> None:
    moved = RULES.replace("      ok:", "      # sqeval: ignore[SQ555]\n      ok:")
    folder.write("moved.yaml", moved)
    folder.write("t.csv", export(*ROWS, with_cells(mark="x", **{"Ticket ID": "3"})))
    assert [p["code"] for p in folder.json("moved.yaml", "--data", "t.csv")] == ["SQ555"]


def test_what_a_score_would_refuse_cannot_be_silenced(folder: Folder) -> None:
    folder.write(
        "r.yaml", RULES.replace("      mark:", "      # sqeval: ignore[SQ551]\n      mark:")
    )
    folder.write("t.csv", export(*ROWS, header=HEADER.replace("mark", "other")))
    found = folder.json("r.yaml", "--data", "t.csv")
    assert [p["code"] for p in found] == ["SQ551", "SQ401"]
    assert "SQ551 absent-column cannot be silenced" in found[1]["message"]


@pytest.mark.parametrize(
    ("options", "problem", "hint"),
    [
        (["--table", "ticket=t.csv"], "SQ608 unknown-table", "did you mean 'tickets'?"),
        (["--reviews", "t.csv"], "SQ608 unknown-table", "tables: tickets, surveys"),
        (["--table", "t.csv"], "SQ609 bad-table", "--table calls=calls.csv"),
        (["--data", "t.csv", "--encoding", "utf-9"], "SQ607 unknown-encoding", "gb18030"),
        (["--data", "t.csv", "--timezone", "Mars"], "SQ606 bad-timezone", ""),
    ],
)
def test_wrong_usage_of_exports(
    folder: Folder, options: list[str], problem: str, hint: str
) -> None:
    folder.write("t.csv", export(*ROWS))
    assert hint in folder.check("r.yaml", *options).refused(2, problem)


def test_several_files_are_each_looked_at(folder: Folder) -> None:
    folder.write("a.csv", export(*ROWS))
    folder.write(
        "b.csv", export(with_cells(**{"Ticket ID": "3", "mark": "x"}), ROWS[1].replace("2", "4", 1))
    )
    folder.write("s.csv", "at,answer\nyesterday,5\n")
    found = folder.json("r.yaml", "--data", "a.csv", "--data", "b.csv", "--survey", "s.csv")
    said = [(p["code"], p["line"], p["message"].split(":")[0]) for p in found]
    assert said == [("SQ554", 20, "at in s.csv"), ("SQ555", 13, "mark in b.csv")]
    assert (
        folder.json("r.yaml", "--data", "a.csv", "--table", "surveys=s.csv")[0]["code"] == "SQ554"
    )


def test_one_key_with_two_contents_is_told_where_all_else_fits(folder: Folder) -> None:
    rows = [with_cells(mark="1"), with_cells(mark="2")]
    folder.write("t.csv", export(*rows))
    ran = folder.check("-q", "r.yaml", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, ["t.csv:2 SQ530"])
    assert "in lines 2 and 3" in ran.out
    assert "hint: say which one counts" in ran.out


def test_the_same_file_twice_is_told_for_a_table_without_a_key(folder: Folder) -> None:
    folder.write("s.csv", "at,answer\n2026-01-01,5\n")
    ran = folder.check("-q", "r.yaml", "--survey", "s.csv", "--table", "surveys=s.csv")
    assert (ran.exit, ran.heads) == (1, ["s.csv SQ534"])


DERIVED = """\
version: 1
timezone: UTC
tables:
  steps:
    clock: at
    columns: {case: {}, at: {type: datetime}, step: {type: category, values: {open: [], shut: []}}}
  tickets:
    derive: {from: steps, per: case}
    key: case
    clock: opened
    columns: {case: {}, opened: {value: min(at), where: step == "open"}}
"""


@pytest.mark.parametrize("option", [["--data"], ["--table", "steps="], ["--table", "tickets="]])
def test_an_export_of_a_derived_table_is_bound_to_its_source(
    folder: Folder, option: list[str]
) -> None:
    folder.write("derived.yaml", DERIVED)
    folder.write("steps.csv", "case,at,step\n1,2026-01-01,open\n1,soon,closed\n")
    options = (
        [*option, "steps.csv"] if option == ["--data"] else [option[0], option[1] + "steps.csv"]
    )
    found = folder.json("derived.yaml", *options)
    assert [(p["code"], p["line"], p["column"]) for p in found] == [
        ("SQ555", 6, 30),
        ("SQ553", 6, 70),
    ]


# --- rules, privacy, figures ----------------------------------------------------------------------


def test_rules_with_errors_are_not_bound_and_lose_none_of_their_problems(folder: Folder) -> None:
    folder.write("wrong.yaml", RULES + "indicators: {n: {type: cuont}}\ntitle: x \n")
    folder.write("t.csv", "nothing,that,fits\n1,2,3\n")
    ran = folder.check("-q", "wrong.yaml", "--data", "t.csv")
    assert (ran.exit, ran.heads) == (1, ["wrong.yaml:21:24 SQ113", "wrong.yaml:22:9 SQ402"])
    both = folder.check("-q", "wrong.yaml", "r.yaml", "--data", "t.csv")
    assert {head.split()[1] for head in both.heads} == {"SQ113", "SQ402", "SQ551", "SQ552"}


def test_an_absent_export_is_refused_though_no_rule_could_be_bound(folder: Folder) -> None:
    folder.write("wrong.yaml", "version: 1\ntitel: x\n")
    ran = folder.check("-q", "wrong.yaml", "--data", "nowhere.csv")
    assert (ran.exit, ran.heads) == (3, ["wrong.yaml:2:1 SQ111"])
    assert ran.err.startswith("nowhere.csv: SQ501")


def test_nothing_of_the_rows_comes_out_on_stderr(folder: Folder) -> None:
    cells = dict.fromkeys(HEADER.split(","), MARKER)
    rows = [with_cells(**(cells | {"Ticket ID": str(i)})) for i in range(3)]
    folder.write("t.csv", export(*ROWS, *rows, MARKER))
    ran = folder.check("r.yaml", "--data", "t.csv")
    assert MARKER not in ran.err
    assert ran.out.count(MARKER) == 1  # as a value that a category might list
    assert f"'{MARKER}' 3" in ran.out


def test_findings_can_be_chosen_and_silenced_like_others(folder: Folder) -> None:
    folder.write("t.csv", export(*ROWS, with_cells(**{"Ticket ID": "3", "mark": "x", "ok": "?"})))
    assert len(folder.json("r.yaml", "--data", "t.csv")) == 2
    ran = folder.check("r.yaml", "--data", "t.csv", "--ignore", "SQ555", "--fail-on", "warning")
    assert (ran.exit, ran.out) == (0, "")
    assert folder.json("r.yaml", "--data", "t.csv", "--select", "SQ551") == []


def test_the_examples_fit_the_shipped_rules_but_for_the_rows_that_suffered(folder: Folder) -> None:
    tickets, surveys = ROOT / "examples" / "tickets.csv", ROOT / "examples" / "surveys.csv"
    every = folder.json("builtin:service-desk", "--data", str(tickets), "--survey", str(surveys))
    (found,) = (problem for problem in every if problem["severity"] != "notice")
    lines = tickets.read_text("utf-8").splitlines()
    wrong = [at for at, line in enumerate(lines, start=1) if line.count(",") != lines[0].count(",")]
    assert (found["code"], found["line"]) == ("SQ556", wrong[0])
    assert f"8 of {len(lines) - 1} rows" in found["message"]  # six cut short, two with stray quotes


def test_the_figures_are_those_of_the_export(folder: Folder) -> None:
    path = ROOT / "examples" / "surveys.csv"
    folder.write(
        "answers.yaml",
        "version: 1\ntimezone: UTC\ntables:\n  surveys:\n    columns:\n"
        "      solved: {type: category, values: {solved: [Y]}}\n"
        "      attitude: {type: integer, max: 4}\n",
    )
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    solved = [row["solved"] for row in rows if row["solved"]]
    marks = [int(row["attitude"]) for row in rows if row["attitude"]]
    first = 2 + next(at for at, row in enumerate(rows) if row["attitude"] == "5")
    found = folder.json("answers.yaml", "--survey", str(path))
    others = Counter(word for word in solved if word != "Y")
    assert sum(others.values()) > 0
    assert [p["message"].split(": ", 1)[1] for p in found] == [
        f"{sum(others.values())} of {len(solved)} cells hold values outside the declared ones: "
        + ", ".join(f"'{word}' {n}" for word, n in others.most_common()),
        (
            f"{marks.count(5)} of {len(marks)} cells cannot be read "
            f"(out-of-range {marks.count(5)}); the first stands in line {first}"
        ),
    ]


def test_the_rules_that_extend_others_are_told_where_the_column_stands(folder: Folder) -> None:
    folder.write(
        "mine.yaml",
        "version: 1\nextends: r.yaml\ntables: {tickets: {columns: {id: {from: [No]}}}}\n",
    )
    folder.write("t.csv", export(with_cells(mark="x")))
    found = folder.json("mine.yaml", "--data", "t.csv")
    assert [(p["file"], p["line"], p["code"]) for p in found] == [
        ("mine.yaml", 3, "SQ551"),
        ("r.yaml", 13, "SQ554"),
    ]
