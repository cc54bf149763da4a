"""YAML values know where they stand, whatever the style, the line ends and the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.nodes import Map, Scalar, Seq, Source, core_reading, locate
from sqeval.problems import Location
from sqeval.rules import gate
from sqeval.rules.found import Found


def parse(text: str) -> Map:
    return gate.parse("f", text, Found())


def scalar(text: str, *path: str | int) -> Scalar:
    here: object = parse(text)
    for step in path:
        assert isinstance(here, Map | Seq)
        here = here[step]  # type: ignore[index] # a step fits its node
    assert isinstance(here, Scalar)
    return here


def marked(location: Location) -> str:
    """Return what a caret line would mark."""
    return location.source[location.column - 1 : location.end_column - 1]


READINGS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "nULL": "nULL",
    "true": True,
    "FALSE": False,
    "yes": "yes",
    "no": "no",
    "on": "on",
    "010": 10,
    "+7": 7,
    "0o17": 15,
    "0x1F": 31,
    "0b1": "0b1",
    "1_000": "1_000",
    "18:00": "18:00",
    "1e3": 1000.0,
    "1.": 1.0,
    ".5": 0.5,
    "-1.5E-3": -0.0015,
    "1e": "1e",
    ".": ".",
    "2026-01-31": "2026-01-31",
    "١٢": "١٢",
    "１２": "１２",
}


@pytest.mark.parametrize("text", READINGS)
def test_plain_scalars_are_read_by_the_core_schema(text: str) -> None:
    read = core_reading(text)
    assert (read, type(read)) == (READINGS[text], type(READINGS[text]))


@pytest.mark.parametrize("text", [".inf", "-.INF", "+.Inf", ".nan", "1e999", "-1e999", "1" * 41])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"finite|too large|too long"):
        core_reading(text)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = core_reading(text)
    except ValueError:
        return
    assert read is None or isinstance(read, str | int | float)


@pytest.mark.parametrize("style", ["'010'", '"010"'])
def test_quoted_scalars_stay_texts(style: str) -> None:
    assert scalar(f"a: {style}", "a").read == "010"
    assert scalar("a: 010", "a") == "010"


STYLES = {
    "plain": "a: x == 状态 and reopns > 1\n",
    "plain after wide characters": "标题 😀: 状态 and reopns > 1\n",
    "single": "a: 'it''s ''and'' reopns > 1'\n",
    "double": 'a: "状态 and reopns > 1"\n',
    "flow": "a: {b: 1, c: x and reopns > 1}\n",
    "tabs": "a:\t\tx and reopns > 1\n",
    "literal": "a: |\n  状态 == 1\n    and reopns > 1\n",
    "literal, indent told": "a: |2-\n\n    状态\n\n   and reopns > 1\n",
    "literal, keep": "a: |+\n  状态 and reopns > 1\n\n\n",
    "literal, comment": "a: | # why\n  状态 and reopns > 1\n",
    "in a list": "a: [x and reopns > 1]\n",
}


def leaf(node: object) -> Scalar:
    """Return the last scalar of a document."""
    while isinstance(node, Map | Seq):
        node = list(node.values())[-1] if isinstance(node, Map) else node[-1]
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("style", STYLES)
def test_a_word_of_a_value_is_found_in_its_line(style: str, ends: str) -> None:
    value = leaf(parse(STYLES[style].replace("\n", ends)))
    start = value.index("reopns")
    assert marked(value.location(start, start + 6)) == "reopns"


LOST = {
    "folded": "a: >-\n  x\n  and reopns > 1\n",
    "escaped": 'a: "\\x78 and reopns > 1"\n',
    "plain lines": "a: x\n  and reopns > 1\n",
    "quoted lines": "a: 'x\n  and reopns > 1'\n",
}


@pytest.mark.parametrize("style", LOST)
def test_where_the_column_is_lost_the_line_alone_is_told(style: str) -> None:
    value = scalar(LOST[style], "a")
    start = value.index("reopns")
    location = value.location(start, start + 6)
    assert (location.line, location.column, location.end_column) == (1, 0, 0)


def test_a_span_over_lines_is_marked_to_its_first_character() -> None:
    value = scalar("a: |\n  x\n  y\n", "a")
    location = value.location(0, 3)
    assert (location.line, location.column, location.end_column) == (2, 3, 4)


def test_columns_count_code_points() -> None:
    location = scalar("😀😀: [状, 态]\n", "😀😀", 1).location()
    assert (location.line, location.column, location.end_column) == (1, 9, 10)


def test_locate_skips_the_tags_of_unions_and_names_mappings_by_their_keys() -> None:
    node = parse("target: {at_most: {P1: 5}}\nlist: [{a: 1}, [2]]\n")
    assert marked(locate(node, ("target", "a tag", "at_most", "one", "P1"))) == "5"
    assert marked(locate(node, ("target", "at_most"))) == "at_most"
    assert marked(locate(node, ("target", "at_most", "P1"), at_key=True)) == "P1"
    assert marked(locate(node["target"]["at_most"], ())) == "at_most"
    assert marked(locate(node, ("list", 0, "a"))) == "1"
    assert marked(locate(node, ("list", 1))) == "[2]"
    assert marked(locate(node, ("list", 7))) == "list"
    assert locate(None, ("a",)) == Location()


def test_a_source_counts_lines_at_line_feeds() -> None:
    source = Source.of("f", "ab\r\nc\n\nd")
    assert source.lines == ("ab", "c", "", "d")
    assert [source.position(at) for at in (0, 3, 4, 6, 7)] == [
        (1, 1),
        (1, 4),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
    assert source.location(9, 1, 2).source == ""


@given(st.text(st.sampled_from("a \n"), max_size=40), st.integers(0, 40))
def test_positions_are_those_of_a_plain_count(text: str, at: int) -> None:
    at = min(at, len(text))
    before = text[:at]
    expected = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    assert Source.of("f", text).position(at) == expected
