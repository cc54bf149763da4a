"""The end of a file, the order of grades, names in backquotes, spaces at the end of a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.problems import RulesError
from sqeval.rules.fixing import fixed
from sqeval.rules.loader import load_rules
from tests.unit.rules.lint.linted import problems, told


def of_bytes(folder: Path, content: bytes) -> list[tuple[str, int, int, str | None]]:
    """Return code, line, column and fix of all that is said of a file."""
    path = folder / "desk.yaml"
    path.write_bytes(content)
    try:
        found = load_rules(path).problems
    except RulesError as refused:
        found = refused.problems
    return [(p.code, p.location.line, p.location.column, p.fix) for p in found]


class TestFinalNewline:
    @pytest.mark.parametrize(
        ("content", "line", "column", "fix"),
        [
            (b"version: 1", 1, 11, "\n"),
            (b"version: 1\ntitle: x", 2, 9, "\n"),
            (b"version: 1\r\ntitle: x", 2, 9, "\r\n"),
            (b"\xef\xbb\xbfversion: 1", 1, 11, "\n"),
            ("version: 1\ntitle: 服务".encode(), 2, 10, "\n"),
            (b"version: 1\n# the end", 2, 10, "\n"),
            (b"version: 1\ntitle: |-\n  x", 3, 4, None),
            (b"version: 1\ntitle: |\n  x", 3, 4, None),
            (b"version: 1\ntitle: >+\n  x", 3, 4, None),
        ],
    )
    def test_is_placed_behind_the_last_character(
        self, tmp_path: Path, content: bytes, line: int, column: int, fix: str | None
    ) -> None:
        assert of_bytes(tmp_path, content) == [("SQ403", line, column, fix)]

    @pytest.mark.parametrize("content", [b"version: 1\n", b"version: 1\r\n", b"version: 1\n\n\n"])
    def test_a_file_that_ends_is_well(self, tmp_path: Path, content: bytes) -> None:
        assert of_bytes(tmp_path, content) == []

    def test_spaces_alone_are_no_line(self, tmp_path: Path) -> None:
        assert of_bytes(tmp_path, b"version: 1\n  ") == [("SQ402", 2, 1, "")]

    def test_spaces_and_the_end_are_mended_at_once(self, tmp_path: Path) -> None:
        text = "version: 1  "
        assert fixed(text, problems(tmp_path, text)) == ("version: 1\n", 2)

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        assert of_bytes(tmp_path, b"version: 1 # sqeval: ignore[SQ403]") == []


class TestGradesOrder:
    def said(self, folder: Path, grades: str) -> list[str]:
        return told(folder, "SQ407", f"version: 1\nscorecard:\n  grades: {{{grades}}}\n")

    def test_is_placed_at_the_grade_out_of_order(self, tmp_path: Path) -> None:
        expected = ["3:25 'A' starts at more points than 'C' before it"]
        assert self.said(tmp_path, "B: 70, C: 0, A: 90") == expected

    def test_the_first_one_is_enough(self, tmp_path: Path) -> None:
        assert len(self.said(tmp_path, "D: 0, C: 60, B: 70, A: 90")) == 1

    def test_the_hint_is_the_order(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, "version: 1\nscorecard: {grades: {C: 0, B: 70, A: 90}}\n")
        assert problem.hint == "from best to worst: A, B, C"

    @pytest.mark.parametrize("grades", ["", "A: 0", "A: 90, B: 70, C: 0", "B: 90.5, A: 90, C: 0"])
    def test_from_best_to_worst_is_well(self, tmp_path: Path, grades: str) -> None:
        assert self.said(tmp_path, grades) == []

    @pytest.mark.parametrize("grades", ["A: 90, B: 90, C: 0", "A: x, B: 90"])
    def test_what_is_wrong_otherwise_is_said_there(self, tmp_path: Path, grades: str) -> None:
        assert self.said(tmp_path, grades) == []

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, "C: 0, A: 90} # sqeval: ignore[SQ407] {") == []


class TestNeedsBackquotes:
    @pytest.mark.parametrize(
        "name",
        [
            *("and", "or", "not", "in", "true", "false", "null"),
            *("a b", "a-b", "a.b", "1st", "等待时长(秒)", "a`b", "p%", '"a"', "2026-01-31", "3"),
        ],
    )
    def test_what_the_grammar_reads_as_no_name_is_reported(self, tmp_path: Path, name: str) -> None:
        quoted = "'" + name + "'"
        text = f"version: 1\ntables:\n  t:\n    columns: {{{quoted}: {{}}}}\n"
        expected = [f"4:15 expressions can say '{name}' only in backquotes"]
        assert told(tmp_path, "SQ408", text) == expected

    @pytest.mark.parametrize(
        "name",
        ["And", "default", "count", "tickets", "_x", "x1", "满意率", "ü", "exists", "nullable"],
    )
    def test_plain_names_are_well(self, tmp_path: Path, name: str) -> None:
        text = f"version: 1\ntables: {{t: {{columns: {{{name}: {{}}}}}}}}\n"
        assert told(tmp_path, "SQ408", text) == []

    def test_indicators_and_parts_have_names_as_well(self, tmp_path: Path) -> None:
        text = """\
version: 1
tables: {tickets: {}}
indicators:
  on-time: {type: count}
scorecard:
  parts:
    the desk: {parts: {in: {indicators: {on-time: 1}}}}
"""
        said = "expressions can say '{}' only in backquotes"
        assert told(tmp_path, "SQ408", text) == [
            f"4:3 {said.format('on-time')}",
            f"7:5 {said.format('the desk')}",
            f"7:24 {said.format('in')}",
        ]

    def test_tables_grades_and_values_are_no_names_of_expressions(self, tmp_path: Path) -> None:
        text = """\
version: 1
tables: {"a b": {columns: {c: {type: category, values: {not this: []}}}}}
scorecard: {grades: {very good: 50, not good: 0}}
"""
        assert told(tmp_path, "SQ408", text) == []

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("wait (s)", "call it wait_s"),
            ("on-time", "call it on_time"),
            ("in", "give it another name"),
            ("1st", "give it another name"),
            ("%", "give it another name"),
        ],
    )
    def test_the_hint_is_a_plain_name_near_it(self, tmp_path: Path, name: str, hint: str) -> None:
        text = f'version: 1\ntables: {{t: {{columns: {{"{name}": {{}}}}}}}}\n'
        assert [p.hint for p in problems(tmp_path, text)] == [hint]

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        text = "version: 1\ntables: {t: {columns: {a b: {}}}} # sqeval: ignore[SQ408]\n"
        assert problems(tmp_path, text) == []


class TestTrailingSpace:
    def test_is_placed_at_the_spaces(self, tmp_path: Path) -> None:
        content = b"version: 1 \r\n  \ntitle: x \t \n"
        assert of_bytes(tmp_path, content) == [
            ("SQ402", 1, 11, ""),
            ("SQ402", 2, 1, ""),
            ("SQ402", 3, 9, ""),
        ]

    @pytest.mark.parametrize(
        "title", ['"a \n  b"', "'a \n  b'", "|\n  a \n  b", ">\n  a \n  b", "|\n  a\n   \n  b"]
    )
    def test_inside_a_text_spaces_are_its_own(self, tmp_path: Path, title: str) -> None:
        assert problems(tmp_path, f"version: 1\ntitle: {title}\ntimezone: UTC\n") == []

    def test_a_comment_silences_it(self, tmp_path: Path) -> None:
        assert problems(tmp_path, "version: 1 # sqeval: ignore[SQ402] \n") == []
