"""Comments that silence a lint: what they speak of, and what is said of those that are idle."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.problems import RulesError
from sqeval.rules.fixing import fixed
from sqeval.rules.loader import load_rules
from tests.unit.rules.lint.linted import problems, told

#: Three columns whose names need backquotes, one of which has a comma as well.
COLUMNS = """\
version: 1
tables:
  t:
    columns:
      a b: {}
      c d: {}
      "e, f": {}
"""


def lines(folder: Path, text: str, code: str) -> list[int]:
    """Return the lines on which a code is told."""
    return [p.location.line for p in problems(folder, text) if p.code == code]


def behind(line: int, comment: str, text: str = COLUMNS) -> str:
    """Return a file with a comment at the end of one of its lines."""
    rows = text.split("\n")
    rows[line - 1] += f"  # {comment}"
    return "\n".join(rows)


def above(line: int, comment: str, text: str = COLUMNS) -> str:
    """Return a file with a comment on a line of its own above one of its lines."""
    rows = text.split("\n")
    return "\n".join([*rows[: line - 1], f"  # {comment}", *rows[line - 1 :]])


class TestReach:
    @pytest.mark.parametrize("line", [5, 6, 7])
    def test_at_the_end_of_a_line_it_speaks_of_the_line(self, tmp_path: Path, line: int) -> None:
        told_of = lines(tmp_path, behind(line, "sqeval: ignore[SQ408]"), "SQ408")
        assert told_of == [n for n in (5, 6, 7) if n != line]

    @pytest.mark.parametrize("line", [2, 3, 4])
    def test_behind_a_key_it_speaks_of_all_below(self, tmp_path: Path, line: int) -> None:
        assert lines(tmp_path, behind(line, "sqeval: ignore[SQ408]"), "SQ408") == []

    def test_behind_a_key_it_does_not_speak_of_the_next_key(self, tmp_path: Path) -> None:
        text = COLUMNS + "  u:\n    columns:\n      g h: {}\n"
        assert lines(tmp_path, behind(3, "sqeval: ignore[SQ408]", text), "SQ408") == [10]
        assert lines(tmp_path, behind(8, "sqeval: ignore[SQ408]", text), "SQ408") == [5, 6, 7]

    @pytest.mark.parametrize("code", ["sq408", "needs-backquotes", "Needs-Backquotes"])
    def test_codes_may_be_named_as_on_the_command_line(self, tmp_path: Path, code: str) -> None:
        text = behind(3, f"sqeval: ignore[{code}]")
        assert lines(tmp_path, text, "SQ408") == []
        assert lines(tmp_path, text, "SQ401") == []

    def test_what_is_kept_of_a_comment_is_kept_as_it_is_written(self, tmp_path: Path) -> None:
        text = behind(3, "sqeval: ignore[needs-backquotes, SQ319]")
        (idle,) = (p for p in problems(tmp_path, text) if p.code == "SQ401")
        assert idle.fix == "# sqeval: ignore[needs-backquotes]"

    def test_on_a_line_of_its_own_it_speaks_of_the_next_line(self, tmp_path: Path) -> None:
        assert lines(tmp_path, above(6, "sqeval: ignore[SQ408]"), "SQ408") == [5, 8]

    def test_on_a_line_of_its_own_it_speaks_of_all_below_that_key(self, tmp_path: Path) -> None:
        assert lines(tmp_path, above(4, "sqeval: ignore[SQ408]"), "SQ408") == []

    def test_further_comments_and_empty_lines_may_stand_between(self, tmp_path: Path) -> None:
        text = above(6, "sqeval: ignore[SQ408]\n\n      # for reasons")
        assert lines(tmp_path, text, "SQ408") == [5, 10]

    def test_at_the_end_of_the_file_it_speaks_of_nothing(self, tmp_path: Path) -> None:
        text = COLUMNS + "# sqeval: ignore[SQ408]\n"
        assert lines(tmp_path, text, "SQ408") == [5, 6, 7]
        assert lines(tmp_path, text, "SQ401") == [8]

    def test_a_list_item_is_an_entry_as_well(self, tmp_path: Path) -> None:
        text = """\
version: 1
indicators: {n: {type: count}}
tables: {tickets: {}}
scorecard:
  indicators: {n: 1}
  grades: {A: 50, B: 0}
  gates:
    - when: # sqeval: ignore[SQ404]
        met(n) == true
      cap: B
