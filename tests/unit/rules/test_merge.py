"""Merging by id: what is kept, replaced, removed, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

from sqeval.measures.count import Count
from sqeval.measures.ratio import Ratio
from sqeval.nodes import Map, Seq
from sqeval.problems import Problem
from sqeval.rules import gate
from sqeval.rules.found import Found
from sqeval.rules.loader import load_rules
from sqeval.rules.merge import merged

OK = Path(__file__).parents[2] / "acceptance" / "rules" / "ok"


def plain(node: object) -> object:
    """Return a document without its places."""
    if isinstance(node, Map):
        return {str(k): plain(v) for k, v in node.items()}
    return [plain(v) for v in node] if isinstance(node, Seq) else str(node)


def over(*texts: str) -> tuple[object, list[Problem]]:
    found = Found()
    *bases, own = [gate.parse(f"{i}", text, found) for i, text in enumerate(texts)]
    return plain(merged(bases, own, found)), found.in_order()


def test_ids_merge_and_their_keys_one_by_one() -> None:
    base = "version: 1\nindicators: {a: {type: count, min_n: 5}, b: {type: count}}\n"
    own = "version: 1\nindicators: {a: {min_n: 9}, c: {type: count}}\n"
    document, problems = over(base, own)
    assert document == {
        "indicators": {
            "a": {"type": "count", "min_n": "9"},
            "b": {"type": "count"},
            "c": {"type": "count"},
        },
        "version": "1",
    }
    assert problems == []


def test_values_replace_as_a_whole() -> None:
    base = "tables: {t: {key: [a, b], columns: {c: {values: {x: [1], y: [2]}}}}}"
    own = "tables: {t: {key: [c], columns: {c: {values: {x: [3]}}}}}"
    document, _ = over(base, own)
    assert document == {"tables": {"t": {"key": ["c"], "columns": {"c": {"values": {"x": ["3"]}}}}}}


def test_null_removes_and_a_quoted_null_does_not() -> None:
    base = "indicators: {a: {type: count}, b: {title: x}}\ntimezone: UTC\n"
    document, problems = over(base, 'indicators: {a: ~, b: {title: "null"}}\ntimezone:\n')
    assert document == {"indicators": {"b": {"title": "null"}}}
    assert problems == []


def test_null_that_removes_nothing_is_told() -> None:
    _, problems = over(
        "indicators: {nps: {type: count}}", "indicators: {npss: null}\ntitle: null\n"
    )
    assert [(p.code, p.message, p.hint) for p in problems] == [
        ("SQ121", "null removes 'npss', which is not there", "did you mean 'nps'?"),
        (
            "SQ121",
            "null removes 'title', which is not there",
            "what is declared without a word is written {}",
        ),
    ]


def test_parts_merge_at_every_depth() -> None:
    base = "scorecard: {parts: {a: {parts: {b: {weight: 1, indicators: {x: 1, y: 2}}}}}}"
    own = "scorecard: {parts: {a: {parts: {b: {indicators: {x: ~, z: 3}}, c: {}}}}}"
    document, _ = over(base, own)
    b = {"weight": "1", "indicators": {"y": "2", "z": "3"}}
    assert document == {"scorecard": {"parts": {"a": {"parts": {"b": b, "c": {}}}}}}


def test_the_order_of_the_base_is_kept() -> None:
    base = "indicators: {a: {type: count}, b: {type: count}}"
    document, _ = over(base, "indicators: {c: {type: count}, a: {min_n: 2}}")
    assert isinstance(document, dict)
    assert list(document["indicators"]) == ["a", "b", "c"]


def test_the_version_is_not_inherited() -> None:
    assert over("version: 1\ntitle: x\n", "timezone: UTC\n")[0] == {"title": "x", "timezone": "UTC"}


def test_one_id_in_two_bases_is_told_with_both_places() -> None:
    base = "scorecard: {parts: {p: {}}}\nindicators: {a: {type: count}}\n"
    _, problems = over(base, base, "title: x\n")
    assert [(p.code, str(p.location), p.message) for p in problems] == [
        ("SQ118", "1:1:21", "'p' is defined twice; first in 0:1:21"),
        ("SQ118", "1:2:14", "'a' is defined twice; first in 0:2:14"),
    ]


def test_a_merged_entry_keeps_the_places_of_both_files() -> None:
    found = Found()
    base = gate.parse("base", "indicators:\n  a:\n    where: x\n    type: count\n", found)
    own = gate.parse("own", "indicators:\n\n  a: {min_n: 3}\n", found)
    entry = merged([base], own, found)["indicators"]["a"]
    assert str(entry["where"].location()) == "base:3:12"
    assert str(entry["min_n"].location()) == "own:3:14"
    assert str(entry.name.location()) == "own:3:3"


def test_a_rule_set_on_top_of_two_files() -> None:
    rules = load_rules(str(OK / "extends-local.yaml"))
    names = ["base.yaml", "more.yaml", "chats.yaml"]
    assert [Path(f.path).name for f in rules.files] == ["extends-local.yaml", *names]
    assert rules.title == "On top of two files"
    assert rules.timezone == "Asia/Shanghai"
    assert set(rules.tables) == {"tickets", "chats"}
    assert list(rules.tables["tickets"].columns) == ["id", "priority", "ok", "customer"]
    assert set(rules.indicators) == {"first", "third", "chats", "fourth"}
    first, third = rules.indicators["first"], rules.indicators["third"]
    assert isinstance(first, Ratio)
    assert first.min_n == 20
    assert first.target is not None
    assert first.target.figures("share") == {"at_least": 0.8}
    assert isinstance(third, Count)
    assert (third.points, third.min_n) == (None, 5)
    main = rules.scorecard.parts["main"]
    assert (main.weight, main.indicators) == (2, {"third": 3})
    assert list(rules.scorecard.parts) == ["main"]
    assert rules.scorecard.grades == {"A": 85, "B": 0}
    assert rules.scorecard.gates == []
