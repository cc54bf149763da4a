"""The catalogues of both languages say the same things, and each is said somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from sqeval import explain
from sqeval.explain import calendars
from sqeval.explain.kinds import timed
from sqeval.explain.kinds.registry import KINDS
from sqeval.explain.words import CATALOGUES, PARAMETER, Catalogues, Lang, joined, words_in
from sqeval.expr.functions import FUNCTIONS
from sqeval.measures.reductions import Reduction
from sqeval.measures.registry import MEASURES
from sqeval.rules.columns import COLUMNS
from sqeval.rules.scorecard import Missing

EVERY: dict[str, Catalogues] = {
    "all": CATALOGUES,
    "calendars": calendars.SAID,
    "timed": timed.SAID,
    **{k: v.catalogues for k, v in KINDS.items()},
}


def parameters(catalogue: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: sorted(PARAMETER.findall(text)) for name, text in catalogue.items()}


@pytest.mark.parametrize("name", EVERY)
def test_languages_have_the_same_sentences_with_the_same_parameters(name: str) -> None:
    catalogues = EVERY[name]
    assert set(catalogues) == set(get_args(Lang))
    english, chinese = parameters(catalogues["en"]), parameters(catalogues["zh"])
    assert list(english) == list(chinese)
    assert {k: set(v) for k, v in english.items()} == {k: set(v) for k, v in chinese.items()}


@pytest.mark.parametrize("name", EVERY)
def test_no_sentence_is_without_words(name: str) -> None:
    for catalogue in EVERY[name].values():
        joints = {"sentences"}
        assert all(text.strip() for key, text in catalogue.items() if key not in joints)


def test_chinese_sentences_set_their_marks_and_spaces() -> None:
    for catalogues in EVERY.values():
        for sentence in catalogues["zh"].values():
            for text in PARAMETER.split(sentence)[::2]:
                assert not re.search(r"[\u4e00-\u9fff][,;:!?()]", text), text
                assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]", text), text
                assert not re.search(r"[A-Za-z0-9][\u4e00-\u9fff]", text), text


def test_every_kind_of_thing_has_its_words() -> None:
    assert set(KINDS) == set(MEASURES)
    english = CATALOGUES["en"]
    assert {f"function.{name}" for name in FUNCTIONS} <= set(english)
    assert {f"type.{name}" for name in COLUMNS} <= set(english)
    assert {f"method.{kind.__name__}" for kind in get_args(Reduction)} <= set(english)
    for prefix in ("place", "card.missing"):
        assert {f"{prefix}.{word}" for word in get_args(Missing)} <= set(english)


def test_every_sentence_is_asked_for_by_name() -> None:
    folder = Path(str(explain.__file__)).parent
    catalogues = {"en.py", "zh.py"}
    source = "".join(p.read_text("utf-8") for p in folder.rglob("*.py") if p.name not in catalogues)
    asked = set(re.findall(r'"([a-z_.-]+)"', source))
    families = set(re.findall(r'f"([a-z._-]+)\.\{', source))
    families |= {"expr.time"} | {f"{f}.warn" for f in families}
    idle = [
        name
        for name in CATALOGUES["en"]
        if name not in asked and not any(name.startswith(f"{f}.") for f in families)
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["状态", "为", "x"], "状态为 x"),
        (["x", "为", "3"], "x 为 3"),
        (["占", "50 %", "的"], "占 50 % 的"),
        (["“", "x", "”", "中"], "“x”中"),
        (["得", "-5", "分"], "得 -5 分"),
        (["a", "b"], "ab"),
        (["", "是", "", "x"], "是 x"),
        (["20秒", "内"], "20秒内"),
    ],
)
def test_a_space_stands_where_chinese_meets_latin_and_never_inside_a_text(
    pieces: list[str], text: str
) -> None:
    assert joined(pieces) == text


def test_what_is_filled_in_is_no_pattern() -> None:
    words = words_in("en")
    assert words("expr.text", x="$x {x} %s \\1") == '"$x {x} %s \\1"'
    with pytest.raises(KeyError):
        words("expr.text", y="1")


def test_lists_end_in_a_word() -> None:
    words = words_in("en")
    assert words.list(["a", "b", "c"], "or") == "a, b or c"
    assert words.list(["a"], "or") == "a"
    assert words.list([], "or") == ""
    assert words_in("zh").list(["甲", "b", "丙"], "and") == "甲、b 和丙"


@pytest.mark.parametrize(
    ("title", "english", "chinese"),
    [
        (None, "id", "id"),
        ("One", "One", "One"),
        ({"en": "One", "zh": "一"}, "One", "一"),
        ({"zh": "一"}, "一", "一"),
        ({"en": "One"}, "One", "One"),
        ({}, "id", "id"),
    ],
)
def test_titles_are_said_in_the_language_else_in_english_else_in_any(
    title: str | dict[str, str] | None, english: str, chinese: str
) -> None:
    assert words_in("en").title(title, "id") == english
    assert words_in("zh").title(title, "id") == chinese


def test_kinds_are_one_file_each() -> None:
    for name, kind in KINDS.items():
        assert getattr(import_module(f"sqeval.explain.kinds.{name}"), name.upper()) is kind