"""
        assert lines(tmp_path, text.replace("n: {type: count}", _TARGET), "SQ404") == []
        plain = text.replace(" # sqeval: ignore[SQ404]", "").replace("n: {type: count}", _TARGET)
        assert lines(tmp_path, plain, "SQ404") == [9]

    def test_in_a_block_of_text_it_is_text(self, tmp_path: Path) -> None:
        text = COLUMNS + 'title: |\n  # sqeval: ignore[SQ408]\n  and "more"\n'
        assert lines(tmp_path, text, "SQ401") == []
        assert lines(tmp_path, text, "SQ408") == [5, 6, 7]

    @pytest.mark.parametrize("quote", ["'", '"'])
    def test_in_quotes_it_is_text(self, tmp_path: Path, quote: str) -> None:
        text = f"version: 1\ntitle: {quote}a # sqeval: ignore[SQ408]{quote}\n"
        assert problems(tmp_path, text) == []
        spread = f"version: 1\ntitle: {quote}a\n  # sqeval: ignore[SQ408]{quote}\n"
        assert problems(tmp_path, spread) == []

    def test_in_a_key_it_is_text(self, tmp_path: Path) -> None:
        text = 'version: 1\ntables: {t: {columns: {"a # sqeval: ignore[SQ408]": {}}}}\n'
        assert lines(tmp_path, text, "SQ408") == [2]

    def test_behind_a_letter_it_is_no_comment(self, tmp_path: Path) -> None:
        assert problems(tmp_path, "version: 1\ntitle: a# sqeval:ignore[SQ408]\n") == []

    def test_behind_the_head_of_a_block_it_speaks_of_the_block(self, tmp_path: Path) -> None:
        text = """\
version: 1
tables: {tickets: {columns: {b: {type: boolean}}}}
indicators:
  n:
    type: count
    where: | # sqeval: ignore[SQ404]
      b == true
