"""Filling in what tests do not expect yet: here and nowhere else in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.testing.session import run_tests

HEAD = "rules: desk.yaml\nas_of: 2026-02-01\ntests:\n"

ROW = """\
    tickets: |
      id | created          | replied          | priority
      1  | 2026-01-05 09:00 | 2026-01-05 09:10 | P1
"""

#: What the row comes to: 10 minutes of at most 30; nothing is known of the surveys.
BODY = """\
      reply_time: {value: 10m, n: 1, status: met, points: 100}
      replied_share: {value: 100%, n: 1, status: met, points: 100}
      indicators: {total: {value: 1, n: 1, status: met, points: 100}}
      total: {points: 100, grade: A}
"""


def recorded(folder: Path, text: str) -> str:
    """Return the file as it is after recording, and check that nothing is left to record."""
    path = folder / "desk.test.yaml"
    path.write_bytes(text.encode())
    (recording,) = run_tests(["desk.test.yaml"], recording=True).recordings()
    path.write_bytes(recording.text.encode())
    again = run_tests(["desk.test.yaml"], recording=True)
    assert again.recordings() == []
    assert all(outcome.passed for outcome in again.outcomes)
    assert run_tests(["desk.test.yaml"]).problems == []
    return recording.text


def test_an_absent_expectation_is_added_below_the_test(folder: Path) -> None:
    before = HEAD + "  - name: one\n" + ROW
    after = "\n# a remark\n\n  - name: two\n    expect: {mark: null}   # stays\n"
    assert recorded(folder, before + after) == before + "    expect:\n" + BODY + after


def test_a_file_without_a_final_line_end_gets_one(folder: Path) -> None:
    before = HEAD + "  - name: one\n" + ROW.rstrip("\n")
    assert recorded(folder, before) == before + "\n    expect:\n" + BODY


@pytest.mark.parametrize("written", ["", " {}", " null", " ~", " []"])
def test_an_empty_expectation_keeps_its_place_and_its_remark(folder: Path, written: str) -> None:
    before = HEAD + f"  - name: one\n    expect:{written}  # to do\n" + ROW + "# end\n"
    after = HEAD + "  - name: one\n    expect:  # to do\n" + BODY + ROW + "# end\n"
    assert recorded(folder, before) == after


def test_only_the_indicators_that_are_empty_are_filled_in(folder: Path) -> None:
    text = HEAD + "  - name: one\n" + ROW
    text += "    expect:\n      mark: null  # a  remark\n      reply_time:   {}   # here\n"
    entry = "{value: 10m, n: 1, status: met, points: 100}"
    assert recorded(folder, text) == text.replace("{}", entry)


def test_an_expectation_that_is_wrong_stays(folder: Path) -> None:
    text = HEAD + "  - name: one\n" + ROW + "    expect: {reply_time: 1h, mark: {}}\n"
    path = folder / "desk.test.yaml"
    path.write_text(text)
    session = run_tests(["desk.test.yaml"], recording=True)
    (recording,) = session.recordings()
    assert recording.text == text.replace("{}", "{value: null, n: 0, status: no_data}")
    assert not session.outcomes[0].passed


def test_line_ends_and_the_byte_order_mark_stay(folder: Path) -> None:
    before = ("\ufeff" + HEAD + "  - name: one\n" + ROW + "# end\n").replace("\n", "\r\n")
    body = ("    expect:\n" + BODY).replace("\n", "\r\n")
    assert recorded(folder, before) == before.replace("# end", body + "# end")


@pytest.mark.parametrize(
    ("empty", "filled"),
    [
        ("{  # keep me\n      # and me\n      }", "{  # keep me\n      # and me\n      §}"),
        ("[  # keep me\n    ]", "[  # keep me\n    {group: {}, §}]"),
        ("{\n    }", "\n"),
    ],
)
def test_remarks_between_empty_brackets_stay(folder: Path, empty: str, filled: str) -> None:
    entries = ", ".join(line.strip() for line in BODY.splitlines())
    before = HEAD + "  - name: one\n    expect: " + empty + "  # after\n" + ROW
    text = recorded(folder, before)
    if "#" in empty:
        assert text == before.replace(empty, filled.replace("§", entries))
    else:
        assert text == HEAD + "  - name: one\n    expect:  # after\n" + BODY + ROW


def test_remarks_stay_in_what_is_empty_of_one_indicator_and_in_a_test_in_braces(
    folder: Path,
) -> None:
    entry = "value: 10m, n: 1, status: met, points: 100"
    text = HEAD + "  - name: one\n" + ROW + "    expect:\n      reply_time: {  # here\n      }\n"
    assert recorded(folder, text) == text.replace("      }", f"      {entry}}}")
    text = HEAD + "  - {name: two, expect: {  # here\n    }}\n"
    assert "expect: {  # here\n    reply_time: " in recorded(folder, text)


def test_a_test_in_braces_is_filled_in_there(folder: Path) -> None:
    entry = "{value: null, n: 0, status: no_data}"
    every = ", ".join(f"{name}: {entry}" for name in ("reply_time", "replied_share", "mark"))
    every += f", indicators: {{total: {entry}}}"
    before = HEAD + "  - {name: one}   # a\n  - {name: two, expect: {}}\n"
    after = HEAD + f"  - {{name: one, expect: {{{every}}}}}   # a\n"
    after += f"  - {{name: two, expect: {{{every}}}}}\n"
    assert recorded(folder, before) == after


def test_groups_are_recorded_one_by_one(folder: Path) -> None:
    rows = ROW.replace("priority", "priority | team").replace("P1", "P1 | a: b")
    before = HEAD + "  - name: one\n    by: team\n" + rows
    text = recorded(folder, before)
    body = "".join(f"  {line}\n" for line in BODY.splitlines())
    assert text == before + (
        f"    expect:\n      - group: {{}}\n{body}      - group: {{team: 'a: b'}}\n{body}"
    )


def test_figures_that_are_no_round_ones_are_read_back_equal(folder: Path) -> None:
    rows = ROW + "      2  | 2026-01-05 09:00 | 2026-01-05 09:00:01 | P1\n"
    rows += "      3  | 2026-01-05 09:00 | 2026-01-05 12:00 | P1\n"
    text = recorded(folder, HEAD + "  - name: one\n" + rows)
    assert "reply_time: {value: 3800.33333333, n: 3" in text
    assert "replied_share: {value: 66.6666666667%, n: 3" in text


def test_a_test_that_cannot_run_is_left_alone(folder: Path) -> None:
    text = HEAD + "  - name: one\n" + ROW.replace("2026-01-05 09:10", "03/04/2026 09:10")
    (folder / "desk.test.yaml").write_text(text)
    session = run_tests(["desk.test.yaml"], recording=True)
    assert [p.code for p in session.problems] == ["SQ525"]
    assert session.recordings() == []
