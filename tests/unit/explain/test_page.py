"""Pages: natural width off a terminal, wrapped by cells on one."""

from __future__ import annotations

import pytest

from sqeval.explain.page import Line, page, section
from sqeval.problems import cells

CHINESE = (
    "按 created（本表的计时列）归入周期；没有 created 的记录只计入 --period all，占 95 % 以上。"
)
ENGLISH = "A row belongs to the period in which its created lies, which is 95 % of the time."


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize("width", range(20, 100, 7))
def test_lines_keep_within_the_width_and_lose_nothing(text: str, width: int) -> None:
    lines = page([Line(text, 1)], width).splitlines()
    assert max(cells(line) for line in lines) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert lines[0].startswith("  ")
    assert all(line.startswith("    ") for line in lines[1:])


@pytest.mark.parametrize("width", range(20, 100))
def test_no_line_begins_with_a_closing_mark_and_no_figure_loses_its_sign(width: int) -> None:
    for text in (CHINESE, ENGLISH):
        lines = [line.strip() for line in page([Line(text)], width).splitlines()]
        assert not any(line.startswith(("，", "。", "；", "）", "%")) for line in lines)
        assert not any(line.endswith("（") for line in lines)


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert page([Line("see abcdefghijkl there", 1)], 10) == "  see\n    abcdefghijkl\n    there\n"


def test_without_a_width_lines_are_as_long_as_they_are() -> None:
    assert page([Line(ENGLISH * 5, 2)], None) == f"    {ENGLISH * 5}\n"


def test_a_section_without_texts_has_no_heading() -> None:
    assert section("Head", []) == []
    assert page(section("Head", ["a", "b"]), None) == "Head\n  a\n  b\n"


def test_a_page_ends_in_one_line_end() -> None:
    assert page([Line("a"), Line(""), Line("")], None) == "a\n"
    assert page([Line("a"), Line(""), Line("b")], 80) == "a\n\nb\n"


def test_a_line_feed_in_a_text_is_a_blank() -> None:
    assert page([Line("one\ntwo", 1)], None) == "  one two\n"
    assert page([Line("one\ntwo", 1)], 6) == "  one\n    two\n"