"""
        assert problems(tmp_path, text) == []
        assert lines(tmp_path, text.replace(" # sqeval: ignore[SQ404]", ""), "SQ404") == [7]

    @pytest.mark.parametrize(
        "comment",
        [
            "sqeval: ignore[SQ408,SQ321]",
            "sqeval: ignore[ SQ321 , SQ408 ]",
            "sqeval: ignore[SQ408 SQ321]",
            "sqeval:ignore[SQ408, SQ321] which the export calls so",
            "as the export has it # sqeval: ignore[SQ408, SQ321]",
        ],
    )
    def test_it_lists_codes_and_may_say_why(self, tmp_path: Path, comment: str) -> None:
        text = behind(7, comment)
        assert [p.code for p in problems(tmp_path, text)] == ["SQ408", "SQ408"]

    def test_another_code_stays(self, tmp_path: Path) -> None:
        text = behind(7, "sqeval: ignore[SQ408]")
        assert [(p.code, p.location.line) for p in problems(tmp_path, text)] == [
            ("SQ408", 5),
            ("SQ408", 6),
            ("SQ321", 7),
        ]

    def test_lines_end_in_crlf_as_well(self, tmp_path: Path) -> None:
        path = tmp_path / "desk.yaml"
        text = above(7, "sqeval: ignore[SQ321]", behind(4, "sqeval: ignore[SQ408]"))
        path.write_bytes(text.replace("\n", "\r\n").encode())
        assert load_rules(path).problems == ()


_TARGET = "n: {type: count, target: {at_most: 5}}"


class TestExtendedFiles:
    BASE = "version: 1\ntables:\n  t: {columns: {a b: {}}} # sqeval: ignore[SQ408, SQ317]\n"

    def test_their_comments_work_and_their_idle_ones_are_not_told(self, tmp_path: Path) -> None:
        (tmp_path / "base.yaml").write_text(self.BASE, "utf-8")
        assert problems(tmp_path, "version: 1\nextends: base.yaml\n") == []

    def test_they_speak_of_their_own_file_alone(self, tmp_path: Path) -> None:
        (tmp_path / "base.yaml").write_text(self.BASE, "utf-8")
        text = "version: 1\nextends: base.yaml\ntables: {u: {columns: {c d: {}}}}\n"
        (problem,) = problems(tmp_path, text)
        assert (problem.code, problem.location.line) == ("SQ408", 3)
        assert problem.location.file.endswith("desk.yaml")

    def test_comments_of_the_file_itself_do_not_speak_of_them(self, tmp_path: Path) -> None:
        base = self.BASE.replace(" # sqeval: ignore[SQ408, SQ317]", "")
        (tmp_path / "base.yaml").write_text(base, "utf-8")
        text = "version: 1\nextends: base.yaml # sqeval: ignore[SQ408]\ntables: {}\n"
        found = [(p.code, Path(p.location.file).name) for p in problems(tmp_path, text)]
        assert found == [("SQ408", "base.yaml"), ("SQ401", "desk.yaml")]


class TestIdle:
    def one(self, folder: Path, comment: str) -> tuple[str, str]:
        """Return what is said of a comment in the second line, and its hint."""
        text = f"version: 1\ntitle: a # {comment}\n"
        (said,) = told(folder, "SQ401", text)
        (problem,) = problems(folder, text)
        return said, problem.hint

    @pytest.mark.parametrize(
        ("comment", "said", "hint"),
        [
            ("sqeval: ignore[SQ408]", "2:10 nothing here is SQ408 needs-backquotes", "remove it"),
            ("sqeval: ignore[SQ999]", "2:27 'SQ999' is no code", "remove it"),
            (
                "sqeval: ignore[SQ3]",
                "2:27 'SQ3' is no code",
                "codes are named one by one, such as SQ319",
            ),
            ("sqeval: ignore[sq408]", "2:10 nothing here is SQ408 needs-backquotes", "remove it"),
            ("sqeval: ignore", "2:10 the comment names no code", "write # sqeval: ignore[SQ319]"),
            ("sqeval: ignore[]", "2:10 the comment names no code", "write # sqeval: ignore[SQ319]"),
            (
                "sqeval: ignore[SQ111]",
                "2:10 SQ111 unknown-key cannot be silenced; nothing could be scored",
                "remove it",
            ),
            (
                "sqeval: ignore[SQ401]",
                "2:10 SQ401 idle-ignore cannot be silenced",
                "remove it",
            ),
        ],
    )
    def test_says_why_and_what_to_do(
        self, tmp_path: Path, comment: str, said: str, hint: str
    ) -> None:
        assert self.one(tmp_path, comment) == (said, hint)

    @pytest.mark.parametrize(
        "comment", ["sqeval: ignored", "sqeval", "ignore[SQ408]", "sqeval ignore"]
    )
    def test_other_comments_are_none(self, tmp_path: Path, comment: str) -> None:
        assert problems(tmp_path, f"version: 1\ntitle: a # {comment}\n") == []

    def test_each_idle_code_is_told(self, tmp_path: Path) -> None:
        text = behind(5, "sqeval: ignore[SQ317, SQ408, SQ999, SQ402]")
        assert told(tmp_path, "SQ401", text) == [
            "5:16 nothing here is SQ317 zero-weight",
            "5:16 nothing here is SQ402 trailing-space",
            "5:47 'SQ999' is no code",
        ]

    def test_a_second_comment_for_the_same_is_not_idle(self, tmp_path: Path) -> None:
        text = behind(5, "sqeval: ignore[SQ408]", behind(4, "sqeval: ignore[SQ408]"))
        assert problems(tmp_path, behind(7, "sqeval: ignore[SQ321]", text)) == []

    def test_where_rules_are_wrong_only_what_can_never_silence_is_told(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "desk.yaml"
        text = behind(5, "sqeval: ignore[SQ319]", behind(6, "sqeval: ignore[SQ111, SQ0]"))
        path.write_text(f"{text}oops: 1\n", "utf-8")
        with pytest.raises(RulesError) as refused:
            load_rules(path)
        found = [(p.code, p.location.line) for p in refused.value.problems if p.code != "SQ408"]
        assert found == [("SQ401", 6), ("SQ401", 6), ("SQ321", 7), ("SQ111", 8)]

    def test_problems_stand_in_the_order_of_the_file(self, tmp_path: Path) -> None:
        found = problems(tmp_path, behind(6, "sqeval: ignore[SQ317]"))
        assert [p.location.line for p in found] == [5, 6, 6, 7, 7]


class TestFix:
    @pytest.mark.parametrize(
        ("line", "mended"),
        [
            ("title: a # sqeval: ignore[SQ317]", "title: a"),
            ("title: a\t # sqeval: ignore[SQ317]  ", "title: a"),
            ("title: a # sqeval: ignore[SQ317, SQ316]", "title: a"),
            ("title: a # sqeval: ignore[SQ317] on purpose", "title: a # on purpose"),
            ("title: a # sqeval: ignore[SQ317] # on purpose", "title: a # on purpose"),
            ("title: a # sqeval: ignore[SQ317]: on purpose", "title: a # : on purpose"),
            ("title: a # on purpose # sqeval: ignore[SQ317]", "title: a # on purpose"),
            ("title: a # sqeval: ignore[SQ111]", "title: a"),
        ],
    )
    def test_takes_the_whole_comment(self, tmp_path: Path, line: str, mended: str) -> None:
        text = f"version: 1\n{line}\ntimezone: UTC\n"
        new, _ = fixed(text, problems(tmp_path, text))
        assert new == f"version: 1\n{mended}\ntimezone: UTC\n"

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_takes_a_line_of_its_own_with_its_end(self, tmp_path: Path, end: str) -> None:
        text = f"version: 1{end}  # sqeval: ignore[SQ317]{end}title: a{end}"
        path = tmp_path / "desk.yaml"
        path.write_bytes(text.encode())
        assert fixed(text, load_rules(path).problems) == (f"version: 1{end}title: a{end}", 1)

    def test_leaves_the_codes_that_are_needed(self, tmp_path: Path) -> None:
        text = behind(7, "sqeval: ignore[SQ317, SQ408,SQ316, SQ321] so")
        new, count = fixed(text, problems(tmp_path, text))
        assert (new, count) == (behind(7, "sqeval: ignore[SQ408, SQ321] so"), 1)

    @pytest.mark.parametrize(
        "comment", ["sqeval: ignore", "sqeval: ignore[SQ999]", "sqeval: ignore[zero-weigth]"]
    )
    def test_what_may_be_a_slip_is_for_its_author(self, tmp_path: Path, comment: str) -> None:
        text = f"version: 1\ntitle: a # {comment}\n"
        assert fixed(text, problems(tmp_path, text)) == (text, 0)

    def test_a_slip_stays_where_another_code_goes(self, tmp_path: Path) -> None:
        text = "version: 1\ntitle: a # sqeval: ignore[SQ317, SQ999]\n"
        new, _ = fixed(text, problems(tmp_path, text))
        assert new == "version: 1\ntitle: a # sqeval: ignore[SQ999]\n"
