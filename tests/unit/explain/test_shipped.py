"""Every indicator of every rule set that is shipped can be explained, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sqeval.explain.indicator import explain_indicator
from sqeval.explain.whole import explain_rules
from sqeval.explain.words import Lang
from sqeval.problems import cells
from sqeval.rules.loader import load_rules
from sqeval.rules.shipped import PREFIX, shipped

SETS = {name: load_rules(PREFIX + name) for name in shipped()}
OTHERS = sorted((Path(__file__).parents[2] / "acceptance" / "rules" / "ok").glob("*.yaml"))
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
def test_every_indicator_is_explained(name: str, lang: Lang) -> None:
    rules = SETS[name]
    for indicator, measure in rules.indicators.items():
        page = explain_indicator(rules, indicator, lang)
        title = measure.title
        assert isinstance(title, dict)
        assert page.startswith(title[lang])
        assert f"[{PREFIX}{name}:{measure.at().line}]" in page
        assert "$" not in page
        if measure.target is not None:
            assert re.search("^  (Example|例)", page, re.MULTILINE), page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_whole_sets_keep_within_a_terminal(name: str, lang: Lang, width: int) -> None:
    page = explain_rules(SETS[name], lang, width)
    assert max(map(cells, page.splitlines())) <= width
    natural = explain_rules(SETS[name], lang)
    assert "".join(page.split()) == "".join(natural.split())
    for indicator in SETS[name].indicators:
        assert indicator in page


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_whatever_the_language_of_rules_can_say_is_explained(path: Path) -> None:
    rules = load_rules(path)
    for lang in LANGUAGES:
        whole = explain_rules(rules, lang)
        for name, table in rules.tables.items():
            assert f"\n  {name} [" in whole
            assert all(f"\n    {column}" in whole for column in table.columns)
        for indicator in rules.indicators:
            assert indicator in explain_indicator(rules, indicator, lang)


@pytest.mark.parametrize("name", SETS)
def test_chinese_pages_hold_no_english_sentence(name: str) -> None:
    rules = SETS[name]
    for indicator in rules.indicators:
        lines = explain_indicator(rules, indicator, "zh").splitlines()
        said = [line for line in lines if not line.strip().startswith("原文")]
        assert not [line for line in said if re.search(r"[a-z]+ (the|of|is|are) [a-z]+", line)]


HOSTILE = """\
version: 1
title: '$title {0} %s \\1'
tables:
  tickets: {columns: {'{a}': {}, '$where': {}}}
indicators:
  '${x}':
    title: {en: '${x} {y} %(z)s', zh: '$good {} 中x'}
    about: |
      $one {two}
      three %
    type: ratio
    good: '`{a}` == "$x {y} %d" and `$where` != "}{"'
"""


def test_texts_of_rule_files_are_never_patterns(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(HOSTILE, "utf-8")
    rules = load_rules(path)
    page = explain_indicator(rules, "${x}", "en")
    assert page.startswith("${x} {y} %(z)s\n${x} (ratio) [")
    assert "\n  $one {two} three %\n" in page
    assert '{a} is "$x {y} %d" and $where is not "}{"' in page
    assert explain_indicator(rules, "${x}", "zh").startswith("$good {} 中x\n")
    assert explain_rules(rules, "zh").startswith("$title {0} %s \\1 [")
