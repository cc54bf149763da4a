"""What checking a rule set gives: the rules or none, every problem, and the files it opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.codes import CODES, Severity, code_named
from sqeval.problems import RulesError
from sqeval.rules.found import MOST
from sqeval.rules.loader import check_rules, checked, load_rules

GOOD = "version: 1\ntitle: Good\n"

#: A share of more than all: an error that a comment can silence.
_TARGET = "  i{}: {{type: ratio, good: done, target: {{at_least: 101%}}}}\n"


def impossible(count: int, comment: str) -> str:
    """Return rules with so many targets that no value can meet."""
    head = "version: 1\ntables: {tickets: {columns: {done: {type: boolean}}}}\n"
    shares = ", ".join(f"i{n}: 1" for n in range(count))
    rows = "".join(_TARGET.format(n) for n in range(count))
    return f"{head}indicators:{comment}\n{rows}scorecard: {{indicators: {{{shares}}}}}\n"


def write(folder: Path, **texts: str) -> str:
    """Write rule files and return the path of ``desk``."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return str(folder / "desk.yaml")


@pytest.mark.parametrize("count", [MOST - 1, MOST + 1, 3 * MOST])
def test_errors_that_are_silenced_do_not_count_towards_the_most(tmp_path: Path, count: int) -> None:
    path = write(tmp_path, desk=impossible(count, "  # sqeval: ignore[SQ312]"))
    done = checked(path)
    assert done.problems == ()
    assert done.rules is not None
    assert len(done.rules.indicators) == count


def test_errors_of_lints_past_the_most_are_counted_and_not_told(tmp_path: Path) -> None:
    path = write(tmp_path, desk=impossible(MOST + 1, ""))
    done = checked(path)
    assert done.rules is None
    assert [p.code for p in done.problems] == ["SQ312"] * MOST + ["SQ119"]
    assert done.problems[-1].location.file == path
    assert len(checked(write(tmp_path, desk=impossible(MOST, ""))).problems) == MOST


def test_warnings_are_told_beside_too_many_errors(tmp_path: Path) -> None:
    text = impossible(MOST + 1, "").replace("version: 1\n", "version: 1 \n")
    codes = [p.code for p in checked(write(tmp_path, desk=text)).problems]
    assert codes == ["SQ402", *["SQ312"] * MOST, "SQ119"]


def test_loading_raises_what_checking_returns(tmp_path: Path) -> None:
    path = write(tmp_path, desk="version: 1 \ntitel: x\n")
    done = checked(path)
    with pytest.raises(RulesError) as refused:
        load_rules(path)
    assert done.rules is None
    assert done.problems == refused.value.problems == check_rules(path)
    assert [p.code for p in done.problems] == ["SQ402", "SQ111"]
    assert [p.code for p in done.errors] == ["SQ111"]
    assert all(p.severity is Severity.ERROR for p in done.errors)


def test_rules_that_pass_are_returned_with_their_warnings(tmp_path: Path) -> None:
    path = write(tmp_path, desk="version: 1 \ntitle: x\n")
    done = checked(path)
    assert done.rules == load_rules(path)
    assert [p.code for p in done.problems] == ["SQ402"]
    assert done.errors == ()


def test_the_files_that_were_opened_are_told_whatever_became_of_them(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        desk="version: 1\nextends: [builtin:service-desk, one.yaml, two.yaml, three.yaml]\n",
        one=GOOD,
        two="version: [\n",
    )
    names = [
        path,
        "builtin:service-desk",
        *(str(tmp_path / f"{n}.yaml") for n in ("one", "two", "three")),
    ]
    assert list(checked(path).files) == names
    many = "".join(f"  i{n}: {{type: cuont}}\n" for n in range(MOST + 1))
    crowded = write(tmp_path, desk=f"version: 1\nextends: one.yaml\nindicators:\n{many}")
    assert list(checked(crowded).files) == [crowded, str(tmp_path / "one.yaml")]


def test_a_file_that_is_not_there_is_named_as_the_place(tmp_path: Path) -> None:
    path = str(tmp_path / "nowhere.yaml")
    (problem,) = check_rules(path)
    assert (problem.code, problem.location.file) == ("SQ115", path)
    (problem,) = check_rules("builtin:nowhere")
    assert (problem.code, problem.location.file) == ("SQ115", "builtin:nowhere")


def test_no_two_codes_have_one_name() -> None:
    names = [entry.name for entry in CODES.values()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_named_by_itself_and_by_its_name(code: str) -> None:
    name = CODES[code].name
    assert {code_named(text) for text in (code, code.lower(), name, name.upper())} == {code}


@pytest.mark.parametrize("text", ["", "SQ", "SQ3", "SQ999", "bad"])
def test_a_text_that_is_neither_names_no_code(text: str) -> None:
    assert code_named(text) is None
