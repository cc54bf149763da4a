from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.nodes import Map, Seq
from sqeval.rules import gate
from sqeval.rules.found import Found
from sqeval.rules.headers import normal
from sqeval.starting.spelling import listed, mapped, quoted, scalar, seen, visible
from tests.unit.starting.exports import ODD

_TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=20)).filter(seen)


def parsed(text: str) -> Map:
    return gate.parse("x.yaml", text, Found())


@given(st.lists(_TEXTS, min_size=1, max_size=4, unique=True))
def test_yaml_gives_back_every_text_as_it_was(texts: list[str]) -> None:
    read = parsed(f"a: {listed(tuple(texts))}\nb: {mapped(tuple((t, scalar(t)) for t in texts))}\n")
    assert isinstance(read["a"], Seq)
    assert [str(item) for item in read["a"]] == texts
    assert isinstance(read["b"], Map)
    assert {str(key): str(value) for key, value in read["b"].items()} == {t: t for t in texts}


@pytest.mark.parametrize("text", ["yes", "null", "1e3", "010", "- x", "{a}", "a: b", "a #b", "'"])
def test_what_yaml_takes_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text).startswith("'")


@pytest.mark.parametrize("text", ["Ticket ID", "已解决", 'status == "Closed"', "Wait (s)"])
def test_what_yaml_reads_as_it_stands_is_not(text: str) -> None:
    assert scalar(text) == text


@given(st.text(max_size=60))
def test_what_a_comment_quotes_ends_no_line_and_silences_nothing(text: str) -> None:
    line = f"a: 1  # {quoted('# sqeval: ignore[SQ401] ' + text)}"
    assert len(line.splitlines()) == 1
    assert len(line) < 70
    assert line.count("#") == 1
    assert list(parsed(line)) == ["a"]


@given(st.text(max_size=30).filter(visible))
def test_a_header_made_visible_is_found_as_before(text: str) -> None:
    again = visible(text)
    assert again == visible(again)
    if normal(again) != normal(text):  # only characters that no header of a desk has are lost
        assert any(ord(c) > 127 for c in text)
